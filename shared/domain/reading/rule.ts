import type { SuggestedFields } from '../../contract/reading.ts';
import type { Word } from './layout.ts';
import type { LetterParts } from './letter.ts';

/** A value that a rule reads, as text, with the words it stands in. */
export interface Found {
  value: string;
  words: Word[];
  /** How far the rule can be trusted here, from 0 to 1, the engine's own doubts aside. */
  trust: number;
}

export interface Rule {
  field: keyof SuggestedFields;
  /** What the rule goes by. */
  name: string;
  /** A letter that it is for: each line a row, columns where they stand. */
  example: string;
  /** What it reads there. */
  expected: string;
  find: (letter: LetterParts) => Found[];
}
