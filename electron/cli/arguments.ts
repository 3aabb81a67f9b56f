import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { z } from 'zod';
import { LontarError } from '../../shared/contract/error.ts';
import { Sha256 } from '../../shared/contract/values.ts';

type Flags = NonNullable<ParseArgsConfig['options']>;

/** The words behind a command's name, checked against the flags that it knows. */
export interface Given {
  words: string[];
  text(flag: string): string | undefined;
  all(flag: string): string[];
  is(flag: string): boolean;
}

/**
 * A flag that may come several times also takes what follows it up to the next flag:
 * `--to asisten-1 bagian-umum`. Throws `usage.flag` for an unknown flag or one without its value.
 */
export function readArguments(args: string[], flags: Flags): Given {
  const options: Flags = { ...flags, json: { type: 'boolean' } };
  try {
    const { values, tokens } = parseArgs({ args, options, allowPositionals: true, tokens: true });
    const words: string[] = [];
    const lists = new Map<string, string[]>();
    let into = words;
    for (const token of tokens) {
      if (token.kind === 'positional') into.push(token.value);
      if (token.kind !== 'option') continue;
      into = words;
      if (options[token.name]?.multiple !== true) continue;
      into = lists.get(token.name) ?? [];
      lists.set(token.name, into);
      if (token.value !== undefined) into.push(token.value);
    }
    return {
      words,
      text: (flag) => values[flag] as string | undefined,
      all: (flag) => lists.get(flag) ?? [],
      is: (flag) => values[flag] === true,
    };
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new LontarError('usage.flag', { message });
  }
}

/** A flag's value as its schema wants it. Throws `usage.value`. */
export function valueOf<Schema extends z.ZodType>(
  schema: Schema,
  flag: string,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const expected = parsed.error.issues[0]?.message ?? '';
  throw new LontarError('usage.value', { flag: `--${flag}`, value, expected });
}

/**
 * `--trust FINGERPRINT`: a person's word for a certificate that an error has shown, with colons or without.
 * Throws `usage.value`.
 */
export function trustIn(given: Given): string | undefined {
  const text = given.text('trust');
  return valueOf(Sha256.optional(), 'trust', text?.replaceAll(':', '').toLowerCase());
}

/** Throws `usage.missing`. */
export function needed(value: string | undefined, what: string, usage: string): string {
  if (value === undefined) throw new LontarError('usage.missing', { what, usage });
  return value;
}
