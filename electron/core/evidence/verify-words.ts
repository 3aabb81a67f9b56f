import type { Finding } from '../../../shared/contract/evidence.ts';
import { connect, type Reader } from '../archive/database.ts';
import { migrate } from '../archive/migrate.ts';
import { sha256OfText } from '../archive/journal.ts';
import { sql } from '../archive/sql.ts';
import { addWords, markOf } from '../letters/words-index.ts';
import { finding } from './finding.ts';
import type { Chain } from './verify-chain.ts';
import { read } from './walk-rows.ts';
import type { Witness } from './witness.ts';

/**
 * Makes the index of words anew, in memory, and compares: a letter that is in the book but can't be
 * found there is as good as lost. A letter with another finding is not named again for its words.
 */
export async function verifyWords(
  witness: Witness,
  chain: Chain,
  findings: Finding[],
): Promise<void> {
  const { past } = witness;
  const named = new Set(findings.map(({ letter }) => letter));
  try {
    const mark = markOf(past);
    const newest = lastOf(chain.rows.values());
    // A mark beyond the newest letter would keep the letters after it out of the index.
    if (mark > newest) findings.push(finding('words.differ', null));
    const expected = await expectedWords(witness, chain, mark);
    past.script(vocabulary);
    const stored = await sumsOf(witness, past, chain.facts);
    // Rows without a letter are those of facts that can't be read: they are named already.
    const damaged = chain.doubtful.size > 0;
    const letters = new Map([...chain.rows].map(([letter, row]) => [row, letter]));
    for (const row of new Set([...expected.keys(), ...stored.keys()])) {
      const letter = letters.get(row) ?? null;
      if (expected.get(row) === stored.get(row) || (letter ? named.has(letter) : damaged)) continue;
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

/** The words of an index, each with the letter that it stands in. */
const vocabulary = `CREATE VIRTUAL TABLE temp.words_found
  USING fts5vocab('main', 'letters_words', 'instance')`;

async function expectedWords(
  witness: Witness,
  { rebuilt, rows, facts }: Chain,
  mark: number,
): Promise<Map<number, number>> {
  const index = connect(':memory:');
  try {
    migrate(index);
    index.script(vocabulary);
    for (const some of inParts([...rows], 200)) {
      index.write((writer) => {
        for (const [id, row] of some) {
          const letter = rebuilt.letters.get(id);
          if (letter && row <= mark) read(() => addWords(writer, row, letter));
        }
      });
      await witness.rest({ facts, blobs: 0 });
    }
    return await sumsOf(witness, index, facts);
  } finally {
    index.close();
  }
}

function* inParts<Item>(items: Item[], size: number): Generator<Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

/** A number for all the words of each row together. */
async function sumsOf(
  witness: Witness,
  index: Reader,
  facts: number,
): Promise<Map<number, number>> {
  const sums = new Map<number, number>();
  let word: string | null = null;
  let value = 0;
  for (const { term, doc } of index.each<{ term: string; doc: number }>(
    sql`SELECT term, doc FROM temp.words_found`,
  )) {
    if (term !== word) {
      await witness.rest({ facts, blobs: 0 });
      value = parseInt(sha256OfText(term).slice(0, 12), 16);
      word = term;
    }
    sums.set(doc, ((sums.get(doc) ?? 0) + value) % 2 ** 48);
  }
  return sums;
}
