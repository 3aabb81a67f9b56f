import type { StampData } from '../../../shared/contract/stamping.ts';
import { fittingSize, textItem, wrap, type Drawing, type Item, type Style } from './drawing.ts';
import type { Faces } from './faces.ts';
import { POINTS_PER_MM } from './geometry.ts';
import { printedDay, WORDS } from './words.ts';

const WIDTH = 62 * POINTS_PER_MM;
const LEAST_HEIGHT = 26 * POINTS_PER_MM;
const PAD = 5.5;
const BAND = 13.5;
const FOOT = 33;

/** The received stamp: book, number, date, office. 62 mm wide, 26 mm high or more. */
export function receivedStamp(data: StampData, faces: Faces): Drawing {
  const room = WIDTH - 2 * PAD;
  const office = officeLines(data.office, faces, room);
  const officeHeight = office.lines.length * office.style.size * 1.18;
  const foot = footOf(data, faces);
  const bookHeight = foot.apart.length * APART.size * 1.25;
  const height = Math.max(LEAST_HEIGHT, BAND + officeHeight + bookHeight + 9 + FOOT);
  const free = height - BAND - FOOT - officeHeight - bookHeight;
  const items: Item[] = [
    { kind: 'rect', x: 0, y: 0, width: WIDTH, height: BAND, colour: 'ink' },
    ...head(faces),
  ];
  for (const [index, line] of office.lines.entries()) {
    const y = BAND + free / 2 + office.style.size * (0.9 + index * 1.18);
    const actual = office.lines.length > 1 ? (index === 0 ? data.office : '') : line;
    items.push(textItem(faces, line, PAD, y, office.style, actual));
  }
  for (const [index, line] of foot.apart.entries()) {
    const y = BAND + free / 2 + officeHeight + APART.size * (1.05 + index * 1.25);
    items.push(textItem(faces, line, PAD, y, APART));
  }
  items.push(...footItems(data, foot, faces, height - FOOT));
  items.push({ kind: 'frame', x: 0, y: 0, width: WIDTH, height, line: 1 });
  return { width: WIDTH, height, items };
}

function officeLines(
  office: string,
  faces: Faces,
  room: number,
): { lines: string[]; style: Style } {
  const sizes = [10, 9.5, 9, 8.5, 8, 7.5, 7];
  const size = fittingSize(faces, office, 'semiBold', room, sizes);
  const once = wrap(faces, office, { size, weight: 'semiBold' }, () => room);
  if (once.length === 1) return { lines: once, style: { size, weight: 'semiBold' } };
  const style: Style = { size: once.length > 3 ? 7 : 8.5, weight: 'semiBold' };
  return { lines: wrap(faces, office, style, () => room), style };
}

function head(faces: Faces): Item[] {
  const style: Style = { size: 8.5, weight: 'semiBold', colour: 'white', spacing: 1.1 };
  const right: Style = { ...style, size: 7, weight: 'regular' };
  const width = faces.regular.width(WORDS.agenda, right.size, right.spacing);
  return [
    textItem(faces, WORDS.received, PAD, BAND - 4, style),
    textItem(faces, WORDS.agenda, WIDTH - PAD - width + 1.1, BAND - 4.2, right),
  ];
}

interface Foot {
  number: Style;
  day: Style;
  bookX: number;
  dayX: number;
  /** The book in its column, or nothing where it has lines of its own above. */
  book: { lines: string[]; style: Style } | null;
  apart: string[];
}

const APART: Style = { size: 7.5, weight: 'regular' };

function footOf(data: StampData, faces: Faces): Foot {
  const number = String(data.number);
  const day = printedDay(data.received);
  const numberSize = fittingSize(faces, number, 'semiBold', 62, [17, 15, 13, 11, 9]);
  const daySize = fittingSize(faces, day, 'semiBold', 66, [9.5, 9, 8.5, 8]);
  const numberWidth = Math.max(36, faces.semiBold.width(number, numberSize) + 2);
  const bookX = PAD + numberWidth + 7;
  const dayX = WIDTH - PAD - Math.max(45, faces.semiBold.width(day, daySize) + 1);
  const words = `${data.book} ${data.year}`;
  const book = inColumn(words, faces, dayX - bookX - 8);
  const room = () => WIDTH - 2 * PAD;
  return {
    number: { size: numberSize, weight: 'semiBold' },
    day: { size: daySize, weight: 'semiBold' },
    bookX,
    dayX,
    book,
    apart: book ? [] : wrap(faces, `${WORDS.book}: ${words}`, APART, room),
  };
}

function footItems(data: StampData, foot: Foot, faces: Faces, top: number): Item[] {
  const { bookX, dayX, book } = foot;
  const label: Style = { size: 6, weight: 'regular', colour: 'label' };
  const base = top + 23.5;
  const rule = (x: number): Item => ({
    kind: 'rect',
    x,
    y: top + 4,
    width: 0.5,
    height: FOOT - 9,
    colour: 'label',
  });
  const items: Item[] = [
    { kind: 'rect', x: PAD, y: top, width: WIDTH - 2 * PAD, height: 0.6, colour: 'ink' },
    textItem(faces, WORDS.number, PAD, top + 8.5, label),
    textItem(faces, String(data.number), PAD, base + 2, foot.number),
    rule(dayX - 4),
    textItem(faces, WORDS.receivedOn, dayX, top + 8.5, label),
    textItem(faces, printedDay(data.received), dayX, base - 2, foot.day),
  ];
  if (!book) return items;
  const { lines, style } = book;
  const first = lines.length === 1 ? base - 2 : base - 6.5;
  return [
    ...items,
    rule(bookX - 4),
    textItem(faces, WORDS.book, bookX, top + 8.5, label),
    ...lines.map((line, index) =>
      textItem(faces, line, bookX, first + index * style.size * 1.1, style),
    ),
  ];
}

function inColumn(words: string, faces: Faces, room: number): Foot['book'] {
  for (const [size, most] of [
    [8.5, 1],
    [7.5, 2],
  ] as const) {
    const style: Style = { size, weight: 'regular' };
    const lines = wrap(faces, words, style, () => room);
    if (lines.length <= most) return { lines, style };
  }
  return null;
}
