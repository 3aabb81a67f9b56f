/** How many letters must be put in, left out or changed to make one text the other; more than `most` counts as `most + 1`. */
export function distance(one: string, other: string, most = 3): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const now = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = before[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      now.push(Math.min(change, before[j]! + 1, now[j - 1]! + 1));
    }
    if (Math.min(...now) > most) return most + 1;
    before = now;
  }
  return before[other.length]!;
}

/** As an engine may have misread it: `rn` is `m`, `0` is `o`, `1`, `|` and `!` are `l`. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/0/g, 'o')
    .replace(/[1|!]/g, 'l')
    .replace(/[^a-z]/g, '');
}

/** Whether a word as read is this word, misread a little. Short words must be right. */
export function isWord(read: string, word: string): boolean {
  const text = plain(read);
  if (text === word) return true;
  const most = word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0;
  return most > 0 && distance(text, word, most) <= most;
}
