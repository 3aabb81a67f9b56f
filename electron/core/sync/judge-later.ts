import type { Fact } from '../../../shared/domain/fact.ts';
import { isKnown } from '../../../shared/domain/sync/known.ts';
import type { Archive } from '../archive/archive.ts';
import type { Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { replay } from './replay.ts';

/** The server has applied a fact that this Lontar does not understand yet: a newer one will. */
export function keepForLater(writer: Writer, row: number): void {
  writer.run(sql`INSERT OR IGNORE INTO newer_facts (row) VALUES (${row})`);
}

/** After an update: what such facts are about is made anew, with those among them that are understood now. */
export function judgeLater(archive: Archive): void {
  const kept = archive.read.all<{ row: number; fact: string }>(
    sql`SELECT row, fact FROM newer_facts JOIN facts USING (row) ORDER BY row`,
  );
  const known = kept
    .map(({ row, fact }) => ({ row, fact: JSON.parse(fact) as Fact }))
    .filter(({ fact }) => isKnown(fact));
  if (known.length === 0) return;
  archive.write((writer) => {
    for (const { row } of known) writer.run(sql`DELETE FROM newer_facts WHERE row = ${row}`);
    for (const aggregate of new Set(known.map(({ fact }) => fact.aggregate))) {
      replay(archive, writer, aggregate);
    }
  });
}
