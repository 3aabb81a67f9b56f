/**
 * PDF values and the reading of them (ISO 32000-2, 7.2 and 7.3), tolerant of what real files do: the
 * lexer notes in `odd` whatever it had to forgive.
 */
export class Name {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export class Ref {
  readonly num: number;
  readonly gen: number;
  constructor(num: number, gen: number) {
    this.num = num;
    this.gen = gen;
  }
}
/** A PDF string, its bytes unescaped (and decrypted once it has left the document reader). */
export class Text {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}
export class Keyword {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Dict = Map<string, Value>;
export type Value = null | boolean | number | Name | Ref | Text | Value[] | Dict;

/** The bytes at hand end inside a value, and the file goes on. */
export class ShortRead extends Error {}
/** Not to be read as PDF at this place. */
export class Unreadable extends Error {}

const MAX_DEPTH = 200;

// 1 white space, 2 delimiter, 0 regular (7.2.3)
const KIND = new Uint8Array(256);
for (const c of [0, 9, 10, 12, 13, 32]) KIND[c] = 1;
for (const c of '()<>[]{}/%') KIND[c.charCodeAt(0)] = 2;
export const isSpace = (c: number): boolean => KIND[c] === 1;
export const isRegular = (c: number): boolean => KIND[c] === 0;

export function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 65 && c <= 70) return c - 55;
  if (c >= 97 && c <= 102) return c - 87;
  return -1;
}

export class Lexer {
  readonly bytes: Uint8Array;
  at: number;
  odd = false;
  private readonly complete: boolean;

  /** `complete`: the file ends where these bytes end. */
  constructor(bytes: Uint8Array, at = 0, complete = true) {
    this.bytes = bytes;
    this.at = at;
    this.complete = complete;
  }

  private end(): never {
    if (this.complete) throw new Unreadable('ends inside a value');
    throw new ShortRead();
  }

  skipSpace(): void {
    const { bytes } = this;
    for (;;) {
      const c = bytes[this.at];
      if (c === undefined) return;
      if (c === 37) {
        while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      } else if (KIND[c] === 1) this.at++;
      else return;
    }
  }

  /** The next value or keyword; `n g R` becomes a `Ref`. */
  next(depth = 0): Value | Keyword {
    if (depth > MAX_DEPTH) throw new Unreadable('nested too deep');
    this.skipSpace();
    const { bytes } = this;
    const c = bytes[this.at];
    if (c === undefined) this.end();
    if (c === 47) return this.name();
    if (c === 40) return this.literal();
    if (c === 60) {
      if (this.at + 1 >= bytes.length && !this.complete) this.end();
      return bytes[this.at + 1] === 60 ? this.dict(depth) : this.hex();
    }
    if (c === 91) return this.array(depth);
    if (KIND[c] === 2) {
      const double = c === 62 && bytes[this.at + 1] === 62;
      this.at += double ? 2 : 1;
      return new Keyword(double ? '>>' : String.fromCharCode(c));
    }
    const word = this.word();
    const number = toNumber(word);
    if (number === undefined) return keyword(word);
    if (/^\d+$/.test(word)) return this.refOr(number);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) this.odd = true;
    return number;
  }

  value(depth = 0): Value {
    const value = this.next(depth);
    if (value instanceof Keyword) throw new Unreadable(`unexpected ${value.text.slice(0, 20)}`);
    return value;
  }

  private word(): string {
    const { bytes } = this;
    const start = this.at;
    while (this.at < bytes.length && KIND[bytes[this.at]!] === 0) this.at++;
    if (this.at === bytes.length && !this.complete) this.end();
    return latin1(bytes.subarray(start, this.at));
  }

  private refOr(number: number): number | Ref {
    const { bytes } = this;
    const back = this.at;
    let at = back;
    while (at < bytes.length && KIND[bytes[at]!] === 1) at++;
    const digits = at;
    while (at < bytes.length && bytes[at]! >= 48 && bytes[at]! <= 57) at++;
    const digitsEnd = at;
    while (at < bytes.length && KIND[bytes[at]!] === 1) at++;
    if (at + 1 >= bytes.length && !this.complete) this.end();
    const closed = at + 1 >= bytes.length || KIND[bytes[at + 1]!] !== 0;
    if (digitsEnd > digits && at > digitsEnd && bytes[at] === 82 && closed) {
      this.at = at + 1;
      return new Ref(number, Number(latin1(bytes.subarray(digits, digitsEnd))));
    }
    return number;
  }

  private name(): Name {
    this.at++;
    const word = this.word();
    return new Name(
      word.includes('#')
        ? word.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          )
        : word,
    );
  }

  private hex(): Text {
    const { bytes } = this;
    const out: number[] = [];
    let high = -1;
    for (this.at++; ; this.at++) {
      const c = bytes[this.at];
      if (c === undefined) this.end();
      if (c === 62) break;
      const digit = hexDigit(c);
      if (digit < 0) {
        if (KIND[c] !== 1) this.odd = true;
      } else if (high < 0) high = digit;
      else {
        out.push(high * 16 + digit);
        high = -1;
      }
    }
    this.at++;
    if (high >= 0) out.push(high * 16);
    return new Text(Uint8Array.from(out));
  }

  private literal(): Text {
    const { bytes } = this;
    const out: number[] = [];
    let open = 1;
    for (this.at++; ; this.at++) {
      let c = bytes[this.at];
      if (c === undefined) this.end();
      if (c === 40) open++;
      else if (c === 41 && --open === 0) break;
      else if (c === 92) {
        c = this.escaped();
        if (c < 0) continue;
      } else if (c === 13) {
        if (bytes[this.at + 1] === 10) this.at++;
        c = 10;
      }
      out.push(c);
    }
    this.at++;
    return new Text(Uint8Array.from(out));
  }

  /** What a backslash stands for, or -1 for a line that goes on; leaves `at` on its last byte. */
  private escaped(): number {
    const { bytes } = this;
    const c = bytes[++this.at];
    if (c === undefined) this.end();
    const plain = 'nrtbf'.indexOf(String.fromCharCode(c));
    if (plain >= 0) return [10, 13, 9, 8, 12][plain]!;
    if (c === 13 && bytes[this.at + 1] === 10) this.at++;
    if (c === 10 || c === 13) return -1;
    if (c < 48 || c > 55) return c;
    let octal = c - 48;
    for (let more = 0; more < 2; more++) {
      const d = bytes[this.at + 1];
      if (d === undefined || d < 48 || d > 55) break;
      octal = octal * 8 + d - 48;
      this.at++;
    }
    return octal & 255;
  }

  private array(depth: number): Value[] {
    this.at++;
    const out: Value[] = [];
    for (;;) {
      const value = this.next(depth + 1);
      if (!(value instanceof Keyword)) out.push(value);
      else if (value.text === ']') return out;
      else if (value.text === 'endobj' || value.text === '>>') throw new Unreadable('open array');
      else this.odd = true;
    }
  }

  private dict(depth: number): Dict {
    this.at += 2;
    const out: Dict = new Map();
    for (;;) {
      const key = this.next(depth + 1);
      if (key instanceof Keyword) {
        if (key.text === '>>') return out;
        if (key.text === 'endobj' || key.text === 'stream') throw new Unreadable('open dictionary');
        this.odd = true;
        continue;
      }
      if (!(key instanceof Name)) {
        this.odd = true;
        continue;
      }
      const value = this.next(depth + 1);
      if (value instanceof Keyword) {
        this.odd = true;
        if (value.text === '>>') return out;
        continue;
      }
      if (out.has(key.text)) this.odd = true;
      out.set(key.text, value);
    }
  }
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function keyword(word: string): Value | Keyword {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  return new Keyword(word);
}

/** Numbers as viewers read them: `--5`, `+.5`, `1.2-3` and `4.` all occur. */
function toNumber(word: string): number | undefined {
  const first = word.charCodeAt(0);
  if (!((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46))
    return undefined;
  const match = /^([+-]*)(\d*(?:\.\d*)?)/.exec(word)!;
  if (match[2] === '' || (match[2] === '.' && word.length > 1)) {
    return /^[+-.]+$/.test(word) ? 0 : undefined;
  }
  const rest = word.slice(match[0].length);
  if (/[A-Za-z]/.test(rest)) return undefined;
  const size = match[2] === '.' ? 0 : Number(match[2]);
  return match[1]!.startsWith('-') ? -size : size;
}

export const isDict = (value: unknown): value is Dict => value instanceof Map;
