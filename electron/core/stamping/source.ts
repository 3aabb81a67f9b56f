import { fstatSync, readSync } from 'node:fs';

const BLOCK = 16 * 1024;
const KEPT = 64;

/**
 * A file read by position, so that a large one is never held whole. Offsets count from `base`, the
 * place of the `%PDF` header: what stands before it is junk to every viewer.
 */
export interface Source {
  readonly size: number;
  readonly base: number;
  /** Up to `length` bytes from `offset`; fewer at the end of the file. */
  read(offset: number, length: number): Uint8Array;
}

export function bytesSource(bytes: Uint8Array, base = 0): Source {
  return {
    size: bytes.length - base,
    base,
    read: (offset, length) =>
      offset < 0 ? new Uint8Array(0) : bytes.subarray(base + offset, base + offset + length),
  };
}

export function fileSource(fd: number, base = 0): Source {
  const whole = fstatSync(fd).size;
  const blocks = new Map<number, Uint8Array>();
  const block = (index: number): Uint8Array => {
    const known = blocks.get(index);
    if (known) return known;
    const bytes = readAt(fd, index * BLOCK, Math.min(BLOCK, whole - index * BLOCK));
    if (blocks.size >= KEPT) blocks.delete(blocks.keys().next().value!);
    blocks.set(index, bytes);
    return bytes;
  };
  return {
    size: whole - base,
    base,
    read(offset, length) {
      const from = base + offset;
      const to = Math.min(from + length, whole);
      if (offset < 0 || to <= from) return new Uint8Array(0);
      const first = Math.floor(from / BLOCK);
      const last = Math.floor((to - 1) / BLOCK);
      if (last - first > 3) return readAt(fd, from, to - from);
      if (first === last) return block(first).subarray(from - first * BLOCK, to - first * BLOCK);
      const parts = [];
      for (let index = first; index <= last; index++) parts.push(block(index));
      return Buffer.concat(parts).subarray(from - first * BLOCK, to - first * BLOCK);
    },
  };
}

function readAt(fd: number, position: number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(Math.max(0, length));
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(fd, bytes, filled, bytes.length - filled, position + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/** Where `%PDF` stands within the first 1,024 bytes, as PDFium looks for it; -1 if nowhere. */
export function findHeader(head: Uint8Array): number {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1028)).indexOf('%PDF');
}
