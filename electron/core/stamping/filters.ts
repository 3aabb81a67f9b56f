import { createInflate, constants, inflateSync } from 'node:zlib';
import { hexDigit, isDict, isSpace, Name, type Dict, type Value } from './syntax.ts';

const MAX_BYTES = 256 * 1024 * 1024;

export interface Decoded {
  bytes: Uint8Array;
  /** Something in the data had to be forgiven, or a part could not be decoded. */
  odd: boolean;
}

/** Decodes a stream's data by its filters (7.4). Throws on a filter that page content can't have. */
export async function decode(raw: Uint8Array, dict: Dict): Promise<Decoded> {
  const filters = list(dict.get('Filter') ?? dict.get('F'));
  const parms = list(dict.get('DecodeParms') ?? dict.get('DP'));
  let out: Decoded = { bytes: raw, odd: false };
  for (const [index, filter] of filters.entries()) {
    const name = filter instanceof Name ? filter.text : '';
    const parm = parms[index];
    const step = await decodeOne(out.bytes, name, isDict(parm) ? parm : new Map());
    out = { bytes: step.bytes, odd: out.odd || step.odd };
  }
  return out;
}

const list = (value: Value | undefined): Value[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

async function decodeOne(bytes: Uint8Array, filter: string, parms: Dict): Promise<Decoded> {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return predict(await inflate(bytes), parms);
    case 'LZWDecode':
    case 'LZW':
      return predict(lzw(bytes, number(parms, 'EarlyChange', 1)), parms);
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(bytes);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(bytes);
    case 'RunLengthDecode':
    case 'RL':
      return runLength(bytes);
    case 'Crypt':
      return { bytes, odd: true };
    default:
      throw new Error(`filter ${filter}`);
  }
}

async function inflate(bytes: Uint8Array): Promise<Decoded> {
  try {
    return { bytes: inflateSync(bytes, { maxOutputLength: MAX_BYTES }), odd: false };
  } catch {
    return { bytes: await inflateWhatGoes(bytes), odd: true };
  }
}

/** Damaged data yields what comes before the damage, as viewers show it. */
function inflateWhatGoes(bytes: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const parts: Uint8Array[] = [];
    let size = 0;
    const stream = createInflate({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 1024 });
    const done = () => resolve(Buffer.concat(parts));
    stream.on('data', (part: Uint8Array) => {
      parts.push(part);
      size += part.length;
      if (size > MAX_BYTES) stream.destroy();
    });
    stream.on('error', done);
    stream.on('end', done);
    stream.on('close', done);
    stream.end(bytes);
  });
}

const number = (dict: Dict, key: string, otherwise: number): number => {
  const value = dict.get(key);
  return typeof value === 'number' ? value : otherwise;
};

function predict(data: Decoded, parms: Dict): Decoded {
  const predictor = number(parms, 'Predictor', 1);
  if (predictor < 2) return data;
  const colors = number(parms, 'Colors', 1);
  const bits = number(parms, 'BitsPerComponent', 8);
  const row = Math.ceil((number(parms, 'Columns', 1) * colors * bits) / 8);
  const step = Math.max(1, (colors * bits) >> 3);
  if (predictor === 2) return { ...data, odd: true };
  return { bytes: png(data.bytes, row, step), odd: data.odd };
}

/** PNG filters (RFC 2083, 6). */
function png(bytes: Uint8Array, row: number, step: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  for (let r = 0; r < rows; r++) {
    const kind = bytes[r * (row + 1)];
    const to = r * row;
    for (let i = 0; i < row; i++) {
      const x = bytes[r * (row + 1) + 1 + i] ?? 0;
      const a = i >= step ? out[to + i - step]! : 0;
      const b = r > 0 ? out[to + i - row]! : 0;
      const c = r > 0 && i >= step ? out[to + i - row - step]! : 0;
      out[to + i] = x + guess(kind, a, b, c);
    }
  }
  return out;
}

function guess(kind: number | undefined, a: number, b: number, c: number): number {
  if (kind === 1) return a;
  if (kind === 2) return b;
  if (kind === 3) return (a + b) >> 1;
  if (kind !== 4) return 0;
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

function lzw(bytes: Uint8Array, early: number): Decoded {
  const out: number[] = [];
  let table: number[][] = [];
  const reset = () => {
    table = Array.from({ length: 258 }, (_, i) => (i < 256 ? [i] : []));
  };
  reset();
  let width = 9;
  let last: number[] | undefined;
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    const code = (held >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === 257) return { bytes: Uint8Array.from(out), odd: false };
    if (code === 256) {
      reset();
      width = 9;
      last = undefined;
      continue;
    }
    const entry = table[code] ?? (last ? [...last, last[0]!] : undefined);
    if (!entry || code > table.length || out.length > MAX_BYTES / 8) break;
    for (const b of entry) out.push(b);
    if (last && table.length < 4096) table.push([...last, entry[0]!]);
    last = entry;
    const size = table.length + early;
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
  }
  return { bytes: Uint8Array.from(out), odd: true };
}

function asciiHex(bytes: Uint8Array): Decoded {
  const out: number[] = [];
  let high = -1;
  let odd = false;
  for (const c of bytes) {
    if (c === 62) break;
    const digit = hexDigit(c);
    if (digit < 0) odd ||= !isSpace(c);
    else if (high < 0) high = digit;
    else {
      out.push(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) out.push(high * 16);
  return { bytes: Uint8Array.from(out), odd };
}

function ascii85(bytes: Uint8Array): Decoded {
  const out: number[] = [];
  let group: number[] = [];
  let odd = false;
  const flush = (size: number) => {
    const full = [...group, 84, 84, 84, 84].slice(0, 5);
    const value = full.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < size; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 255);
    group = [];
  };
  for (const c of bytes) {
    if (c === 126) break;
    if (c === 122 && group.length === 0) out.push(0, 0, 0, 0);
    else if (c >= 33 && c <= 117) {
      group.push(c - 33);
      if (group.length === 5) flush(4);
    } else odd ||= !isSpace(c);
  }
  if (group.length > 1) flush(group.length - 1);
  return { bytes: Uint8Array.from(out), odd };
}

function runLength(bytes: Uint8Array): Decoded {
  const out: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const n = bytes[at++]!;
    if (n === 128) return { bytes: Uint8Array.from(out), odd: false };
    if (n < 128) {
      for (const b of bytes.subarray(at, at + n + 1)) out.push(b);
      at += n + 1;
    } else for (let i = 0; i < 257 - n; i++) out.push(bytes[at] ?? 0);
    if (n > 128) at++;
  }
  return { bytes: Uint8Array.from(out), odd: true };
}
