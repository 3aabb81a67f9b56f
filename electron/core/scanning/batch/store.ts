import type { ClosedBatch } from '../../../../shared/contract/batches.ts';
import { type BatchEvent, readEvent } from '../../../../shared/domain/batch/events.ts';
import { reduceBatch } from '../../../../shared/domain/batch/reduce.ts';
import type { Batch } from '../../../../shared/domain/batch/state.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { Reader, Writer } from '../../archive/database.ts';
import { sql } from '../../archive/sql.ts';
import type { BatchRow } from './rows.ts';

/** What is left of a closed batch. */
export interface ClosedSummary extends ClosedBatch {
  profile: string;
  pages: number;
  discarded: boolean;
}

/** Throws `batch.unknown`, `batch.newer`, `batch.damaged`. */
export function loadBatch(reader: Reader, batch: string): Batch {
  const events = reader.each<{ number: number; type: string; version: number; body: string }>(
    sql`SELECT number, type, version, body FROM batch_events WHERE batch = ${batch} ORDER BY number`,
  );
  let state: Batch | null = null;
  for (const { number, type, version, body } of events) {
    if (number !== (state?.version ?? 0) + 1) throw new LontarError('batch.damaged', { batch });
    state = reduceBatch(state, readEvent(type, version, parsed(body)));
  }
  if (!state) throw new LontarError('batch.unknown', { batch });
  return state;
}

export function insertBatch(writer: Writer, { batch, at }: Omit<BatchRow, 'closed'>): void {
  writer.run(sql`INSERT INTO batches (batch, at) VALUES (${batch}, ${at})`);
}

export function insertEvent(
  writer: Writer,
  batch: string,
  number: number,
  { type, version, body }: BatchEvent,
): void {
  writer.run(sql`INSERT INTO batch_events (batch, number, type, version, body)
    VALUES (${batch}, ${number}, ${type}, ${version}, ${JSON.stringify(body)})`);
}

/** Its events go; what it came to stays. */
export function closeRow(writer: Writer, batch: string, summary: ClosedSummary): void {
  writer.run(sql`UPDATE batches SET closed = ${JSON.stringify(summary)} WHERE batch = ${batch}`);
  writer.run(sql`DELETE FROM batch_events WHERE batch = ${batch}`);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new LontarError('batch.damaged');
  }
}
