import type { Source } from './source.ts';
import { isDict, Keyword, Lexer, ShortRead, Unreadable, type Value } from './syntax.ts';

export interface Loaded {
  value: Value;
  /** Where the data of a stream begins. */
  data?: number;
  gen: number;
}

/** Runs `parse` on ever more bytes from `offset` until they suffice. */
export async function growing<T>(
  source: Source,
  offset: number,
  parse: (lexer: Lexer) => T | Promise<T>,
): Promise<T> {
  if (offset < 0 || offset >= source.size) throw new Unreadable('outside the file');
  for (let size = 2048; ; size *= 8) {
    const bytes = source.read(offset, size);
    const complete = offset + size >= source.size;
    try {
      return await parse(new Lexer(bytes, 0, complete));
    } catch (error) {
      if (!(error instanceof ShortRead)) throw error;
      if (complete) throw new Unreadable('ends too soon');
    }
  }
}

/** The offset, within the lexer's bytes, of the data after the keyword `stream`. */
export function streamStart(lexer: Lexer): number {
  const word = lexer.next();
  if (!(word instanceof Keyword) || word.text !== 'stream') throw new Unreadable('no stream');
  let { at } = lexer;
  const { bytes } = lexer;
  if (at + 2 > bytes.length) throw new ShortRead();
  while (bytes[at] === 32) at++;
  if (bytes[at] === 13) at++;
  if (bytes[at] === 10) at++;
  return at;
}

interface Indirect extends Loaded {
  num: number;
  odd: boolean;
}

export function readIndirect(source: Source, offset: number): Promise<Indirect> {
  return growing(source, offset, (lexer) => {
    const [num, gen, word] = [lexer.next(), lexer.next(), lexer.next()];
    if (typeof num !== 'number' || typeof gen !== 'number') throw new Unreadable('no object there');
    if (!(word instanceof Keyword) || word.text !== 'obj') throw new Unreadable('no object there');
    const value = lexer.next();
    if (value instanceof Keyword) {
      if (value.text !== 'endobj') throw new Unreadable('no object there');
      return { num, gen, value: null, odd: true };
    }
    return { num, gen, value, ...dataOf(lexer, offset, value) };
  });
}

function dataOf(lexer: Lexer, offset: number, value: Value): { data?: number; odd: boolean } {
  if (!isDict(value)) return { odd: lexer.odd };
  let after: Value | Keyword;
  try {
    after = lexer.next();
  } catch (error) {
    if (error instanceof ShortRead) throw error;
    return { odd: true };
  }
  if (!(after instanceof Keyword) || after.text !== 'stream') {
    return { odd: lexer.odd || !(after instanceof Keyword) || after.text !== 'endobj' };
  }
  const { bytes } = lexer;
  let { at } = lexer;
  while (bytes[at] === 32) at++;
  if (bytes[at] === 13) at++;
  const clean = bytes[at] === 10;
  if (clean) at++;
  return { data: offset + at, odd: lexer.odd || !clean };
}
