import { apart, canBeMistaken, looksOf } from '../../../shared/domain/search/likeness.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import type { LetterTokens } from './letter-tokens.ts';

/** In so many letters a word is one that people write. */
const KNOWN = 5;
/** So many times rarer than another that it looks like, a word may be that one misread. */
const RARE = 50;

/** A word of more letters than this is counted in one of so many of them, for all of these. */
const SAMPLED = { from: 1_000, each: 16 };

/** How often to count a word's letters: three hundred counts of common words were half of what a letter wrote. */
function timesCounted(known: number, more: number): number {
  if (known < SAMPLED.from || more >= SAMPLED.each) return 1;
  return Math.random() * SAMPLED.each < 1 ? SAMPLED.each : 0;
}

/** In how many letters each word of a batch stands, in a field and in a text. */
export class WordCounts {
  private readonly counts = new Map<string, [fields: number, texts: number]>();

  add({ fields, texts }: LetterTokens): void {
    for (const word of fields) this.of(word)[0] += 1;
    for (const word of texts) this.of(word)[1] += 1;
  }

  /**
   * A letter indexed anew counts again, and a word that no letter has any more stays: the counts weigh
   * and order, nothing more.
   */
  store(writer: Writer): void {
    for (const [word, [fields, texts]] of this.counts) {
      const known = writer.get<{ letters: number }>(
        sql`SELECT max(fields, texts) AS letters FROM search_words WHERE word = ${word}`,
      );
      if (known) {
        const times = timesCounted(known.letters, Math.max(fields, texts));
        if (times === 0) continue;
        writer.run(sql`UPDATE search_words SET fields = fields + ${fields * times},
          texts = texts + ${texts * times} WHERE word = ${word}`);
        continue;
      }
      writer.run(sql`INSERT INTO search_words (word, fields, texts)
        VALUES (${word}, ${fields}, ${texts})`);
      if (!canBeMistaken(word)) continue;
      for (const look of looksOf(word)) {
        writer.run(sql`INSERT OR IGNORE INTO search_near (look, word) VALUES (${look}, ${word})`);
      }
    }
  }

  private of(word: string): [number, number] {
    let count = this.counts.get(word);
    if (!count) this.counts.set(word, (count = [0, 0]));
    return count;
  }
}

/** The words that begin so; null where there are more than `most`. */
export function wordsBeginning(reader: Reader, begin: string, most: number): string[] | null {
  const words = reader.column<string>(
    sql`SELECT word FROM search_words
      WHERE word >= ${begin} AND word < ${`${begin}\u{10FFFF}`} LIMIT ${most + 1}`,
  );
  return words.length > most ? null : words;
}

/** In about how many letters a word stands. */
export function lettersWith(reader: Reader, word: string): number {
  const found = reader.get<{ fields: number; texts: number }>(
    sql`SELECT fields, texts FROM search_words WHERE word = ${word}`,
  );
  return found ? Math.max(found.fields, found.texts) : 0;
}

/** Words that a word may be a slip for, or a misreading of, the likeliest first. */
export function wordsNear(reader: Reader, word: string, most: number): string[] {
  if (!canBeMistaken(word)) return [];
  const found = reader.all<{ word: string; letters: number }>(
    sql`SELECT DISTINCT word, max(fields, texts) AS letters
      FROM search_near JOIN search_words USING (word)
      WHERE look IN (SELECT value FROM json_each(${JSON.stringify([...looksOf(word)])}))
        AND word <> ${word}`,
  );
  const own = lettersWith(reader, word);
  return found
    .flatMap((near) => {
      const distance = apart(word, near.word);
      // Beside a word that is often written, another common one is a word of its own, no slip.
      if (distance === null || (distance > 0 && near.letters * RARE > own && own >= KNOWN))
        return [];
      return [{ ...near, distance }];
    })
    .toSorted(
      (a, b) => a.distance - b.distance || b.letters - a.letters || (a.word < b.word ? -1 : 1),
    )
    .slice(0, most)
    .map((near) => near.word);
}
