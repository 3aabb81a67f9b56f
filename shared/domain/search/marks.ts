import { fold, isPlain } from './words.ts';
import type { soughtIn } from './query.ts';

type Sought = ReturnType<typeof soughtIn>[number];

export interface Mark {
  from: number;
  until: number;
  /** Which of the things sought it is. */
  of: number;
}

/** A text folded, with the place in the text of each folded sign; null where all places are the same. */
interface Folded {
  text: string;
  places: number[] | null;
}

/** Beyond this many of one thing sought no more are looked for in a text. */
const MOST = 40;

/** Where the things sought stand in a text, in order. */
export function marksIn(
  text: string,
  sought: readonly Sought[],
  near: ReadonlyMap<string, readonly string[]> = new Map(),
): Mark[] {
  const folded = foldPlaces(text);
  const marks = sought.flatMap((one, of) =>
    placesOf(folded.text, one, near).map(([from, until]) => ({
      from: folded.places ? folded.places[from]! : from,
      until: folded.places ? folded.places[until]! : until,
      of,
    })),
  );
  return withoutOverlaps(marks.toSorted((a, b) => a.from - b.from || b.until - a.until));
}

function placesOf(
  folded: string,
  sought: Sought,
  near: ReadonlyMap<string, readonly string[]>,
): [number, number][] {
  switch (sought.kind) {
    case 'phrase':
      return phraseIn(folded, sought.words);
    case 'number':
      return numberIn(folded, sought.key);
    case 'word': {
      const { word, prefix, exact } = sought;
      const others = exact ? [] : (near.get(word) ?? []);
      const found = [word, ...others].flatMap((one) => wordIn(folded, one, prefix));
      if (found.length > 0 || exact || !/\p{N}/u.test(word) || word.length < 3) return found;
      return numberIn(folded, word);
    }
  }
}

function wordIn(folded: string, word: string, prefix: boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let at = folded.indexOf(word); at >= 0 && found.length < MOST;) {
    let end = at + word.length;
    if (!isSign(folded, at - 1) && (prefix || !isSign(folded, end))) {
      while (isSign(folded, end)) end += 1;
      found.push([at, end]);
    }
    at = folded.indexOf(word, end);
  }
  return found;
}

function phraseIn(folded: string, words: string[]): [number, number][] {
  return wordIn(folded, words[0]!, false).flatMap<[number, number]>(([from, first]) => {
    let end = first;
    for (const word of words.slice(1)) {
      while (end < folded.length && !isSign(folded, end)) end += 1;
      if (!folded.startsWith(word, end) || isSign(folded, end + word.length)) return [];
      end += word.length;
    }
    return [[from, end]];
  });
}

/** Other signs may stand between those of the number; it begins with a word of its own. */
function numberIn(folded: string, key: string): [number, number][] {
  const signs = [...key].map((sign) => (/[\p{L}\p{N}]/u.test(sign) ? sign : `\\${sign}`));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${signs.join('[^\\p{L}\\p{N}]{0,3}')}`, 'gu');
  const found: [number, number][] = [];
  for (const { index, 0: text } of folded.matchAll(pattern)) {
    if (found.length >= MOST) break;
    found.push([index, index + text.length]);
  }
  return found;
}

function isSign(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return at >= 0 && at < text.length && /[\p{L}\p{N}\p{Cs}]/u.test(text[at]!);
}

function foldPlaces(text: string): Folded {
  if (isPlain(text)) return { text: text.toLowerCase(), places: null };
  let built = '';
  const places: number[] = [];
  let at = 0;
  for (const sign of text) {
    const piece = fold(sign);
    for (let index = 0; index < piece.length; index += 1) places.push(at);
    built += piece;
    at += sign.length;
  }
  places.push(at);
  return { text: built, places };
}

function withoutOverlaps(marks: Mark[]): Mark[] {
  let end = 0;
  return marks.filter(({ from, until }) => {
    if (from < end || until <= from) return false;
    end = until;
    return true;
  });
}
