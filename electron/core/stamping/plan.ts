import type { StampPages, StampTemplate } from '../../../shared/contract/stamp-template.ts';
import type { StampPlace } from '../../../shared/contract/stamp-place.ts';
import type { StampBox } from '../../../shared/contract/stamping.ts';
import { EMPTY, onBlank } from './alone.ts';
import { appendix } from './append.ts';
import { covered } from './annotations.ts';
import { readContents } from './contents.ts';
import type { Document } from './document.ts';
import type { Drawing } from './drawing.ts';
import { facesOf } from './faces.ts';
import type { StampFonts } from './fonts.ts';
import { POINTS_PER_MM } from './geometry.ts';
import type { Ink } from './ink.ts';
import type { Judged } from './judge.ts';
import { layStamp, type StampContent } from './lay-stamp.ts';
import { shownPart, stampObjects, type Inked, type Manner, type PageWork } from './page-update.ts';
import { blankBehind, countPages, findPage } from './page.ts';
import { placeStamps, type Wanted } from './placing.ts';
import type { Room } from './room.ts';
import { redrawnMark } from './redrawn-mark.ts';

/** A stamp to come onto a file. */
export interface Stamp {
  /** See `StampBox`. */
  stamp: string;
  template: StampTemplate;
  content: StampContent;
  /** Where somebody has put it; null: where its template says. */
  place: StampPlace | null;
}

/** Looks at a page of the file: what stands on it, null where that can't be seen. */
export type Look = (page: number) => Promise<Room | null>;

/** A file read and the stamps drawn: ready to be appended. */
export interface Plan {
  /** Nothing about the file had to be forgiven: the result needs no looking at. */
  plain: boolean;
  /** The page's content can't be closed from outside with certainty. */
  doubtful: boolean;
  /** Annotations may lie above a stamp. */
  annotated: boolean;
  /** How many pages it gets more than it had. */
  added: number;
  boxes: StampBox[];
  appendix(manner: Manner): Promise<Uint8Array>;
  judged(): Promise<Judged[]>;
}

/** @throws Unreadable when the document can't be followed to its pages */
export async function prepare(
  document: Document,
  stamps: readonly Stamp[],
  fonts: StampFonts,
  { look, redrawn = false }: { look?: Look | undefined; redrawn?: boolean } = {},
): Promise<Plan> {
  const { deflate, drawInk } = await import('./ink.ts');
  const faces = facesOf(fonts);
  const drawings = stamps.map(({ template, content }) => layStamp(template, content, faces));
  const ink = await drawInk(redrawn ? [...drawings, redrawnMark(faces)] : drawings, faces);
  const work = await pageWork(document, stamps, drawings, look, ink);
  const boxes = work.flatMap(({ inked }) => inked).map(boxOf);
  if (redrawn && work[0]) addMark(work[0], ink);
  const annotated = await Promise.all(work.map((item) => covered(document, item)));
  const doubtful = work.some(({ contents }) => contents.left.doubtful);
  return {
    plain: !document.odd && !doubtful && !annotated.includes(true),
    doubtful,
    annotated: annotated.includes(true),
    added: work.some(({ tree }) => tree) ? 1 : 0,
    boxes,
    appendix: async (manner) =>
      appendix(document, await stampObjects(document, work, ink, manner, deflate)),
    judged: () =>
      Promise.all(
        work.map((item) => {
          const words = item.inked.flatMap(({ form }) =>
            telling(drawings[ink.forms.findIndex(({ num }) => num === form)]),
          );
          return judgedPage(item, ink, words);
        }),
      ),
  };
}

/** The longest of a stamp's texts that must come out of a page again as it was set. */
function telling(drawing: Drawing | undefined): string[] {
  const plain = (drawing?.items ?? []).flatMap((item) =>
    item.kind === 'text' && item.actual === null ? item.text : [],
  );
  return plain.toSorted((a, b) => b.length - a.length).slice(0, 1);
}

async function pageWork(
  document: Document,
  stamps: readonly Stamp[],
  drawings: readonly Drawing[],
  look: Look | undefined,
  ink: Ink,
): Promise<PageWork[]> {
  // Most stamps stand on the first page, and then nobody needs to know how many there are.
  const counted = stamps.some(({ template }) => template.pages !== 'first');
  const count = counted ? await countPages(document) : 1;
  const on = stamps.map((stamp) => pagesOf(stamp, count));
  const out: PageWork[] = [];
  for (const number of new Set(on.flat())) {
    const here = [...stamps.keys()].filter((index) => on[index]!.includes(number));
    const behind = counted && number > count ? await blankBehind(document, count) : undefined;
    const page = behind?.page ?? (await findPage(document, number));
    const wanted = here.map((index) => wantedOf(stamps[index]!, drawings[index]!));
    const looks = !behind && wanted.some(({ at, seek }) => at === null && seek);
    const room = looks ? await look?.(number) : null;
    const inked = placeStamps(page, wanted, room ?? undefined).map((placed, index): Inked => ({
      ...placed,
      page: number,
      stamp: stamps[here[index]!]!.stamp,
      ...inkOf(ink, here[index]!),
    }));
    const contents = behind ? EMPTY : await readContents(document, page);
    out.push({ page, contents, tree: behind?.tree, inked });
  }
  return out;
}

/** Which pages a stamp stands on, from 1; one more than there are: on a page to be added. */
export function pagesOf(
  { template, place }: { template: { pages: StampPages }; place: StampPlace | null },
  count: number,
): number[] {
  switch (template.pages) {
    case 'first':
      return [place?.page ?? 1];
    case 'last':
      return [place?.page ?? count];
    case 'each':
      return Array.from({ length: count }, (_, index) => index + 1);
    case 'appended':
      return [count + 1];
  }
}

export function wantedOf({ template, place }: Stamp, { width, height }: Drawing): Wanted {
  const { placement } = template;
  const spot = placement.at === 'spot' ? placement : null;
  return {
    width,
    height,
    at: place ?? spot,
    corner: placement.at === 'spot' ? 'upper-right' : placement.corner,
    seek: placement.at === 'emptiest',
  };
}

function inkOf(ink: Ink, index: number): { form: number; width: number; height: number } {
  const { num, width, height } = ink.forms[index]!;
  return { form: num, width, height };
}

export function boxOf({ stamp, page, u, v, width, height, scale }: Omit<Inked, 'form'>): StampBox {
  const mm = (points: number) => Math.round((points / POINTS_PER_MM) * 1e6) / 1e6;
  return {
    stamp,
    page,
    x: mm(u),
    y: mm(v),
    width: mm(width * scale),
    height: mm(height * scale),
  };
}

function addMark({ page, inked }: PageWork, ink: Ink): void {
  const mark = inkOf(ink, ink.forms.length - 1);
  const [first] = inked;
  const [x0, y0, x1, y1] = page.visible;
  const scale = Math.min(first!.scale, (x1 - x0) / (mark.width + 8));
  inked.push({
    ...mark,
    stamp: '',
    page: first!.page,
    u: 4 * scale,
    v: y1 - y0 - (mark.height + 4) * scale,
    scale,
  });
}

async function judgedPage(item: PageWork, ink: Ink, words: string[]): Promise<Judged> {
  const { page, inked } = item;
  return {
    page: inked[0]!.page,
    parts: inked.map((stamp) => shownPart(page, stamp)),
    alone: await onBlank(page, inked, ink),
    words,
  };
}
