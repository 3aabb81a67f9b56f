import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { ImportLimits } from './limits.ts';
import { openFile } from './open-file.ts';
import { kindOf } from './read-file-kind.ts';
import type { FileKind } from './sniff.ts';

export interface TakenFile {
  /** Our own copy: what happens to the original from here on changes nothing. */
  path: string;
  /** As the person knows it. */
  name: string;
  kind: FileKind;
  bytes: number;
  sha256: string;
}

const CHUNK = 1 << 20;

/**
 * Copies a file to `to`, hashing on the way. The copy is not synced yet.
 * @throws `file.changed` where the file was written to meanwhile, and what `kindOf` throws
 */
export async function takeFile(
  path: string,
  to: string,
  limits: ImportLimits,
  signal?: AbortSignal,
): Promise<TakenFile> {
  const { file, bytes } = await openFile(path, limits);
  const name = basename(path);
  try {
    const kind = await kindOf(file, path);
    const before = await file.stat({ bigint: true });
    const hash = createHash('sha256');
    const copy = await open(to, 'wx');
    try {
      const buffer = Buffer.allocUnsafe(CHUNK);
      for (let at = 0; ;) {
        if (signal?.aborted) throw new LontarError('scanning.cancelled');
        const { bytesRead } = await file.read(buffer, 0, CHUNK, at);
        if (bytesRead === 0) break;
        at += bytesRead;
        if (at > bytes) throw new LontarError('file.changed', { name, path });
        hash.update(buffer.subarray(0, bytesRead));
        await copy.writeFile(buffer.subarray(0, bytesRead));
      }
    } finally {
      await copy.close();
    }
    const after = await file.stat({ bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) {
      throw new LontarError('file.changed', { name, path });
    }
    return { path: to, name, kind, bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
