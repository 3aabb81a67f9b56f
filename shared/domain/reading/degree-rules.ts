import type { Secrecy, Urgency } from '../../contract/letters.ts';
import { textOf, type Word } from './layout.ts';
import type { LetterParts } from './letter.ts';
import type { Found, Rule } from './rule.ts';
import { isWord } from './spelling.ts';

/** How letters say how fast, and who may see it. The first that fits counts. */
const urgencyWords: { words: string[]; value: Urgency }[] = [
  { words: ['sangat', 'segera'], value: 'sangat-segera' },
  { words: ['amat', 'segera'], value: 'sangat-segera' },
  { words: ['kilat'], value: 'sangat-segera' },
  { words: ['segera'], value: 'segera' },
  { words: ['urgent'], value: 'segera' },
  { words: ['penting'], value: 'penting' },
  { words: ['biasa'], value: 'biasa' },
];

const secrecyWords: { words: string[]; value: Secrecy }[] = [
  { words: ['sangat', 'rahasia'], value: 'SR' },
  { words: ['rahasia'], value: 'R' },
  { words: ['confidential'], value: 'R' },
  { words: ['konfidensial'], value: 'R' },
  { words: ['terbatas'], value: 'T' },
];

function wordIn<Value extends string>(
  words: readonly Word[],
  list: { words: string[]; value: Value }[],
) {
  const texts = words.flatMap((word) => word.text.split(/[/,&]/).map((text) => ({ text, word })));
  for (const { words: wanted, value } of list) {
    for (let index = 0; index + wanted.length <= texts.length; index++) {
      const fits = wanted.every((word, offset) => isWord(texts[index + offset]!.text, word));
      if (fits)
        return { value, words: texts.slice(index, index + wanted.length).map(({ word }) => word) };
    }
  }
  return null;
}

function labelled(
  letter: LetterParts,
  list: { words: string[]; value: string }[],
  labels: string[],
): Found[] {
  return letter.labelled
    .filter(({ label }) => labels.includes(label))
    .flatMap(({ lines }) => {
      const found = wordIn(lines[0] ?? [], list);
      return found ? [{ ...found, trust: 0.97 }] : [];
    });
}

/** A word alone in capitals in the upper part of the first page: a stamp. */
function stamped(letter: LetterParts, list: { words: string[]; value: string }[]): Found[] {
  return letter.rows.slice(0, letter.bodyStart).flatMap(({ pieces }) =>
    pieces.flatMap(({ words }) => {
      const text = textOf(words);
      if (words.length > 3 || text !== text.toUpperCase() || text.length < 6) return [];
      const found = wordIn(words, list);
      return found && found.words.length === words.length ? [{ ...found, trust: 0.85 }] : [];
    }),
  );
}

export const degreeRules: Rule[] = [
  {
    field: 'urgency',
    name: 'behind `Sifat` or `Derajat`',
    example: `
Nomor : 12/UM/2024
Sifat : Sangat Segera
Hal   : Undangan`,
    expected: 'sangat-segera',
    find: (letter) => labelled(letter, urgencyWords, ['urgency']),
  },
  {
    field: 'urgency',
    name: 'stamped above the text',
    example: `
DINAS KESEHATAN KOTA BONTANG
                                    SEGERA
Nomor : 12/UM/2024
Hal   : Undangan`,
    expected: 'segera',
    find: (letter) =>
      stamped(
        letter,
        urgencyWords.filter(({ value }) => value !== 'biasa'),
      ),
  },
  {
    field: 'secrecy',
    name: 'behind `Sifat` or `Klasifikasi`',
    example: `
Nomor : R-12/UM/2024
Sifat : Segera/Rahasia
Hal   : Undangan`,
    expected: 'R',
    find: (letter) => labelled(letter, secrecyWords, ['secrecy', 'urgency']),
  },
  {
    field: 'secrecy',
    name: 'stamped above the text',
    example: `
                RAHASIA
DINAS KESEHATAN KOTA BONTANG
Nomor : 12/UM/2024
Hal   : Undangan`,
    expected: 'R',
    find: (letter) => stamped(letter, secrecyWords),
  },
];
