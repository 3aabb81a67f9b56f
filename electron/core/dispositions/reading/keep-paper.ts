import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SheetPaper } from '../../../../shared/contract/sheet-reading.ts';
import type { SheetArea, SheetGeometry } from '../../../../shared/contract/sheets.ts';
import { agendaText } from '../../../../shared/domain/letter/state.ts';
import { copyDurably, writeDurably } from '../../archive/durable.ts';
import { sha256OfText } from '../../archive/journal.ts';
import type { CoreContext } from '../../context.ts';
import { loadSharp, type Sharp } from '../../scanning/imaging.ts';
import { makeDocument } from '../../scanning/make-document.ts';
import type { SheetPageRead } from './sheet-page-read.ts';
import { type ColourPicture, PX } from './straighten.ts';

const QUALITY = 82;

/**
 * The straightened pages as a PDF, and what was written by hand as a picture. Both can be made again
 * from the scan: they become part of the archive when the disposition is confirmed.
 */
export async function keepPaper(
  context: CoreContext,
  pages: readonly SheetPageRead[],
): Promise<{ paper: SheetPaper; note: string | null }> {
  const sharp = await loadSharp();
  const pictures = await Promise.all(pages.map(({ straight }) => asJpeg(sharp, straight)));
  const made = await asDocument(context, pictures);
  const { letter, geometry } = pages[0]!;
  const notes = pages.flatMap(({ page }, index) =>
    writtenAreas(geometry, page).map((area) => ({ ...area, page: index + 1 })),
  );
  const { sha256, bytes } = made;
  const name = `${agendaText(letter.agenda).replaceAll('/', '-')}.pdf`;
  const document = { sha256, bytes, pages: pages.length, name };
  const folder = join(context.archive.cacheFolder, 'notes');
  const area = notes.at(-1);
  const note = area ? join(folder, `${sha256}.jpg`) : null;
  if (note && area) {
    await mkdir(folder, { recursive: true });
    await writeDurably(note, await crop(sharp, pages[area.page - 1]!.straight, area));
  }
  return { paper: { document, notes }, note };
}

function asJpeg(sharp: Sharp, { width, height, data }: ColourPicture): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .withMetadata({ density: PX * 25.4 })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}

async function asDocument({ archive, resources }: CoreContext, pictures: readonly Buffer[]) {
  const inputs = {
    sheetScan: 1,
    pictures: pictures.map((bytes) => sha256OfText(bytes.toString('base64'))),
  };
  return archive.derived.get(inputs, async (path) => {
    const workDir = await mkdtemp(join(archive.blobs.workFolder, 'sheet-'));
    try {
      const files = pictures.map((_, index) => join(workDir, `${index + 1}.jpg`));
      await Promise.all(files.map((file, index) => writeFile(file, pictures[index]!)));
      const made = await makeDocument({ files, workDir, resources });
      await copyDurably(made.path, path);
      return { pages: made.pages };
    } finally {
      await rm(workDir, { recursive: true, force: true });
    }
  });
}

/** Where a leader writes on this page: the notes, and the due date below them. */
function writtenAreas({ notes, due }: SheetGeometry, page: number): SheetArea[] {
  return notes
    .filter((area) => area.page === page)
    .map((area) => {
      const below = due.page === page && due.y >= area.y;
      const height = below ? due.y + due.height - area.y : area.height;
      return { ...area, height };
    });
}

function crop(sharp: Sharp, { width, height, data }: ColourPicture, area: SheetArea) {
  const left = Math.max(0, Math.round(area.x * PX));
  const top = Math.max(0, Math.round(area.y * PX));
  return sharp(data, { raw: { width, height, channels: 3 } })
    .extract({
      left,
      top,
      width: Math.min(width - left, Math.round(area.width * PX)),
      height: Math.min(height - top, Math.round(area.height * PX)),
    })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
