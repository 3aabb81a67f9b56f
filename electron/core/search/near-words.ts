import type { Query, soughtIn } from '../../../shared/domain/search/query.ts';
import type { Reader } from '../archive/database.ts';
import { docsOf } from './docs.ts';
import type { Near } from './match.ts';
import { wordsNear } from './vocabulary.ts';

const MOST_NEAR = 5;

/** Words like those typed that stand in letters which may be seen. */
export function nearWords(reader: Reader, sought: ReturnType<typeof soughtIn>, only: Query): Near {
  const near = new Map<string, string[]>();
  for (const one of sought) {
    if (one.kind !== 'word' || one.exact || near.has(one.word)) continue;
    const seen = wordsNear(reader, one.word, MOST_NEAR).filter((word) => {
      if (one.prefix && word.startsWith(one.word)) return false;
      const alone = { ...one, word, prefix: false };
      return docsOf(reader, alone, { only, most: 1 }).length > 0;
    });
    if (seen.length > 0) near.set(one.word, seen);
  }
  return near;
}
