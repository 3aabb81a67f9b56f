import { LontarError } from '../../../shared/contract/error.ts';
import { openCipher, type Cipher } from './crypt.ts';
import { decode, type Decoded } from './filters.ts';
import type { Source } from './source.ts';
import { isDict, latin1, Lexer, Name, Ref, Text, Unreadable } from './syntax.ts';
import type { Dict, Value } from './syntax.ts';
import { readIndirect, type Loaded } from './indirect.ts';
import { readSections, type Entry } from './xref.ts';
import { scanObjects } from './scan.ts';

/** How an appended section must look to fit the file it follows. */
export interface Ending {
  style: 'table' | 'stream';
  /** The section it follows; none when all cross-references are written anew. */
  prev: number | null;
  trailer: Dict;
  /** Past the highest object number in use. */
  top: number;
  /** Every object, when the file's own cross-references can't be used. */
  all: Map<number, Entry> | null;
}

/** A PDF read by following its cross-references to single objects. */
export class Document {
  readonly source: Source;
  readonly ending: Ending;
  /** Something had to be forgiven: what is made from it must be looked at. */
  odd: boolean;
  cipher: Cipher | undefined;
  private readonly lookup: (num: number) => Entry | undefined;
  private readonly loaded = new Map<number, Promise<Loaded | undefined>>();
  private readonly containers = new Map<number, Promise<Value[]>>();

  private constructor(
    source: Source,
    ending: Ending,
    lookup: (num: number) => Entry | undefined,
    odd: boolean,
  ) {
    this.source = source;
    this.ending = ending;
    this.lookup = lookup;
    this.odd = odd;
  }

  /** By the file's own cross-references. @throws Unreadable when they are broken. */
  static async open(source: Source): Promise<Document> {
    const sections = await readSections(source);
    const [first] = sections;
    const lookup = (num: number): Entry | undefined => {
      for (const [index, section] of sections.entries()) {
        const entry = section.lookup(num);
        // A hybrid file's table calls free what its cross-reference stream holds (7.5.8.4).
        const hidden = entry === 'free' && section.trailer.has('XRefStm');
        const beneath = hidden ? sections[index + 1]?.lookup(num) : undefined;
        if (beneath !== undefined) return beneath;
        if (entry !== undefined) return entry;
      }
      return undefined;
    };
    const sizes = sections.map(({ trailer }) => trailer.get('Size'));
    const size = Math.max(...sizes.map((value) => (typeof value === 'number' ? value : 0)));
    const top = Math.max(size, ...sections.map((section) => section.top));
    const { style, offset, trailer } = first!;
    const odd = sections.some((section) => section.odd) || top !== sizes[0] || source.base > 0;
    const document = new Document(
      source,
      { style, prev: offset, trailer, top, all: null },
      lookup,
      odd,
    );
    await document.unlock();
    return document;
  }

  /** By searching the whole file for its objects. */
  static async rebuild(source: Source): Promise<Document> {
    const { entries, trailer, top } = await scanObjects(source);
    const style = [...entries.values()].some((e) => e !== 'free' && 'container' in e)
      ? 'stream'
      : 'table';
    const ending: Ending = { style, prev: null, trailer, top, all: entries };
    const document = new Document(source, ending, (num) => entries.get(num), true);
    await document.unlock();
    await document.findContained();
    return document;
  }

  private async unlock(): Promise<void> {
    const encrypt = this.ending.trailer.get('Encrypt');
    if (encrypt === undefined || encrypt === null) return;
    const dict = await this.resolve(encrypt);
    if (!isDict(dict)) throw new Unreadable('bad /Encrypt');
    const flat: Dict = new Map();
    for (const [key, value] of dict) flat.set(key, await this.resolve(value));
    const ids = await this.resolve(this.ending.trailer.get('ID'));
    const id = Array.isArray(ids) ? await this.resolve(ids[0]) : null;
    this.cipher = openCipher(flat, id instanceof Text ? id.bytes : new Uint8Array(0));
    if (!this.cipher) throw new LontarError('pdf.password');
    this.loaded.clear();
  }

  /** Rebuilt files: object streams are found only after decryption is set up. */
  private async findContained(): Promise<void> {
    const { all } = this.ending;
    for (const [num, entry] of Array.from(all!)) {
      if (entry === 'free' || !('offset' in entry)) continue;
      const loaded = await this.load(num).catch(() => undefined);
      if (!loaded || loaded.data === undefined || !isDict(loaded.value)) continue;
      const type = loaded.value.get('Type');
      if (!(type instanceof Name) || type.text !== 'ObjStm') continue;
      const inside = await this.numbersIn(num).catch(() => []);
      for (const [index, contained] of inside.entries()) {
        const known = all!.get(contained);
        if (known === undefined || (known !== 'free' && 'container' in known)) {
          all!.set(contained, { container: num, index });
          this.loaded.delete(contained);
          this.ending.style = 'stream';
          this.ending.top = Math.max(this.ending.top, contained + 1);
        }
      }
    }
  }

  async resolve(value: Value | undefined): Promise<Value> {
    let current = value ?? null;
    for (let hops = 0; current instanceof Ref; hops++) {
      if (hops > 20) return null;
      current = (await this.load(current.num))?.value ?? null;
    }
    return current;
  }

  async dict(value: Value | undefined): Promise<Dict | undefined> {
    const resolved = await this.resolve(value);
    return isDict(resolved) ? resolved : undefined;
  }

  /** `undefined` for an object that is not there, which PDF takes for null. */
  load(num: number): Promise<Loaded | undefined> {
    let loading = this.loaded.get(num);
    if (!loading) {
      loading = this.loadAnew(num);
      this.loaded.set(num, loading);
    }
    return loading;
  }

  private async loadAnew(num: number): Promise<Loaded | undefined> {
    const entry = this.lookup(num);
    if (entry === undefined || entry === 'free') return undefined;
    if ('container' in entry) {
      const values = await this.contained(entry.container);
      const value = values[entry.index];
      return value === undefined ? undefined : { value, gen: 0 };
    }
    const found = await readIndirect(this.source, entry.offset);
    if (found.num !== num) throw new Unreadable(`object ${num} is not where it should be`);
    if (found.odd || found.gen !== entry.gen) this.odd = true;
    const { cipher } = this;
    const value = cipher
      ? decrypted(found.value, (b) => cipher.string(b, num, found.gen, 'in'))
      : found.value;
    return { value, data: found.data, gen: found.gen };
  }

  private contained(container: number): Promise<Value[]> {
    let reading = this.containers.get(container);
    if (!reading) {
      reading = this.readContainer(container).then(({ values }) => values);
      this.containers.set(container, reading);
    }
    return reading;
  }

  private async numbersIn(container: number): Promise<number[]> {
    return (await this.readContainer(container)).numbers;
  }

  private async readContainer(num: number): Promise<{ numbers: number[]; values: Value[] }> {
    const entry = this.lookup(num);
    if (!entry || entry === 'free' || 'container' in entry)
      throw new Unreadable('no object stream');
    const { bytes, odd } = await this.streamData(num);
    const dict = (await this.load(num))!.value as Dict;
    const first = await this.resolve(dict.get('First'));
    const count = await this.resolve(dict.get('N'));
    if (typeof first !== 'number' || typeof count !== 'number')
      throw new Unreadable('bad object stream');
    if (odd) this.odd = true;
    const head = new Lexer(bytes.subarray(0, first));
    const numbers: number[] = [];
    const values: Value[] = [];
    for (let i = 0; i < Math.min(count, 100_000); i++) {
      const [own, offset] = [head.value(), head.value()];
      if (typeof own !== 'number' || typeof offset !== 'number')
        throw new Unreadable('bad object stream');
      numbers.push(own);
      values.push(valueOrNull(bytes, first + offset));
    }
    return { numbers, values };
  }

  /** A stream's bytes as they lie in the file, decrypted but not decoded. */
  async rawStream(num: number): Promise<{ raw: Uint8Array; dict: Dict }> {
    const loaded = await this.load(num);
    if (!loaded || loaded.data === undefined || !isDict(loaded.value))
      throw new Unreadable('no stream');
    const length = await this.resolve(loaded.value.get('Length')).catch(() => null);
    let raw =
      typeof length === 'number' && length >= 0 ? this.source.read(loaded.data, length) : null;
    if (!raw || !this.endsAt(loaded.data + raw.length)) {
      this.odd = true;
      raw = this.untilEnd(loaded.data);
    }
    const type = loaded.value.get('Type');
    const plain = type instanceof Name && type.text === 'XRef';
    if (this.cipher && !plain) raw = this.cipher.stream(raw, num, loaded.gen, 'in');
    const dict: Dict = new Map(loaded.value);
    for (const key of ['Filter', 'F', 'DecodeParms', 'DP']) {
      if (dict.has(key)) dict.set(key, await this.deep(dict.get(key)));
    }
    return { raw, dict };
  }

  async streamData(num: number): Promise<Decoded> {
    const { raw, dict } = await this.rawStream(num);
    return decode(raw, dict);
  }

  private async deep(value: Value | undefined): Promise<Value> {
    const resolved = await this.resolve(value);
    if (!Array.isArray(resolved)) return resolved;
    return Promise.all(resolved.map((item) => this.resolve(item)));
  }

  private endsAt(offset: number): boolean {
    return /^\s*endstream/.test(latin1(this.source.read(offset, 16)));
  }

  private untilEnd(from: number): Uint8Array {
    for (let size = 64 * 1024; ; size *= 8) {
      const bytes = this.source.read(from, size);
      const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf('endstream');
      if (at >= 0) return bytes.subarray(0, at);
      if (from + size >= this.source.size) return bytes;
    }
  }
}

function valueOrNull(bytes: Uint8Array, at: number): Value {
  try {
    return new Lexer(bytes, at).value();
  } catch {
    return null;
  }
}

function decrypted(value: Value, plain: (bytes: Uint8Array) => Uint8Array): Value {
  if (value instanceof Text) return new Text(plain(value.bytes));
  if (Array.isArray(value)) return value.map((item) => decrypted(item, plain));
  if (isDict(value)) return new Map([...value].map(([key, item]) => [key, decrypted(item, plain)]));
  return value;
}
