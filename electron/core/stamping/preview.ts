import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { StampData, StampPreview } from '../../../shared/contract/stamping.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { type Office, stampNow } from '../../../shared/domain/office/state.ts';
import { newId } from '../archive/identity.ts';
import type { CoreContext } from '../context.ts';
import { knownLetter } from '../letters/store.ts';
import { foundedOffice } from '../office/store.ts';
import { inspectPdf } from '../pages/inspect-pdf.ts';
import { commonPdfium } from '../pages/pdfium.ts';
import { drawAlone } from './alone.ts';
import type { Drawing } from './drawing.ts';
import { facesOf } from './faces.ts';
import { loadStampFonts } from './fonts.ts';
import { POINTS_PER_MM, type Sheet } from './geometry.ts';
import { layStamp } from './lay-stamp.ts';
import { lookInto } from './look.ts';
import { boxOf, pagesOf, wantedOf } from './plan.ts';
import { placeStamps, type Wanted } from './placing.ts';
import { contentOf, stampData, stampedOf } from './stamped.ts';

const A4 = { width: 210, height: 297 };

/** A template drawn as it is while it is being designed, and where it would stand on the letter. */
export async function previewStamp(
  context: CoreContext,
  { template, letter: id, pixelsPerMm }: ParsedInputOf<'stamping.preview'>,
): Promise<StampPreview> {
  const { archive, resources } = context;
  const office = foundedOffice(archive.read);
  const letter = id === null ? null : knownLetter(archive.read, id);
  const today = dayOf(new Date(archive.scribe.now()));
  const data = { ...sampleData(office, today), ...(letter && stampData(letter)) };
  const content = await contentOf(context, data, stampNow(office, template));
  const faces = facesOf(await loadStampFonts(resources));
  const drawing = layStamp(template, content, faces);
  const pixels = await picture(context, await drawAlone(drawing, faces), drawing, pixelsPerMm);
  const box = await boxFor(context, { template, content, stamp: '', place: null }, drawing, letter);
  const document = letter?.document ?? null;
  return {
    ...pixels,
    box,
    document: document && { sha256: document.sha256, pages: document.pages },
  };
}

type Drawn = Pick<StampPreview, 'pixels' | 'pixelWidth' | 'pixelHeight'>;

async function picture(
  { archive }: CoreContext,
  pdf: Buffer,
  { width }: Drawing,
  pixelsPerMm: number,
): Promise<Drawn> {
  const path = join(archive.blobs.workFolder, `${newId(Date.now())}.pdf`);
  try {
    await writeFile(path, pdf, { flag: 'wx' });
    const across = Math.round((width / POINTS_PER_MM) * pixelsPerMm);
    const drawn = await commonPdfium().run({ kind: 'render', path, page: 1, width: across });
    return { pixels: drawn.pixels, pixelWidth: drawn.width, pixelHeight: drawn.height };
  } finally {
    await rm(path, { force: true });
  }
}

type Put = Parameters<typeof wantedOf>[0];

/** On the first of its pages, with the letter's other stamps in their places. */
async function boxFor(
  context: CoreContext,
  stamp: Put,
  drawing: Drawing,
  letter: Letter | null,
): Promise<StampPreview['box']> {
  const document = letter?.document ?? null;
  const count = document?.pages ?? 1;
  const [page = 1] = pagesOf(stamp, count);
  const path = document && context.archive.blobs.pathOf(document.sha256);
  const sizes = path ? (await inspectPdf(path)).sizes : [];
  const size = sizes[Math.min(page, count) - 1] ?? A4;
  const sheet: Sheet = {
    visible: [0, 0, size.width * POINTS_PER_MM, size.height * POINTS_PER_MM],
    rotate: 0,
    unit: 1,
  };
  const others = letter && document ? await othersOn(context, letter, stamp, page) : [];
  const room = path && page <= count ? await lookInto(path)(page) : null;
  const wanted = [...others, wantedOf(stamp, drawing)];
  const placed = placeStamps(sheet, wanted, room ?? undefined).at(-1)!;
  const { width, height } = drawing;
  return boxOf({ ...placed, width, height, page, stamp: '' });
}

/** What stands on the page already, but for the very stamp that is being designed. */
async function othersOn(
  context: CoreContext,
  letter: Letter,
  { template }: Put,
  page: number,
): Promise<Wanted[]> {
  const { boxes } = await stampedOf(context, letter);
  const put = letter.stamps ?? [];
  const keyOf = (stamp: string) => put.find(({ id }) => id === stamp)?.look.template.key ?? stamp;
  return boxes
    .filter((box) => box.page === page && keyOf(box.stamp) !== template.key)
    .map(({ x, y, width, height }) => ({
      width: width * POINTS_PER_MM,
      height: height * POINTS_PER_MM,
      at: { x, y },
      corner: 'upper-left' as const,
      seek: false,
    }));
}

/** Made-up words for all that a stamp may say, in the office's own terms where it has them. */
function sampleData(office: Office, today: string): StampData {
  const [first, ...others] = office.positions.map(({ title }) => title);
  const instructions = office.instructions.slice(0, 2).map(({ text }) => text);
  return {
    office: office.name,
    book: office.books[0]?.title ?? 'Surat Masuk',
    year: Number(today.slice(0, 4)),
    number: 417,
    received: today,
    copy: 1,
    day: today,
    about: {
      number: '900.2.9/3466/BAPPEDA',
      date: today,
      sender: 'Badan Perencanaan Pembangunan Daerah',
      subject: 'Undangan rapat koordinasi',
      recipient: first ?? office.name,
      attachments: '1 (satu) berkas',
      classification: '000.1.5',
      urgency: 'segera',
      secrecy: 'R',
    },
    disposition: {
      from: first ?? office.name,
      holder: 'Nama pejabat',
      to: others.length > 0 ? others.slice(0, 2) : [office.name],
      instructions,
      note: 'Siapkan bahan dan laporkan.',
      due: today,
    },
  };
}
