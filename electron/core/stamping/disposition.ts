import { encode } from 'uqr';
import type { StampData } from '../../../shared/contract/stamping.ts';
import { textItem, wrap, type Drawing, type Item, type Style } from './drawing.ts';
import type { Faces } from './faces.ts';
import { POINTS_PER_MM } from './geometry.ts';
import { printedDay, WORDS } from './words.ts';

type Disposition = NonNullable<StampData['disposition']>;

const PAD = 6.5;
const BAND = 14.5;
const LABELS = 55;
const QR = 16 * POINTS_PER_MM;
const QR_TOP = BAND + 7;
const QR_FOOT = QR_TOP + QR + 6.5;
const LEADING = 1.2;
const WIDTHS = [85, 110, 140, 180];
/** Above this many millimetres a wider block is tried. */
const TALL = 95;
const LONG_LIST = 8;

interface Row {
  label: string;
  entries: string[];
  style: Style;
}

/** The disposition block: 85 mm wide, or more when it has much to say; as high as that needs. */
export function dispositionStamp(data: StampData, given: Disposition, faces: Faces): Drawing {
  for (const width of WIDTHS) {
    const drawing = set(data, given, faces, width * POINTS_PER_MM);
    if (drawing.height <= TALL * POINTS_PER_MM || width === WIDTHS.at(-1)) return drawing;
  }
  throw new Error('no width');
}

function set(data: StampData, given: Disposition, faces: Faces, width: number): Drawing {
  const items: Item[] = [
    { kind: 'rect', x: 0, y: 0, width, height: BAND, colour: 'ink' },
    ...head(data, faces, width),
    {
      kind: 'modules',
      x: width - 7 - QR,
      y: QR_TOP,
      size: QR,
      rows: encode(carried(data), { ecc: 'M', border: 0 }).data,
    },
  ];
  let y = BAND + 3.5;
  for (const row of rows(given)) y = addRow(items, row, faces, width, y);
  const height = Math.max(y + 2.5, QR_FOOT);
  items.push({ kind: 'frame', x: 0, y: 0, width, height, line: 1 });
  return { width, height, items };
}

/** What the QR code says. */
export const carried = (data: StampData): string =>
  data.letter ?? `${data.book}/${data.year}/${data.number}`;

function head(data: StampData, faces: Faces, width: number): Item[] {
  const style: Style = { size: 9, weight: 'semiBold', colour: 'white', spacing: 1.1 };
  const right: Style = { size: 7, weight: 'regular', colour: 'white' };
  const title = faces.semiBold.width(WORDS.disposition, style.size, style.spacing);
  let words = `${WORDS.number} ${data.number} · ${data.book} ${data.year}`;
  const taken = () => faces.regular.width(faces.regular.printable(words), right.size);
  if (taken() > width - 2 * PAD - title - 10) words = `${WORDS.number} ${data.number}`;
  return [
    textItem(faces, WORDS.disposition, PAD, BAND - 4.2, style),
    textItem(faces, words, width - PAD - taken(), BAND - 4.4, right),
  ];
}

function rows(given: Disposition): Row[] {
  const plain: Style = { size: 8.5, weight: 'regular' };
  const strong: Style = { size: 8.5, weight: 'semiBold' };
  const out: Row[] = [
    { label: WORDS.from, entries: [given.from], style: strong },
    { label: WORDS.to, entries: listed(given.to), style: strong },
  ];
  if (given.instructions.length > 0) {
    out.push({ label: WORDS.instructions, entries: listed(given.instructions), style: plain });
  }
  if (given.note !== '') out.push({ label: WORDS.note, entries: [given.note], style: plain });
  if (given.due) out.push({ label: WORDS.due, entries: [printedDay(given.due)], style: strong });
  return out;
}

/** A short list numbered, a line an entry; a long one run on. */
function listed(entries: string[]): string[] {
  if (entries.length === 1) return entries;
  if (entries.length > LONG_LIST) return [entries.join('; ')];
  return entries.map((entry, index) => `${index + 1}. ${entry}`);
}

function addRow(items: Item[], row: Row, faces: Faces, width: number, top: number): number {
  const step = row.style.size * LEADING;
  const label: Style = { size: 6.5, weight: 'regular', colour: 'label' };
  const x = PAD + LABELS;
  if (top > BAND + 4) {
    const right = top < QR_FOOT - 4 ? width - 7 - QR - 6 : width - PAD;
    items.push({ kind: 'rect', x: PAD, y: top, width: right - PAD, height: 0.4, colour: 'label' });
  }
  let y = top + 2.5;
  items.push(textItem(faces, row.label, PAD, y + row.style.size * 0.9, label));
  for (const entry of row.entries) {
    const start = y;
    const room = (line: number) =>
      (start + line * step < QR_FOOT - 4 ? width - 7 - QR - 7 : width - PAD) - x;
    for (const line of wrap(faces, entry, row.style, room)) {
      if (line !== '') items.push(textItem(faces, line, x, y + row.style.size * 0.9, row.style));
      y += step;
    }
  }
  return y + 2.5;
}
