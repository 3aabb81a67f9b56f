import { z } from 'zod';

/**
 * Text as a fact keeps it: checked, never changed, since what is stored must be what was sealed. Half a
 * surrogate pair and control characters have no place in a database's text.
 */
export const storedLine = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);

export const storedFilled = (max: number) => storedLine(max).min(1);

/** Several lines: `\n` and tabs besides. */
export const storedLines = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u);
