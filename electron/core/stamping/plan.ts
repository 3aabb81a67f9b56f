import type { StampBox, StampData, StampKind } from '../../../shared/contract/stamping.ts';
import { appendix } from './append.ts';
import { covered } from './annotations.ts';
import { blankLike } from './blank.ts';
import { readContents } from './contents.ts';
import { dispositionStamp } from './disposition.ts';
import { Document } from './document.ts';
import type { Drawing } from './drawing.ts';
import { facesOf } from './faces.ts';
import type { StampFonts } from './fonts.ts';
import { POINTS_PER_MM } from './geometry.ts';
import type { Ink } from './ink.ts';
import type { Judged } from './judge.ts';
import { shownPart, stampObjects, type Inked, type Manner, type PageWork } from './page-update.ts';
import { findPage } from './page.ts';
import { placeStamps, type Places } from './placing.ts';
import { receivedStamp } from './received.ts';
import type { Room } from './room.ts';
import { redrawnMark } from './redrawn-mark.ts';
import { bytesSource } from './source.ts';
import { printedDay } from './words.ts';

/** A file read and the stamps drawn: ready to be appended. */
export interface Plan {
  /** Nothing about the file had to be forgiven: the result needs no looking at. */
  plain: boolean;
  /** The page's content can't be closed from outside with certainty. */
  doubtful: boolean;
  /** Annotations may lie above a stamp. */
  annotated: boolean;
  boxes: Partial<Record<StampKind, StampBox>>;
  appendix(manner: Manner): Promise<Uint8Array>;
  judged(): Promise<Judged[]>;
}

/** @throws Unreadable when the document can't be followed to its page */
export async function prepare(
  document: Document,
  data: StampData,
  places: Places,
  fonts: StampFonts,
  { room, redrawn = false }: { room?: Room | undefined; redrawn?: boolean } = {},
): Promise<Plan> {
  const { deflate, drawInk } = await import('./ink.ts');
  const faces = facesOf(fonts);
  const drawings: Partial<Record<StampKind, Drawing>> = { received: receivedStamp(data, faces) };
  if (data.disposition) {
    drawings.disposition = dispositionStamp(data, data.disposition, faces);
  }
  const kinds = Object.keys(drawings) as StampKind[];
  const all = kinds.map((kind) => drawings[kind]!);
  const ink = await drawInk(redrawn ? [...all, redrawnMark(faces)] : all, faces);
  const work = await pageWork(document, kinds, drawings, { places, room }, ink);
  const boxes = boxesOf(work);
  if (redrawn) addMark(work[0]!, ink);
  // Scripts that the fonts lack come out of PDFium in an order of its own.
  const known = faces.semiBold.printable(data.office) === data.office;
  const words = [known ? data.office : printedDay(data.received)];
  const annotated = await Promise.all(work.map((item) => covered(document, item)));
  const doubtful = work.some(({ contents }) => contents.left.doubtful);
  return {
    plain: !document.odd && !doubtful && !annotated.includes(true),
    doubtful,
    annotated: annotated.includes(true),
    boxes,
    appendix: async (manner) =>
      appendix(document, await stampObjects(document, work, ink, manner, deflate)),
    judged: () => Promise.all(work.map((item) => judgedPage(item, ink, words, deflate))),
  };
}

async function pageWork(
  document: Document,
  kinds: StampKind[],
  drawings: Partial<Record<StampKind, Drawing>>,
  { places, room }: { places: Places; room: Room | undefined },
  ink: Ink,
): Promise<PageWork[]> {
  const numbers = new Set(kinds.map((kind) => places[kind]?.page ?? 1));
  const out: PageWork[] = [];
  for (const number of numbers) {
    const page = await findPage(document, number);
    const here = kinds.filter((kind) => (places[kind]?.page ?? 1) === number);
    const sizes = Object.fromEntries(here.map((kind) => [kind, drawings[kind]]));
    const inked = placeStamps(page, sizes, places, number, number === 1 ? room : undefined).map(
      (placed): Inked => ({
        ...placed,
        ...inkOf(ink, kinds.indexOf(placed.kind)),
      }),
    );
    out.push({ page, contents: await readContents(document, page), inked });
  }
  return out;
}

function inkOf(ink: Ink, index: number): { form: number; width: number; height: number } {
  const { num, width, height } = ink.forms[index]!;
  return { form: num, width, height };
}

function boxesOf(work: PageWork[]): Plan['boxes'] {
  const mm = (points: number) => Math.round((points / POINTS_PER_MM) * 1e6) / 1e6;
  const out: Plan['boxes'] = {};
  for (const { kind, page, u, v, width, height, scale } of work.flatMap(({ inked }) => inked)) {
    out[kind] = {
      page,
      x: mm(u),
      y: mm(v),
      width: mm(width * scale),
      height: mm(height * scale),
    };
  }
  return out;
}

function addMark({ page, inked }: PageWork, ink: Ink): void {
  const mark = inkOf(ink, ink.forms.length - 1);
  const [first] = inked;
  const [x0, y0, x1, y1] = page.visible;
  const scale = Math.min(first!.scale, (x1 - x0) / (mark.width + 8));
  inked.push({
    ...mark,
    kind: 'received',
    page: first!.page,
    u: 4 * scale,
    v: y1 - y0 - (mark.height + 4) * scale,
    scale,
  });
}

async function judgedPage(
  item: PageWork,
  ink: Ink,
  words: string[],
  deflate: (bytes: Uint8Array) => Uint8Array,
): Promise<Judged> {
  const { page, inked } = item;
  const document = await Document.open(bytesSource(blankLike(page)));
  const blank: PageWork = {
    page: await findPage(document, 1),
    contents: { refs: [], bytes: new Uint8Array(0), single: null, left: NOTHING_LEFT },
    inked,
  };
  const objects = await stampObjects(
    document,
    [blank],
    ink,
    { keep: 'wrap', over: false },
    deflate,
  );
  const alone = Buffer.concat([blankLike(page), appendix(document, objects)]);
  const received = inked.some(({ kind }) => kind === 'received');
  return {
    page: inked[0]!.page,
    parts: inked.map((stamp) => shownPart(page, stamp)),
    alone,
    words: received ? words : [],
  };
}

const NOTHING_LEFT = { saved: 0, marked: 0, text: false, doubtful: false };
