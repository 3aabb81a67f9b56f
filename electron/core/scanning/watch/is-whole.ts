import type { FileHandle } from 'node:fs/promises';
import { HEAD_BYTES, sniff } from '../import/sniff.ts';

/** Readers of PDF look for its end mark in the last 1,024 bytes; some writers fill up with zeros. */
const TAIL_BYTES = 4096;

/**
 * Whether a file ends as one of its kind does: one that is still being sent has the right beginning
 * and no end. Null for TIFF, which has no end to be known by, and for what is none of the kinds.
 */
export async function endsProperly(file: FileHandle, bytes: number): Promise<boolean | null> {
  const head = await part(file, 0, Math.min(HEAD_BYTES, bytes));
  const tail = await part(file, Math.max(0, bytes - TAIL_BYTES), Math.min(TAIL_BYTES, bytes));
  switch (sniff(head).kind) {
    case 'pdf':
      return tail.includes('%%EOF');
    case 'jpeg':
      return tail.includes(Buffer.from([0xff, 0xd9]));
    case 'png':
      return tail.includes('IEND');
    default:
      return null;
  }
}

async function part(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
