import type { Finding } from '../../../shared/contract/evidence.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import type { Reader } from '../archive/database.ts';
import { sha256OfText } from '../archive/journal.ts';
import { sql } from '../archive/sql.ts';
import { docOf, rowOf } from '../search/doc.ts';
import { markOf, statuses } from '../search/index-letters.ts';
import { setOf, tokensOf, unitsOf } from '../search/letter-tokens.ts';
import { documentKey, textOf } from '../search/texts.ts';
import { finding } from './finding.ts';
import type { Chain } from './verify-chain.ts';
import { read } from './walk-rows.ts';
import type { Witness } from './witness.ts';

/**
 * Makes the words of every letter anew and compares them with the index: a letter that is in the book
 * but can't be found there is as good as lost, and one that is found by words it does not have may be
 * shown to whom it must not. A letter with another finding is not named again for its words.
 */
export async function verifySearch(
  witness: Witness,
  chain: Chain,
  findings: Finding[],
): Promise<void> {
  const named = new Set(findings.map(({ letter }) => letter));
  try {
    const mark = markOf(witness.past);
    // A mark beyond the newest letter would keep the letters after it out of the index.
    if (mark > lastOf(chain.rows.values())) findings.push(finding('words.differ', null));
    const waiting = new Set(witness.past.column<number>(sql`SELECT row FROM search_waiting`));
    const expected = await expectedSums(witness, chain, mark);
    const stored = await storedSums(witness, chain.facts);
    // Rows without a letter are those of facts that can't be read: they are named already.
    const damaged = chain.doubtful.size > 0;
    const letters = new Map([...chain.rows].map(([letter, row]) => [row, letter]));
    for (const row of new Set([...expected.keys(), ...stored.keys()])) {
      const letter = letters.get(row) ?? null;
      if (waiting.has(row) || (letter ? named.has(letter) : damaged)) continue;
      const [wanted, found] = [expected.get(row), stored.get(row)];
      if (wanted && found && wanted.every((sum, at) => sum === found[at])) continue;
      findings.push(finding('words.differ', letter));
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    findings.push(finding('archive.damaged', null, { message: String(error) }));
  }
}

function lastOf(rows: Iterable<number>): number {
  let last = 0;
  for (const row of rows) last = Math.max(last, row);
  return last;
}

/** Numbers for all that the index knows of a letter: its tokens, their places, what it is counted by. */
type Sums = [tokens: number, places: number, counted: number];

const RANGE = 2 ** 48;

async function expectedSums(
  { past, rest }: Witness,
  { rebuilt, rows, facts }: Chain,
  mark: number,
): Promise<Map<number, Sums>> {
  const sums = new Map<number, Sums>();
  const values = new Map<string, number>();
  const valueOf = (token: string) => {
    let value = values.get(token);
    if (value === undefined) values.set(token, (value = numberOf(token)));
    return value;
  };
  for (const [id, row] of rows) {
    await rest({ facts, blobs: 0 });
    const letter = rebuilt.letters.get(id);
    if (!letter || row > mark) continue;
    // A forged fact may have made a letter that has no words.
    const made = read(() => sumsOf(past, row, letter, valueOf));
    if (made) sums.set(row, made);
    if (values.size > 500_000) values.clear();
  }
  return sums;
}

function sumsOf(
  reader: Reader,
  row: number,
  letter: Letter,
  valueOf: (token: string) => number,
): Sums {
  const sha256 = letter.document?.sha256;
  const tokens = tokensOf(letter, (sha256 && textOf(reader, sha256)) || []);
  const doc = docOf(row, letter.received);
  let [set, places] = [doc, doc];
  for (const token of setOf(tokens)) set = (set + valueOf(token)) % RANGE;
  tokens.inOrder.forEach((token, at) => {
    places = (places + placed(valueOf(token), at)) % RANGE;
  });
  const counted = countedOf({
    doc,
    sender: letter.fields.sender,
    units: unitsOf(letter).join(' '),
    status: statuses.indexOf(statusOf(letter)),
    document: sha256 ? documentKey(sha256) : null,
  });
  return [set, places, counted];
}

async function storedSums({ past, rest }: Witness, facts: number): Promise<Map<number, Sums>> {
  past.script(`
    CREATE VIRTUAL TABLE temp.tokens_found USING fts5vocab('main', 'search_tokens', 'instance');
    CREATE VIRTUAL TABLE temp.places_found USING fts5vocab('main', 'search_places', 'instance')`);
  const sums = new Map<number, Sums>();
  const of = (doc: number) => {
    let sum = sums.get(rowOf(doc));
    if (!sum) sums.set(rowOf(doc), (sum = [doc, doc, 0]));
    return sum;
  };
  let [word, value] = ['', 0];
  const valueOf = (term: string) => {
    if (term !== word) [word, value] = [term, numberOf(term)];
    return value;
  };
  const tokens = sql`SELECT term, doc FROM temp.tokens_found`;
  for (const { term, doc } of past.each<{ term: string; doc: number }>(tokens)) {
    await rest({ facts, blobs: 0 });
    const sum = of(doc);
    sum[0] = (sum[0] + valueOf(term)) % RANGE;
  }
  const places = sql`SELECT term, doc, "offset" AS at FROM temp.places_found`;
  for (const { term, doc, at } of past.each<{ term: string; doc: number; at: number }>(places)) {
    await rest({ facts, blobs: 0 });
    const sum = of(doc);
    sum[1] = (sum[1] + placed(valueOf(term), at)) % RANGE;
  }
  const counted = sql`SELECT doc, senders.label AS sender, units.label AS units, status, document
    FROM search_letters
    LEFT JOIN search_labels AS senders ON senders.id = search_letters.sender
    LEFT JOIN search_labels AS units ON units.id = search_letters.units`;
  for (const line of past.each<Counted>(counted)) of(line.doc)[2] = countedOf(line);
  return sums;
}

interface Counted {
  doc: number;
  sender: string | null;
  units: string | null;
  status: number;
  document: number | null;
}

const countedOf = ({ doc, sender, units, status, document }: Counted) =>
  numberOf(JSON.stringify([doc, sender, units, status, document]));

const numberOf = (text: string) => parseInt(sha256OfText(text).slice(0, 12), 16);

/** The same token elsewhere is another number. */
const placed = (value: number, at: number) => (value % 2 ** 32) * (at + 1);
