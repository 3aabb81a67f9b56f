import type { Source } from './source.ts';
import { decode } from './filters.ts';
import { growing, streamStart } from './indirect.ts';
import { isDict, Keyword, latin1, Name, ShortRead, Unreadable, type Lexer } from './syntax.ts';
import type { Dict, Value } from './syntax.ts';

/** Where an object lies: at an offset, or within an object stream. */
export type Entry = { offset: number; gen: number } | { container: number; index: number } | 'free';

export interface Section {
  style: 'table' | 'stream';
  offset: number;
  trailer: Dict;
  lookup(num: number): Entry | undefined;
  /** Past the highest object number it speaks of. */
  top: number;
  odd: boolean;
}

const MAX_SECTIONS = 2000;

/**
 * The cross-reference sections, newest first (7.5.4, 7.5.8): tables, streams, hybrids, `/Prev` chains.
 * @throws Unreadable when the chain is broken anywhere.
 */
export async function readSections(source: Source): Promise<Section[]> {
  const out: Section[] = [];
  const seen = new Set<number>();
  const queue = [startOf(source)];
  while (queue.length > 0) {
    const offset = queue.shift()!;
    if (seen.has(offset)) {
      out.at(-1)!.odd = true;
      continue;
    }
    seen.add(offset);
    if (seen.size > MAX_SECTIONS) throw new Unreadable('too many sections');
    const section = await readSection(source, offset);
    out.push(section);
    const hybrid = section.trailer.get('XRefStm');
    const before = section.trailer.get('Prev');
    if (typeof hybrid === 'number' && section.style === 'table') queue.unshift(hybrid);
    if (typeof before === 'number') queue.push(before);
    else if (before !== undefined) section.odd = true;
  }
  return out;
}

/** The place named after the last `startxref`. */
function startOf(source: Source): number {
  const from = Math.max(0, source.size - 4096);
  const tail = latin1(source.read(from, source.size - from));
  const at = tail.lastIndexOf('startxref');
  const digits = at < 0 ? null : /^startxref\s*(\d+)/.exec(tail.slice(at));
  if (!digits) throw new Unreadable('no startxref');
  return Number(digits[1]);
}

function readSection(source: Source, offset: number): Promise<Section> {
  return growing(source, offset, (lexer) => {
    const first = lexer.next();
    if (first instanceof Keyword && first.text === 'xref') return readTable(lexer, offset);
    if (typeof first === 'number') return readStream(source, lexer, offset);
    throw new Unreadable('no cross-references there');
  });
}

const ROW = /^\d{10} \d{5} [nf](?: \r| \n|\r\n)$/;

function readTable(lexer: Lexer, offset: number): Section {
  const parts: { start: number; count: number; at: number }[] = [];
  const { bytes } = lexer;
  for (;;) {
    const start = lexer.next();
    if (start instanceof Keyword && start.text === 'trailer') break;
    const count = lexer.next();
    if (typeof start !== 'number' || typeof count !== 'number') throw new Unreadable('bad table');
    const at = afterLine(bytes, lexer.at);
    parts.push({ start, count, at });
    if (count === 0) continue;
    const end = at + count * 20;
    if (end > bytes.length) throw new ShortRead();
    if (!ROW.test(latin1(bytes.subarray(at, at + 20)))) throw new Unreadable('bad table row');
    // The last row may lack the end of its line.
    if (!ROW.test(latin1(bytes.subarray(end - 20, end - 1)) + '\n')) {
      throw new Unreadable('bad table row');
    }
    lexer.at = end;
  }
  const trailer = lexer.value();
  if (!isDict(trailer)) throw new Unreadable('no trailer');
  const odd = lexer.odd || (parts[0]?.start === 1 && parts.length === 1);
  return {
    style: 'table',
    offset,
    trailer,
    odd,
    top: Math.max(0, ...parts.map((part) => part.start + part.count)),
    lookup(num) {
      const part = parts.find(({ start, count }) => num >= start && num < start + count);
      if (!part) return undefined;
      const at = part.at + (num - part.start) * 20;
      const row = latin1(bytes.subarray(at, at + 20));
      if (!/^\d{10} \d{5} [nf]/.test(row)) throw new Unreadable('bad table row');
      const place = Number(row.slice(0, 10));
      if (row[17] === 'f' || place === 0) return 'free';
      return { offset: place, gen: Number(row.slice(11, 16)) };
    },
  };
}

/** Past the line end that follows a subsection's head. */
function afterLine(bytes: Uint8Array, at: number): number {
  while (bytes[at] === 32 || bytes[at] === 9) at++;
  if (bytes[at] === 13) at++;
  if (bytes[at] === 10) at++;
  return at;
}

/** The head of `n g obj` has been read up to `n`. */
async function readStream(source: Source, lexer: Lexer, offset: number): Promise<Section> {
  const gen = lexer.next();
  const word = lexer.next();
  if (typeof gen !== 'number' || !(word instanceof Keyword) || word.text !== 'obj') {
    throw new Unreadable('no cross-reference stream there');
  }
  const dict = lexer.value();
  if (!isDict(dict)) throw new Unreadable('no cross-reference stream there');
  const type = dict.get('Type');
  const length = dict.get('Length');
  if (!(type instanceof Name) || type.text !== 'XRef' || typeof length !== 'number') {
    throw new Unreadable('no cross-reference stream there');
  }
  const data = streamStart(lexer);
  const { bytes, odd } = await decode(source.read(offset + data, length), dict);
  return { ...streamTable(dict, bytes), offset, odd: odd || lexer.odd };
}

export function streamTable(dict: Dict, bytes: Uint8Array): Omit<Section, 'offset' | 'odd'> {
  const widths = numbers(dict.get('W'));
  const size = dict.get('Size');
  const index = numbers(dict.get('Index') ?? [0, typeof size === 'number' ? size : 0]);
  const [w1 = 0, w2 = 0, w3 = 0] = widths;
  const row = w1 + w2 + w3;
  if (row === 0 || widths.length < 3) throw new Unreadable('bad cross-reference stream');
  const field = (at: number, width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0);
    return value;
  };
  const entry = (at: number): Entry | undefined => {
    if (at + row > bytes.length) return undefined;
    const type = w1 === 0 ? 1 : field(at, w1);
    const second = field(at + w1, w2);
    const third = field(at + w1 + w2, w3);
    if (type === 1) return { offset: second, gen: third };
    return type === 2 ? { container: second, index: third } : 'free';
  };
  const top = index.reduce(
    (max, start, i) => (i % 2 ? max : Math.max(max, start + (index[i + 1] ?? 0))),
    0,
  );
  return {
    style: 'stream',
    trailer: dict,
    top,
    lookup(num) {
      for (let i = 0, before = 0; i + 1 < index.length; i += 2) {
        const [start, count] = [index[i]!, index[i + 1]!];
        if (num >= start && num < start + count) return entry((before + num - start) * row);
        before += count;
      }
      return undefined;
    },
  };
}

const numbers = (value: Value | undefined): number[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
