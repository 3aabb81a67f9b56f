import type { Pdfium, PdfiumDocument, PdfiumPage, View } from './pdfium.ts';

export interface Judged {
  /** 1-based. */
  page: number;
  /** Rectangles in parts of the page shown: left, top, width, height. */
  parts: [number, number, number, number][];
  /** A PDF with nothing but these stamps on a blank page of the same kind. */
  alone: Uint8Array;
  /** Read from the page's text, white space aside. */
  words: string[];
}

export type Verdict =
  | 'good'
  | 'unopened'
  | 'unloaded'
  /** The stamp does not look as it should. */
  | 'hidden'
  /** Its words don't come out. */
  | 'unread'
  /** The rest of the page has changed. */
  | 'changed';

const STAMP_PIXELS = 420;
const PAGE_PIXELS = 700;
const STEP = 48;

/** Looks at a stamped page as a person would: the stamp is there whole, the rest is as before. */
export function judge(
  pdfium: Pdfium,
  before: PdfiumDocument,
  after: PdfiumDocument,
  judged: Judged,
): Verdict {
  const index = judged.page - 1;
  const alone = pdfium.open(judged.alone);
  if (typeof alone === 'number') return 'unopened';
  try {
    const verdict = after.withPage(index, (page) => {
      const stamps = alone.withPage(0, (blank) =>
        judged.parts.every((part) => samePart(page, blank, part)),
      );
      if (!stamps) return 'hidden';
      const text = squeeze(page.text());
      if (!judged.words.every((word) => text.includes(squeeze(word)))) return 'unread';
      const same = before.withPage(index, (old) => sameRest(old, page, judged.parts));
      return same === false ? 'changed' : 'good';
    });
    return verdict ?? 'unloaded';
  } finally {
    alone.close();
  }
}

const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

function samePart(page: PdfiumPage, blank: PdfiumPage, part: Judged['parts'][number]): boolean {
  const [left, top, w, h] = part;
  const width = Math.round(STAMP_PIXELS / w);
  const height = Math.round((width * page.height) / page.width);
  const box: View['part'] = [
    Math.round(left * width) + 1,
    Math.round(top * height) + 1,
    Math.max(1, Math.round(w * width) - 2),
    Math.max(1, Math.round(h * height) - 2),
  ];
  if (box[2] * box[3] > 4_000_000) return false;
  const view = { width, height, part: box };
  const a = page.render(view);
  const b = blank.render(view);
  return differing(a, b) <= (a.length / 4) * 0.004;
}

function differing(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < a.length; i += 4) if (differs(a, b, i)) count++;
  return count;
}

const differs = (a: Uint8Array, b: Uint8Array, i: number): boolean =>
  Math.abs(a[i]! - b[i]!) > STEP ||
  Math.abs(a[i + 1]! - b[i + 1]!) > STEP ||
  Math.abs(a[i + 2]! - b[i + 2]!) > STEP;

function sameRest(old: PdfiumPage, page: PdfiumPage, parts: Judged['parts']): boolean {
  const scale = PAGE_PIXELS / Math.max(old.width, old.height);
  const width = Math.max(1, Math.round(old.width * scale));
  const height = Math.max(1, Math.round(old.height * scale));
  const view: View = { width, height, part: [0, 0, width, height] };
  const [a, b] = [old.render(view), page.render(view)];
  const boxes = parts.map(([left, top, w, h]) => [
    left * width - 2,
    top * height - 2,
    (left + w) * width + 2,
    (top + h) * height + 2,
  ]);
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = boxes.some(([l, t, r, f]) => x >= l! && x <= r! && y >= t! && y <= f!);
      if (!inside && differs(a, b, (y * width + x) * 4)) count++;
    }
  }
  return count <= width * height * 0.001;
}
