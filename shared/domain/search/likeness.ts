/** Signs that reading by machine takes for each other, as one of them. */
const alike: [RegExp, string][] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/0/g, 'o'],
  [/[1i]/g, 'l'],
  [/5/g, 's'],
  [/[68]/g, 'b'],
  [/q/g, 'g'],
];

/** A word as a careless eye sees it: `l1ngkungan`, `Iingkungan` and `lingkungan` are the same. */
export function lookOf(word: string): string {
  return alike.reduce((text, [sign, other]) => text.replace(sign, other), word);
}

/** Words that can be mistaken for another: long enough, and made of letters for the most part. */
export function canBeMistaken(word: string): boolean {
  if (word.length < 4 || word.length > 24) return false;
  const digits = word.match(/\p{N}/gu)?.length ?? 0;
  return digits <= 2 && word.length - digits >= 3;
}

/**
 * What a word looks like, whole and with any one sign left out, each as a number: words that share one
 * of these differ in one sign that is missing, added, changed or swapped with the next, or in two.
 */
export function looksOf(word: string): Set<number> {
  const look = lookOf(word);
  const looks = new Set([hashOf(look)]);
  for (let at = 0; at < look.length; at += 1) {
    looks.add(hashOf(look.slice(0, at) + look.slice(at + 1)));
  }
  return looks;
}

/** How far apart two words look, in signs; null where it is too far for words of their length. */
export function apart(one: string, other: string): number | null {
  const distance = editsBetween(lookOf(one), lookOf(other));
  const most = Math.min(one.length, other.length) >= 8 ? 2 : 1;
  return distance <= most ? distance : null;
}

/** Signs to change, add, leave out or swap with the next (optimal string alignment). */
function editsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[other.length]!;
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
