import type { Cipher } from './crypt.ts';
import { isDict, isRegular, Name, Ref, Text, type Dict, type Value } from './syntax.ts';

/** An indirect object to be written; `data` makes it a stream (its bytes already filtered). */
export interface Fresh {
  num: number;
  gen: number;
  value: Value;
  data?: Uint8Array;
}

/** `n g obj … endobj` as bytes, encrypted when the file is. */
export function objectBytes(fresh: Fresh, cipher: Cipher | undefined): Buffer {
  const { num, gen } = fresh;
  const seal = cipher ? (b: Uint8Array) => cipher.string(b, num, gen, 'out') : undefined;
  const head = `${num} ${gen} obj\n`;
  if (!fresh.data) return Buffer.from(`${head}${text(fresh.value, seal)}\nendobj\n`, 'latin1');
  const data = cipher ? cipher.stream(fresh.data, num, gen, 'out') : fresh.data;
  const dict: Dict = new Map(fresh.value as Dict).set('Length', data.length);
  return Buffer.concat([
    Buffer.from(`${head}${text(dict, seal)}\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

/** A value in PDF syntax, as latin-1 text. */
export function text(value: Value, seal?: (bytes: Uint8Array) => Uint8Array): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return number(value);
  if (value instanceof Name) return name(value.text);
  if (value instanceof Ref) return `${value.num} ${value.gen} R`;
  if (value instanceof Text) {
    return `<${Buffer.from(seal ? seal(value.bytes) : value.bytes).toString('hex')}>`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => text(item, seal)).join(' ')}]`;
  if (!isDict(value)) return 'null';
  const parts = [...value].map(([key, item]) => `${name(key)} ${text(item, seal)}`);
  return `<<${parts.join(' ')}>>`;
}

export function number(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value) : '0';
  const fixed = value.toFixed(6).replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

function name(plain: string): string {
  let out = '/';
  for (let i = 0; i < plain.length; i++) {
    const c = plain.charCodeAt(i);
    out +=
      c < 33 || c > 126 || c === 35 || !isRegular(c)
        ? `#${c.toString(16).padStart(2, '0')}`
        : plain[i];
  }
  return out;
}
