import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { LontarError } from '../../shared/contract/error.ts';
import { archiveHome } from '../../shared/contract/home.ts';
import type { Core } from '../core/core.ts';
import type { Given } from './arguments.ts';

export interface Command {
  /** Behind `lontar`: `show LETTER`. */
  usage: string;
  flags: Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>;
  /** @returns the exit code, 0 where it says nothing */
  run(given: Given, out: Out): Promise<number | void>;
}

/** Where a command says what it did: a sentence for a person, or a line of JSON for a machine. */
export interface Out {
  json: boolean;
  result(value: object, sentences: () => string | string[]): void;
  /** For the person alone, beside the result. */
  note(sentence: string): void;
}

export const home = () => archiveHome(process.env, process.platform, homedir());
export const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** Opens the archive, does the work, closes it, whatever happens. Throws `archive.missing`. */
export async function withCore<Result>(
  work: (core: Core) => Promise<Result>,
  { create = false } = {},
): Promise<Result> {
  const { openCore } = await import('../core/core.ts');
  const core = await openCore({ home: home(), resources, create });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** The letter that a person means: its id, `book/year/number`, or a number. Throws `letter.unknown`. */
export async function letterOf(core: Core, text: string): Promise<string> {
  const letter = await core.call('letters.find', { text });
  if (!letter) throw new LontarError('letter.unknown', { letter: text });
  return letter;
}
