import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export interface TrueLetter {
  path: string;
  /** By which it was turned, clockwise. */
  skewDegrees: number;
}

const FIXTURES = join(import.meta.dirname, '../../../fixtures/scanning/skewed');

/** Two sample letters at 150 dpi: one with little writing, one with much in capitals. */
export const SMALL_LETTERS: TrueLetter[] = [
  { path: join(FIXTURES, 'letter-0.29.jpg'), skewDegrees: 0.29 },
  { path: join(FIXTURES, 'letter-minus-1.32.jpg'), skewDegrees: -1.32 },
];

const SHARED = join(import.meta.dirname, '../../../../../shared/letters');
const Truth = z.array(
  z.object({ pages: z.array(z.object({ file: z.string(), skewDegrees: z.number() })) }),
);

/** The sample letters beside the project at 300 dpi, where they are; else the two small ones. */
export function trueLetters(): TrueLetter[] {
  const truth = join(SHARED, 'truth.json');
  if (!existsSync(truth)) return SMALL_LETTERS;
  return Truth.parse(JSON.parse(readFileSync(truth, 'utf8')))
    .flatMap(({ pages }) => pages)
    .map(({ file, skewDegrees }) => ({ path: join(SHARED, file), skewDegrees }));
}
