/** Longer words are cut: nobody types them, and a broken page can hold very long ones. */
const LONGEST = 40;

/** Without case and accents, in one form of Unicode. */
export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase();
  return text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
}

/** The words of a text as the index knows them: letters and digits, folded. */
export function wordsIn(text: string): string[] {
  const folded = fold(text);
  const found = folded.match(isPlain(folded) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+/gu) ?? [];
  return found.some(({ length }) => length > LONGEST) ? found.map(cut) : found;
}

/** Letters and digits alone: `B-2884/UN.08` and `b 2884 / un 08` are the same number. */
export function keyOf(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Numbers with signs in them, as they stand in a text (`900.2.9/3466/BAPPEDA`, `2024-06-13`, `09.00`):
 * the words of each, in order.
 */
export function numbersIn(text: string): string[][] {
  const runs = fold(text).match(/[\p{L}\p{N}]+(?:(?:[.\-–_]|\s?\/\s?)[\p{L}\p{N}]+)+/gu) ?? [];
  return runs.filter((run) => /\p{N}/u.test(run)).map((run) => run.match(/[\p{L}\p{N}]+/gu)!);
}

/**
 * A number's words joined, from each word on: whatever part of it is typed, with or without its signs,
 * begins one of these. `900.2/3466/UM` gives `9002…`, `23466um`, `3466um`, `um`.
 */
export function joinedFromEach(parts: readonly string[]): string[] {
  const some = parts.slice(0, 12);
  return some.map((_, from) => cut(some.slice(from).join('')));
}

/** ASCII alone, as nearly all texts here are. */
export function isPlain(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the whole of ASCII
  return /^[\x00-\x7f]*$/.test(text);
}

export function cut(word: string): string {
  // Never half a surrogate pair, which the index would keep as another sign.
  return word.length > LONGEST ? word.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '') : word;
}
