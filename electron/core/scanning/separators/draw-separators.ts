import en from '../../../../shared/i18n/print.en.json' with { type: 'json' };
import id from '../../../../shared/i18n/print.id.json' with { type: 'json' };
import { drawPages } from '../../printing/draw-pages.ts';
import type { FaceName, Ink } from '../../printing/ink.ts';
import { readFaces, type SheetFonts, wrap } from '../../printing/text.ts';
import { PATCH_TEXT, separatorText } from './code.ts';
import { PATCH_T, PATCH_UNIT, sheet } from './measures.ts';

const POINT = 25.4 / 72;

/** Code 39 (ISO/IEC 16388), bars and spaces in turn, wide or narrow. */
const CODE_39: Record<string, string> = {
  '*': 'nwnnwnwnn',
  A: 'wnnnnwnnw',
  C: 'wnwnnwnnn',
  H: 'wnnnnwwnn',
  P: 'nnwnwnnwn',
  T: 'nnnnwnwwn',
};
const WIDE = 2.5;

/** The sheet speaks both languages, whichever the window speaks. */
const both = (name: keyof typeof id.separators): [string, string] => [
  id.separators[name],
  en.separators[name],
];

/** Millimetres from the upper left corner. */
const bar = (x: number, y: number, width: number, height: number): Ink => ({
  kind: 'bar',
  x,
  y,
  width,
  height,
});

export interface Separators {
  /** Whose letters follow the sheet; null where it only parts them. */
  book: { key: string; title: string } | null;
  copies: number;
}

/** Separator sheets as a PDF, the same bytes for the same arguments. */
export async function drawSeparators(
  { book, copies }: Separators,
  fonts: SheetFonts,
): Promise<Uint8Array> {
  const faces = await readFaces(fonts);
  const text = separatorText(book?.key ?? null);
  const inks: Ink[] = [
    ...patches(),
    ...sheet.codes.map((code): Ink => ({ kind: 'qr', ...code, text, ecc: 'H' })),
    ...sheet.names.tops.flatMap((top) => nameBars(PATCH_TEXT, top)),
    ...textLines(book && faces.printable(book.title), faces),
  ];
  const { width, height } = sheet;
  const pages = Array.from({ length: copies }, () => ({ width, height, inks }));
  return drawPages(pages, { title: both('title').join(' · '), fonts });
}

/** Patch T along the four edges, each read from its edge inwards. */
function patches(): Ink[] {
  const { width, height, bars } = sheet;
  const [left, top] = [(width - bars.across) / 2, (height - bars.along) / 2];
  const out: Ink[] = [];
  let at = bars.inset;
  PATCH_T.forEach((units, index) => {
    const size = units * PATCH_UNIT;
    if (index % 2 === 0) {
      out.push(bar(left, at, bars.across, size));
      out.push(bar(left, height - at - size, bars.across, size));
      out.push(bar(at, top, size, bars.along), bar(width - at - size, top, size, bars.along));
    }
    at += size;
  });
  return out;
}

function nameBars(text: string, top: number): Ink[] {
  const { module, height } = sheet.names;
  const widths = [...`*${text}*`].flatMap((character) => [
    ...[...CODE_39[character]!].map((wide) => (wide === 'w' ? WIDE : 1) * module),
    module,
  ]);
  let x = (sheet.width - widths.reduce((sum, width) => sum + width, -module)) / 2;
  return widths.flatMap((width, index) => {
    const isBar = (index % 10) % 2 === 0 && index % 10 < 9;
    const bars = isBar ? [bar(x, top, width, height)] : [];
    x += width;
    return bars;
  });
}

/** What the sheet is, above the large code; the book and what to do, below it. */
function textLines(book: string | null, faces: Awaited<ReturnType<typeof readFaces>>): Ink[] {
  const lines: Ink[] = [];
  const put = (text: string, y: number, size: number, face: FaceName) => {
    const width = faces[face].width(text, size);
    lines.push({ kind: 'text', text, size, face, y, x: (sheet.width - width) / 2, width });
  };
  const [title, english] = both('title');
  put(title, 86, 26, 'semiBold');
  put(english, 97, 16, 'regular');
  if (book !== null) {
    let size = 22;
    const parts = () => wrap(book, 136, (part) => faces.semiBold.width(part, size));
    while (size > 9 && parts().length > 1) size -= 1;
    parts()
      .slice(0, 2)
      .forEach((part, index) => put(part, 198 + index * size * POINT * 1.2, size, 'semiBold'));
  }
  both('use')
    .flatMap((text) => wrap(text, 136, (part) => faces.regular.width(part, 9)))
    .forEach((part, index) => put(part, 208 + index * 4.2, 9, 'regular'));
  return lines;
}
