import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSheetCode } from '../../../electron/core/dispositions/reading/sheet-code.ts';
import { layoutSheet, type SheetLayout } from '../../../electron/core/dispositions/sheet-layout.ts';
import { measures } from '../../../electron/core/dispositions/sheet-measures.ts';
import type { Ink } from '../../../electron/core/printing/ink.ts';
import { type Faces, readFaces } from '../../../electron/core/printing/text.ts';
import { SheetData, SheetGeometry } from '../../../shared/contract/sheets.ts';
import { blankSheet, filledSheet, given, overlongSheet, sheetFonts } from './sheet-cases.ts';

const sizes = ['A4', 'A5'] as const;
const seed = process.env.LONTAR_SEED ? { seed: Number(process.env.LONTAR_SEED) } : {};
let faces: Faces;
beforeAll(async () => {
  faces = await readFaces(await sheetFonts());
});

interface Rect {
  what: string;
  kind: Ink['kind'];
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function rectOf(ink: Ink): Rect {
  const { kind } = ink;
  if (kind === 'text') {
    const em = (ink.size * 25.4) / 72;
    const { x, y, width, text } = ink;
    return {
      kind,
      what: text,
      left: x,
      right: x + width,
      top: y - em * 0.74,
      bottom: y + em * 0.22,
    };
  }
  if (kind === 'line') {
    const [left, right] = [Math.min(ink.x1, ink.x2), Math.max(ink.x1, ink.x2)];
    const [top, bottom] = [Math.min(ink.y1, ink.y2), Math.max(ink.y1, ink.y2)];
    return { kind, what: `line at ${left},${top}`, left, right, top, bottom };
  }
  if (kind === 'bar') {
    const { x: left, y: top, width, height } = ink;
    return { kind, what: kind, left, top, right: left + width, bottom: top + height };
  }
  // A code needs four white modules around it, a box half its line and some air, a mark some air.
  const air = kind === 'qr' ? (4 * ink.size) / 33 : kind === 'box' ? 0.3 : 1;
  const { x, y, size } = ink;
  const [left, top] = [x - air, y - air];
  return { kind, what: kind, left, top, right: x + size + air, bottom: y + size + air };
}

/** What lies over something else or off the page, in words. */
function faults({ pages }: SheetLayout, width: number, height: number): string[] {
  const found: string[] = [];
  pages.forEach((inks, index) => {
    const rects = inks.map(rectOf);
    for (const [at, one] of rects.entries()) {
      if (one.left < 5 || one.top < 5 || one.right > width - 5 || one.bottom > height - 5) {
        found.push(`page ${index + 1}: ${one.what} leaves the page`);
      }
      for (const other of rects.slice(at + 1)) {
        if (one.kind === 'line' && other.kind === 'line') continue;
        const apart =
          one.right <= other.left ||
          other.right <= one.left ||
          one.bottom <= other.top ||
          other.bottom <= one.top;
        if (!apart) found.push(`page ${index + 1}: ${one.what} over ${other.what}`);
      }
    }
  });
  return found;
}

function expectSound(data: SheetData, size: 'A4' | 'A5'): SheetLayout {
  const layout = layoutSheet(data, size, faces);
  const { width, height, floor } = measures[size];
  expect(faults(layout, width, height)).toEqual([]);
  const texts = layout.pages.flat().filter((ink) => ink.kind === 'text');
  expect(Math.min(...texts.map((ink) => ink.size))).toBeGreaterThanOrEqual(Math.min(floor, 7));
  const { boxes, pages, qr, marks } = layout.geometry;
  expect(SheetGeometry.parse(layout.geometry)).toEqual(layout.geometry);
  expect(qr.map((code) => code.page)).toEqual(Array.from({ length: pages }, (_, at) => at + 1));
  expect(marks).toHaveLength(4 * pages);
  const keys = (group: string) => boxes.filter((box) => box.group === group).map((box) => box.key);
  expect(keys('position')).toEqual(data.positions.map((one) => one.key));
  expect(keys('instruction')).toEqual(data.instructions.map((one) => one.key));
  expect(boxes.every((box) => box.size >= 3.2)).toBe(true);
  return layout;
}

const wide = (length: number) => 'W'.repeat(length);

const places = (layout: SheetLayout) =>
  layout.geometry.boxes.map(({ page, x, y, group, key, size }) => ({
    page,
    x,
    y,
    group,
    key,
    size,
  }));

describe.each(sizes)('a sheet on %s', (size) => {
  it('with an office’s usual lists fits one page, blank and filled, with room for a note by hand', () => {
    for (const data of [blankSheet(), filledSheet()]) {
      const { geometry } = expectSound(data, size);
      expect(geometry.pages).toBe(1);
      expect(geometry.notes).toHaveLength(1);
    }
    expect(layoutSheet(blankSheet(), size, faces).geometry.notes[0]!.height).toBeGreaterThan(8);
  });

  it('goes on to a second page rather than cut anything off', () => {
    expect(expectSound(overlongSheet(), size).geometry.pages).toBe(2);
  });

  it('carries a note of 4,000 characters over as many pages as it takes, whole', () => {
    const sheet = filledSheet();
    const note = Array.from({ length: 570 }, (_, at) => `kata${at}`)
      .join(' ')
      .slice(0, 4000);
    const layout = expectSound({ ...sheet, disposition: { ...sheet.disposition!, note } }, size);
    const printed = layout.pages.flat().flatMap((ink) => (ink.kind === 'text' ? [ink.text] : []));
    for (const word of note.split(' ')) expect(printed.join(' ')).toContain(word);
    expect(layout.geometry.notes.length).toBeGreaterThan(1);
  });

  it('holds the widest texts that its fields allow', () => {
    const data = blankSheet({
      office: {
        name: wide(200),
        address: Array.from({ length: 4 }, () => wide(200)),
        place: wide(100),
      },
      letter: {
        ...blankSheet().letter,
        sender: wide(300),
        number: wide(200),
        agenda: { book: wide(100), year: 9999, number: 2 ** 31 },
        subject: wide(1000),
        attachments: wide(200),
      },
      positions: [{ key: 'p', title: wide(200) }],
      instructions: [{ key: 'i', text: wide(200) }],
    });
    const from = { title: wide(200), holder: wide(200), acting: 'Plt.' as const };
    for (const day of ['2024-06-13', null]) {
      for (const note of ['', wide(4000)]) {
        expectSound({ ...data, disposition: { from, note, due: null, given: day } }, size);
      }
    }
  });

  it('has its boxes in the same places before and after the disposition', () => {
    for (const blank of [blankSheet(), { ...overlongSheet(), disposition: null }]) {
      expect(places(layoutSheet(given(blank), size, faces))).toEqual(
        places(layoutSheet(blank, size, faces)),
      );
    }
  });

  it('ticks urgency and secrecy each on its own axis', () => {
    const ticked = layoutSheet(blankSheet(), size, faces)
      .geometry.boxes.filter((box) => box.ticked)
      .map(({ group, key }) => `${group}:${key}`);
    expect(ticked).toEqual(['urgency:segera', 'secrecy:T']);
  });

  it('shows a box for penting only where the letter is', () => {
    const { letter } = blankSheet();
    const keys = (urgency: 'penting' | 'biasa' | null) =>
      layoutSheet(blankSheet({ letter: { ...letter, urgency } }), size, faces)
        .geometry.boxes.filter((box) => box.group === 'urgency')
        .map((box) => box.key + (box.ticked ? '!' : ''));
    expect(keys('penting')).toEqual(['sangat-segera', 'segera', 'penting!', 'biasa']);
    expect(keys('biasa')).toEqual(['sangat-segera', 'segera', 'biasa!']);
    expect(keys(null)).toEqual(['sangat-segera', 'segera', 'biasa']);
  });

  it('tells its pages apart by the code, and which way is up by the marks', () => {
    const { qr, marks, pages } = layoutSheet(overlongSheet(), size, faces).geometry;
    expect(pages).toBe(2);
    const id = blankSheet().letter.id;
    expect(qr.map((code) => readSheetCode(code.text))).toMatchObject([
      { letter: id, page: 1 },
      { letter: id, page: 2 },
    ]);
    expect(marks.filter((mark) => mark.shape === 'ring').map((mark) => mark.corner)).toEqual([
      'bottom-right',
      'bottom-right',
    ]);
  });

  it(
    'never overlaps, leaves the page, loses a box or throws, whatever it is given',
    { timeout: 60_000 },
    () => {
      const word = fc.oneof(
        { weight: 6, arbitrary: fc.string({ minLength: 1, maxLength: 14, unit: 'grapheme' }) },
        {
          weight: 6,
          arbitrary: fc.constantFrom('Kepala', 'Bagian', 'dan', 'Pembangunan', '900.2.9/3466'),
        },
        {
          weight: 1,
          arbitrary: fc.integer({ min: 20, max: 1000 }).map((length) => 'W'.repeat(length)),
        },
      );
      const text = (max: number, words: number) =>
        fc.array(word, { minLength: 1, maxLength: words }).map(
          (parts) =>
            parts
              .join(' ')
              .replace(/\p{Cc}/gu, '')
              // Some letters grow when they are composed.
              .normalize('NFC')
              .slice(0, max)
              .trim() || 'x',
        );
      const items = <Name extends string>(name: Name, prefix: string) =>
        fc
          .array(fc.tuple(text(200, 5), fc.boolean()), { maxLength: 45 })
          .map((list) =>
            list.map(([value, chosen], at) => ({ key: `${prefix}${at}`, chosen, [name]: value })),
          );
      const day = fc.constantFrom('2024-06-13', '2024-12-31', null);
      const input = fc.record({
        office: fc.record({
          name: text(200, 12),
          address: fc.array(text(200, 20), { maxLength: 4 }),
          place: fc.oneof(text(100, 3), fc.constant('')),
        }),
        letter: fc.record({
          id: fc.constant('0190163d-8694-739b-aea5-966c26f8ad91'),
          sender: text(300, 30),
          number: fc.oneof(text(200, 3), fc.constant(null)),
          date: day,
          received: fc.constant('2024-06-14'),
          agenda: fc.record({
            book: text(100, 6),
            year: fc.constant(2024),
            number: fc.integer({ min: 1, max: 99_999_999 }),
          }),
          urgency: fc.constantFrom('biasa', 'segera', 'sangat-segera', 'penting', null),
          secrecy: fc.constantFrom('B', 'T', 'R', 'SR', null),
          subject: text(1000, 120),
          attachments: fc.oneof(text(200, 20), fc.constant(null)),
        }),
        positions: items('title', 'p'),
        instructions: items('text', 'i'),
        disposition: fc.option(
          fc.record({
            from: fc.record({
              title: text(200, 10),
              holder: fc.oneof(text(200, 10), fc.constant('')),
              acting: fc.constantFrom('Plt.', 'Plh.', null),
            }),
            note: fc
              .array(text(1000, 60), { maxLength: 4 })
              .map((lines) => lines.join('\n').slice(0, 4000)),
            due: day,
            given: day,
          }),
        ),
      });
      fc.assert(
        fc.property(input, (raw) => {
          const data = SheetData.parse(raw);
          const layout = expectSound(data, size);
          const blank = { ...data, disposition: null };
          expect(places(layoutSheet(blank, size, faces))).toEqual(places(layout));
        }),
        // Shrinking a whole sheet takes minutes and tells little more.
        { numRuns: 25, endOnFailure: true, ...seed },
      );
    },
  );
});
