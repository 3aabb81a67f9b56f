import { LontarError } from '../../../shared/contract/error.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { type LetterFactAt, reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { OfficeFact } from '../../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { insertLetter, removeLetter, updateLetter } from '../letters/store.ts';
import { storeOffice } from '../office/store.ts';

interface Stored {
  row: number;
  fact: string;
  n: number | null;
}

/**
 * Makes one letter's state, or the office's, anew: what the server has applied, in its order, then our own
 * facts that wait, without those that can't follow any more. They come back disputed.
 */
export function replay(archive: Archive, writer: Writer, aggregate: string): void {
  const [kind, id] = aggregate.split(':') as ['letter' | 'office', string];
  const facts = kind === 'letter' ? factsOfLetter(writer, id) : factsOfOffice(archive);
  if (kind === 'office') {
    let office: Office | null = null;
    for (const fact of facts) {
      office = tried(() => reduceOffice(office, id, fact.fact as unknown as OfficeFact)) ?? office;
    }
    if (office) storeOffice(writer, office);
    return;
  }
  let letter: Letter | null = null;
  let row: number | null = null;
  for (const { fact, waits, row: at } of facts) {
    if (waits && fact.type === 'letter.registered' && isTaken(writer, id, fact)) continue;
    const next = tried(() => reduceLetter(letter, id, fact as unknown as LetterFactAt));
    if (!next) continue;
    row ??= at;
    letter = next;
  }
  const there = writer.get<{ row: number }>(sql`SELECT row FROM letters WHERE letter = ${id}`);
  if (there && (!letter || there.row !== row)) removeLetter(writer, there.row);
  if (!letter || row === null) return;
  if (there?.row === row) {
    // A disposition that does not follow any more leaves nothing behind that waits.
    writer.run(sql`DELETE FROM waiting WHERE row = ${row}`);
    updateLetter(writer, row, letter);
  } else insertLetter(writer, row, letter);
}

interface ToReplay {
  row: number;
  fact: Fact;
  waits: boolean;
}

function factsOfLetter(writer: Writer, id: string): ToReplay[] {
  const aggregate = `letter:${id}`;
  const first = writer.get<{ row: number }>(sql`SELECT row FROM letters WHERE letter = ${id}`);
  // Without its line in the book nothing leads to its first fact but looking at all: rare enough.
  const stored = first
    ? writer.all<Stored>(
        sql`SELECT row, fact, n FROM (
            SELECT row, fact FROM facts WHERE row = ${first.row}
            UNION ALL SELECT row, fact FROM facts WHERE aggregate = ${aggregate} AND base > 0
          ) LEFT JOIN confirmed USING (row)
          WHERE coalesce(verdict, 'applied') = 'applied' ORDER BY n IS NULL, n, row`,
      )
    : writer.all<Stored>(
        sql`SELECT row, fact, n FROM facts LEFT JOIN confirmed USING (row)
            WHERE aggregate = ${aggregate} AND coalesce(verdict, 'applied') = 'applied'
            ORDER BY n IS NULL, n, row`,
      );
  return stored.map(({ row, fact, n }) => ({
    row,
    fact: JSON.parse(fact) as Fact,
    waits: n === null,
  }));
}

const factsOfOffice = ({ journal }: Archive): ToReplay[] =>
  journal.ofOffice().map((fact) => ({ row: 0, fact, waits: false }));

function isTaken(writer: Writer, id: string, { body }: Fact): boolean {
  const { book, year, number } = (body as { agenda: Letter['agenda'] }).agenda;
  const there = writer.get<{ letter: string }>(
    sql`SELECT letter FROM letters WHERE book = ${book} AND year = ${year} AND agenda = ${number}`,
  );
  return there !== undefined && there.letter !== id;
}

/** Undefined where the fact can't follow. */
export function tried<State>(reduce: () => State): State | undefined {
  try {
    return reduce();
  } catch (error) {
    if (error instanceof LontarError) return undefined;
    throw error;
  }
}
