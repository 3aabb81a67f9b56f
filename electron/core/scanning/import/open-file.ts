import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { ImportLimits } from './limits.ts';

export interface OpenFile {
  file: FileHandle;
  bytes: number;
}

/**
 * Opens a file that a person named. Links are followed; a folder, pipe or device is refused before
 * it could be waited on.
 * @throws `file.missing`, `file.unreadable`, `file.not-a-file`, `file.empty`, `file.too-large`
 */
export async function openFile(path: string, limits: ImportLimits): Promise<OpenFile> {
  const data = { name: basename(path), path };
  const refuse = (code: string, more: object = {}) => new LontarError(code, { ...data, ...more });
  const explain = (error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (/^(EACCES|EPERM|EIO|EBUSY)$/.test(code)) return refuse('file.unreadable', { reason: code });
    return refuse('file.missing', { reason: code });
  };
  const seen = await stat(path).catch((error: unknown) => {
    throw explain(error);
  });
  if (!seen.isFile()) throw refuse('file.not-a-file');
  // Not blocking: between the look and the opening a pipe may have taken the file's place.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
  const file = await open(path, flags).catch((error: unknown) => {
    throw explain(error);
  });
  try {
    const opened = await file.stat();
    if (!opened.isFile()) throw refuse('file.not-a-file');
    if (opened.size === 0) throw refuse('file.empty');
    if (opened.size > limits.fileBytes) {
      throw refuse('file.too-large', {
        what: 'bytes',
        megabytes: Math.ceil(opened.size / (1 << 20)),
        limit: Math.floor(limits.fileBytes / (1 << 20)),
      });
    }
    return { file, bytes: opened.size };
  } catch (error) {
    await file.close();
    throw error;
  }
}
