import type { Reader } from '../../archive/database.ts';
import { sql } from '../../archive/sql.ts';

export interface BatchRow {
  batch: string;
  at: string;
  /** What it came to, once it is closed. */
  closed: string | null;
}

/** Newest first. */
export function batchRows(reader: Reader): BatchRow[] {
  return reader.all<BatchRow>(sql`SELECT batch, at, closed FROM batches ORDER BY batch DESC`);
}

export function batchRow(reader: Reader, batch: string): BatchRow | undefined {
  return reader.get<BatchRow>(sql`SELECT batch, at, closed FROM batches WHERE batch = ${batch}`);
}

export function hasOpenBatches(reader: Reader): boolean {
  return reader.get(sql`SELECT 1 FROM batches WHERE closed IS NULL LIMIT 1`) !== undefined;
}
