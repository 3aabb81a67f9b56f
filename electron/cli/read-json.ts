import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { LontarError } from '../../shared/contract/error.ts';
import { valueOf } from './arguments.ts';

/** A file of JSON as its schema wants it. Throws `file.missing`, `file.unreadable`, `usage.value`. */
export function readJson<Schema extends z.ZodType>(
  schema: Schema,
  what: string,
  file: string,
): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new LontarError(
      missing ? 'file.missing' : 'file.unreadable',
      { name: file },
      { cause: error },
    );
  }
  return valueOf(schema, what, value);
}
