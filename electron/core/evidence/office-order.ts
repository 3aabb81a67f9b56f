import { LontarError } from '../../../shared/contract/error.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { isKnown } from '../../../shared/domain/sync/known.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { reduceFact, type Rebuilt } from './rebuild.ts';

/** Whether a server has numbered any of it. */
export function isShared(reader: Reader): boolean {
  return reader.get(sql`SELECT 1 FROM confirmed LIMIT 1`) !== undefined;
}

/** What holds, in the office's order; our own that waits last. */
export function* inOrder(reader: Reader): Generator<{ row: number; fact: string; waits: boolean }> {
  const stored = reader.all<{ row: number; n: number | null }>(
    sql`SELECT facts.row AS row, n FROM facts LEFT JOIN confirmed ON confirmed.row = facts.row
        WHERE coalesce(verdict, 'applied') = 'applied' ORDER BY n IS NULL, n, facts.row`,
  );
  for (const { row, n } of stored) {
    const found = reader.get<{ fact: string }>(sql`SELECT fact FROM facts WHERE row = ${row}`);
    if (found) yield { row, fact: found.fact, waits: n === null };
  }
}

/**
 * One step of it: what waits and can't follow any more is left out, as is a letter that waits under a
 * number given to another, and what only a newer Lontar understands; see `replay`. Throws where a fact that the server applied can't follow.
 */
export function reduceInOrder(
  state: Rebuilt,
  rows: Map<string, number>,
  { row, fact, waits }: { row: number; fact: Fact; waits: boolean },
): void {
  if (!isKnown(fact)) return;
  if (waits && fact.type === 'letter.registered' && isTaken(state, fact)) return;
  try {
    reduceFact(state, fact);
    if (!rows.has(fact.aggregate)) rows.set(fact.aggregate, row);
  } catch (error) {
    if (!waits || !(error instanceof LontarError)) throw error;
  }
}

const agendas = new WeakMap<Rebuilt, { seen: number; taken: Set<string> }>();
const keyOf = ({ book, year, number }: Letter['agenda']) => `${book}/${year}/${number}`;

function isTaken(state: Rebuilt, { body }: Fact): boolean {
  let known = agendas.get(state);
  if (!known || known.seen !== state.letters.size) {
    const taken = new Set([...state.letters.values()].map(({ agenda }) => keyOf(agenda)));
    agendas.set(state, (known = { seen: state.letters.size, taken }));
  }
  return known.taken.has(keyOf((body as { agenda: Letter['agenda'] }).agenda));
}
