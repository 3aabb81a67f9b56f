import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { isDict, Name, Text, type Dict, type Value } from './syntax.ts';

/**
 * The standard security handler (ISO 32000-2, 7.6) for files that open without a password: their
 * strings and streams are encrypted all the same, and so must ours be.
 */
export interface Cipher {
  string(bytes: Uint8Array, num: number, gen: number, way: 'in' | 'out'): Uint8Array;
  stream(bytes: Uint8Array, num: number, gen: number, way: 'in' | 'out'): Uint8Array;
}

type Method = 'none' | 'rc4' | 'aes128' | 'aes256';

const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** `undefined` when the empty password does not open the file. */
export function openCipher(encrypt: Dict, id: Uint8Array): Cipher | undefined {
  const filter = encrypt.get('Filter');
  if (!(filter instanceof Name) || filter.text !== 'Standard') return undefined;
  const version = integer(encrypt, 'V');
  const revision = integer(encrypt, 'R');
  const method = (which: string): Method =>
    version < 4 ? 'rc4' : namedMethod(encrypt, encrypt.get(which));
  const strings = method('StrF');
  const streams = method('StmF');
  // Only attachments are encrypted: no key is needed for the rest.
  if (strings === 'none' && streams === 'none') return { string: (b) => b, stream: (b) => b };
  const key = revision >= 5 ? keyOf256(encrypt, revision) : keyOf128(encrypt, revision, id);
  if (!key) return undefined;
  return {
    string: (bytes, num, gen, way) => run(strings, key, bytes, num, gen, way),
    stream: (bytes, num, gen, way) => run(streams, key, bytes, num, gen, way),
  };
}

function namedMethod(encrypt: Dict, name: Value | undefined): Method {
  if (!(name instanceof Name) || name.text === 'Identity') return 'none';
  const filters = encrypt.get('CF');
  const filter = isDict(filters) ? filters.get(name.text) : undefined;
  const method = isDict(filter) ? filter.get('CFM') : undefined;
  const text = method instanceof Name ? method.text : 'None';
  return text === 'V2' ? 'rc4' : text === 'AESV2' ? 'aes128' : text === 'AESV3' ? 'aes256' : 'none';
}

function run(
  method: Method,
  key: Uint8Array,
  bytes: Uint8Array,
  num: number,
  gen: number,
  way: 'in' | 'out',
): Uint8Array {
  if (method === 'none') return bytes;
  if (method === 'aes256') return aes('aes-256-cbc', key, bytes, way);
  const salt = method === 'aes128' ? Buffer.from('sAlT') : Buffer.alloc(0);
  const object = Buffer.from([num, num >> 8, num >> 16, gen, gen >> 8]);
  const full = md5(key, object, salt).subarray(0, Math.min(16, key.length + 5));
  return method === 'rc4' ? rc4(full, bytes) : aes('aes-128-cbc', full, bytes, way);
}

function aes(name: string, key: Uint8Array, bytes: Uint8Array, way: 'in' | 'out'): Uint8Array {
  if (way === 'out') {
    // A start vector from the content itself keeps the output the same at every making.
    const start = md5(key, bytes);
    const cipher = createCipheriv(name, key, start);
    return Buffer.concat([start, cipher.update(bytes), cipher.final()]);
  }
  const whole = bytes.length - (bytes.length % 16);
  if (whole < 32) return new Uint8Array(0);
  const decipher = createDecipheriv(name, key, bytes.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes.subarray(16, whole)), decipher.final()]);
  const pad = plain.at(-1)!;
  return plain.subarray(0, plain.length - (pad >= 1 && pad <= 16 ? pad : 0));
}

/** Algorithms 2, 4, 5 and 6, with the empty user password. */
function keyOf128(encrypt: Dict, revision: number, id: Uint8Array): Uint8Array | undefined {
  const owner = bytesOf(encrypt, 'O').subarray(0, 32);
  const user = bytesOf(encrypt, 'U');
  const rights = Buffer.alloc(4);
  rights.writeInt32LE(integer(encrypt, 'P') | 0);
  const size = revision === 2 ? 5 : keySize(encrypt);
  const open = revision >= 4 && encrypt.get('EncryptMetadata') === false;
  let key = md5(PAD, owner, rights, id, open ? Buffer.alloc(4, 255) : Buffer.alloc(0));
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key.subarray(0, size));
  key = key.subarray(0, size);
  let proof: Uint8Array = rc4(key, revision === 2 ? PAD : md5(PAD, id));
  if (revision >= 3) {
    for (let i = 1; i < 20; i++)
      proof = rc4(
        key.map((byte) => byte ^ i),
        proof,
      );
  }
  return Buffer.compare(proof, user.subarray(0, proof.length)) === 0 ? key : undefined;
}

function keySize(encrypt: Dict): number {
  const filters = encrypt.get('CF');
  const name = encrypt.get('StmF');
  const filter = isDict(filters) && name instanceof Name ? filters.get(name.text) : undefined;
  if (integer(encrypt, 'V') >= 4 && isDict(filter)) return 16;
  const bits = integer(encrypt, 'Length') || 40;
  return Math.max(5, Math.min(16, bits >> 3));
}

/** Algorithm 2.A, with the empty user password. */
function keyOf256(encrypt: Dict, revision: number): Uint8Array | undefined {
  const user = bytesOf(encrypt, 'U');
  const sealed = bytesOf(encrypt, 'UE');
  if (user.length < 48 || sealed.length < 32) return undefined;
  const proof = hash256(user.subarray(32, 40), revision);
  if (Buffer.compare(proof, user.subarray(0, 32)) !== 0) return undefined;
  const between = hash256(user.subarray(40, 48), revision);
  const decipher = createDecipheriv('aes-256-cbc', between, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed.subarray(0, 32)), decipher.final()]);
}

/** Algorithm 2.B for the empty password. */
function hash256(salt: Uint8Array, revision: number): Uint8Array {
  let k: Uint8Array = createHash('sha256').update(salt).digest();
  if (revision < 6) return k;
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = Buffer.concat(Array.from({ length: 64 }, () => k));
    const cipher = createCipheriv('aes-128-cbc', k.subarray(0, 16), k.subarray(16, 32));
    const e = cipher.setAutoPadding(false).update(block);
    const sum = e.subarray(0, 16).reduce((total, byte) => total + byte, 0) % 3;
    k = createHash(['sha256', 'sha384', 'sha512'][sum]!).update(e).digest();
    last = e.at(-1)!;
  }
  return k.subarray(0, 32);
}

function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + s[i]! + key[i % key.length]!) & 255;
    [s[i], s[j]] = [s[j]!, s[i]!];
  }
  const out = new Uint8Array(bytes.length);
  for (let n = 0, i = 0, j = 0; n < bytes.length; n++) {
    i = (i + 1) & 255;
    j = (j + s[i]!) & 255;
    [s[i], s[j]] = [s[j]!, s[i]!];
    out[n] = bytes[n]! ^ s[(s[i]! + s[j]!) & 255]!;
  }
  return out;
}

const md5 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const integer = (dict: Dict, key: string): number => {
  const value = dict.get(key);
  return typeof value === 'number' ? value : 0;
};
const bytesOf = (dict: Dict, key: string): Uint8Array => {
  const value = dict.get(key);
  return value instanceof Text ? value.bytes : new Uint8Array(0);
};
