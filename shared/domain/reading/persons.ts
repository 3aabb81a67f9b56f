import { textOf } from './layout.ts';
import type { LetterParts } from './letter.ts';
import { ordinaryCase } from './ordinary-case.ts';
import type { Found } from './rule.ts';

/** `Nama : …` in the text. */
export function named(letter: LetterParts): Found[] {
  for (const { pieces } of letter.rows.slice(letter.bodyStart)) {
    const words = pieces.flatMap((piece) => piece.words);
    if (
      !/^nama(\s+lengkap)?$/i.test(
        textOf(words)
          .split(/\s*[:;]/)[0]!
          .trim(),
      )
    )
      continue;
    const from = words.findIndex(({ text }) => /[:;]/.test(text));
    if (from === -1) continue;
    const value = asName(textOf(words.slice(from)));
    if (value) return [{ value, words: words.slice(from), trust: 0.8 }];
  }
  return [];
}

const close =
  /(hormat\s+(saya|kami)|yang\s+(membuat|menyatakan|memohon|bersangkutan)|pemohon|pelapor|pengadu|penulis|wassalam|salam hormat|ttd|sincerely|yours)/i;

/** Who signs below the closing words. */
export function signed(letter: LetterParts): Found[] {
  const { rows, bodyStart } = letter;
  const from = rows.findLastIndex(
    ({ text }, index) => index > bodyStart && close.test(text) && text.length < 70,
  );
  if (from === -1) return [];
  for (const row of rows.slice(from + 1)) {
    if (/^(tembusan|nb|catatan|ketua|mengetahui)\b/i.test(row.text)) continue;
    const piece = row.pieces.at(-1)!;
    const value = asName(piece.text);
    if (value) return [{ value, words: piece.words, trust: 0.8 }];
  }
  return [];
}

function asName(text: string): string | null {
  const bare = trim(text.replace(/^[\s:;(]+/, '').replace(/[)\s]+$/, ''));
  const [core = ''] = bare.split(',');
  const words = core.split(' ');
  const fits =
    words.length <= 5 &&
    words.every((word) => /^\p{Lu}[\p{L}.'’-]*$|^(bin|binti|van|al|de)$/u.test(word));
  if (!fits || core.replace(/[^\p{L}]/gu, '').length < 4) return null;
  return ordinaryCase(bare);
}

/** Without what an engine made of marks around a text. */
export const trim = (text: string) =>
  text
    .replace(/^[^\p{L}\d(]+/u, '')
    .replace(/[^\p{L}\d).]+$/u, '')
    .replace(/\s+/g, ' ');
