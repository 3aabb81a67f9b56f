import { join } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { SheetPaper } from '../../../../shared/contract/sheet-reading.ts';
import { asideOf, copyDurably } from '../../archive/durable.ts';
import type { CoreContext } from '../../context.ts';

/** Makes the sheet's pages part of the archive, before a disposition points at them. Throws `sheet.paper-gone`. */
export async function takePaper({ archive }: CoreContext, { document }: SheetPaper): Promise<void> {
  const { sha256 } = document;
  if (archive.blobs.has(sha256)) return;
  const copy = asideOf(join(archive.blobs.workFolder, 'sheet.pdf'));
  try {
    await copyDurably(archive.derived.pathOf(sha256), copy);
  } catch (error) {
    throw new LontarError('sheet.paper-gone', { name: document.name }, { cause: error });
  }
  await archive.blobs.adopt(copy, sha256);
}
