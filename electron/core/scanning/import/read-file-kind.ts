import type { FileHandle } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { FileKind } from './sniff.ts';
import { claimedKind, HEAD_BYTES, sniff } from './sniff.ts';

/**
 * What a file is, by its first bytes. A picture under another picture's name is taken for what it
 * is; a picture that calls itself a PDF, or the reverse, is refused: someone was misled.
 * @throws `file.type` `{name, claimed, found}`
 */
export async function kindOf(file: FileHandle, path: string): Promise<FileKind> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  const content = sniff(buffer.subarray(0, bytesRead));
  const claimed = claimedKind(path);
  const data = {
    name: basename(path),
    path,
    claimed: claimed ?? extname(path).slice(1).toLowerCase(),
  };
  if (content.kind === null) throw new LontarError('file.type', { ...data, found: content.found });
  if (claimed !== null && (claimed === 'pdf') !== (content.kind === 'pdf')) {
    throw new LontarError('file.type', { ...data, found: content.kind });
  }
  return content.kind;
}
