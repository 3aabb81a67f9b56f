import type { Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

/** The tables of the index, in the order in which their pieces are put together. */
export const indexTables = ['search_tokens', 'search_places'] as const;

/**
 * Puts pieces of the index together, so many pages of it: one piece is searched faster than ten.
 * False where there was nothing left to do.
 */
export function mergeSome(
  writer: Writer,
  table: (typeof indexTables)[number],
  pages: number,
): boolean {
  const changes = () => writer.column<number>(sql`SELECT total_changes()`)[0]!;
  const before = changes();
  writer.run({
    text: `INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`,
    values: [BigInt(pages)],
  });
  return changes() - before >= 2;
}
