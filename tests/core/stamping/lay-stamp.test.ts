import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facesOf } from '../../../electron/core/stamping/faces.ts';
import type { Drawing, Item } from '../../../electron/core/stamping/drawing.ts';
import { POINTS_PER_MM } from '../../../electron/core/stamping/geometry.ts';
import { layStamp } from '../../../electron/core/stamping/lay-stamp.ts';
import { columns } from '../../../electron/core/stamping/lay-row.ts';
import { carried, valuesOf } from '../../../electron/core/stamping/stamp-values.ts';
import { loadStampFonts } from '../../../electron/core/stamping/stamp.ts';
import {
  StampColour,
  StampCorner,
  StampField,
  StampFrame,
  StampPages,
  StampTemplate,
  StampTemplateKind,
} from '../../../shared/contract/stamp-template.ts';
import { stampData } from '../../fixtures/stamping/stamp-data.ts';
import { BUILT_IN, RESOURCES } from './looking.ts';

const faces = facesOf(await loadStampFonts(RESOURCES));
const LOGO = { width: 40, height: 25, rgb: new Uint8Array(40 * 25 * 3) };

const text = (most: number) => fc.string({ unit: 'grapheme', maxLength: most });
const item = fc
  .record({
    field: fc.option(fc.constantFrom(...StampField.options)),
    text: text(60),
    size: fc.integer({ min: 4, max: 40 }),
    strong: fc.boolean(),
    align: fc.constantFrom('left' as const, 'centre' as const, 'right' as const),
    beside: fc.boolean(),
    band: fc.boolean(),
    rule: fc.boolean(),
  })
  .map((one) => (one.field === null && one.text.trim() === '' ? { ...one, text: 'Cap' } : one));

const template = fc
  .record({
    key: fc.constant('cap'),
    name: fc.constant('Cap'),
    kind: fc.constantFrom(...StampTemplateKind.options),
    width: fc.integer({ min: 20, max: 200 }),
    height: fc.integer({ min: 6, max: 280 }),
    fit: fc.constantFrom('shrink' as const, 'grow' as const),
    colour: fc.constantFrom(...StampColour.options),
    frame: fc.constantFrom(...StampFrame.options),
    labels: fc.constantFrom('above' as const, 'before' as const),
    logo: fc.option(fc.integer({ min: 5, max: 60 })),
    qr: fc.option(fc.integer({ min: 10, max: 60 })),
    pages: fc.constantFrom(...StampPages.options),
    placement: fc.oneof(
      fc.record({
        at: fc.constantFrom('emptiest' as const, 'corner' as const),
        corner: fc.constantFrom(...StampCorner.options),
      }),
      fc.record({ at: fc.constant('spot' as const), x: fc.nat(5000), y: fc.nat(5000) }),
    ),
    items: fc.array(item, { minLength: 1, maxLength: 12 }),
  })
  // As a person's typing goes through the schema first.
  .map((one) => StampTemplate.safeParse(one))
  .filter(({ success }) => success)
  .map(({ data }) => data!);

const letter = fc
  .record({
    office: text(200),
    note: text(600),
    to: fc.array(text(80), { minLength: 1, maxLength: 12 }),
    sender: text(200),
  })
  .map(({ office, note, to, sender }) => {
    const sample = stampData(office);
    return {
      ...sample,
      about: { sender, secrecy: 'SR', urgency: 'segera', subject: note },
      copy: 12,
      day: '2024-06-14',
      disposition: { ...sample.disposition!, note, to },
    };
  });

const lay = (one: StampTemplate, data = stampData('Sekretariat Daerah Kabupaten Sukamaju')) =>
  layStamp(one, { values: valuesOf(data), carried: carried(data), logo: LOGO }, faces);

function boundsOf(one: Item): [left: number, top: number, right: number, foot: number] {
  switch (one.kind) {
    case 'text': {
      const width = faces[one.weight].width(one.text, one.size, one.spacing);
      return [one.x, one.y - one.size * 0.9, one.x + width, one.y + one.size * 0.25];
    }
    case 'modules':
      return [one.x, one.y, one.x + one.size, one.y + one.size];
    default:
      return [one.x, one.y, one.x + one.width, one.y + one.height];
  }
}

function expectInside({ width, height, items }: Drawing): void {
  for (const one of items) {
    const [left, top, right, foot] = boundsOf(one);
    const where = JSON.stringify({ ...one, rows: undefined, picture: undefined });
    expect(Math.min(left, top), where).toBeGreaterThanOrEqual(-0.01);
    // The space behind a last spaced letter is no ink.
    const slack = one.kind === 'text' ? one.spacing + 0.01 : 0.01;
    expect(right, where).toBeLessThanOrEqual(width + slack);
    expect(foot, where).toBeLessThanOrEqual(height + 0.01);
  }
}

describe('a stamp laid out', () => {
  it('never leaves its frame, whatever the template and whatever it says', () => {
    fc.assert(
      fc.property(template, letter, (one, data) => {
        const drawing = lay(one, data);
        expectInside(drawing);
        expect(drawing.width).toBeGreaterThanOrEqual(one.width * POINTS_PER_MM - 0.01);
        expect(drawing.height).toBeGreaterThanOrEqual(one.height * POINTS_PER_MM - 0.01);
      }),
      { numRuns: 80 },
    );
  });

  it('keeps logo and code apart from the text', () => {
    fc.assert(
      fc.property(template, letter, (one, data) => {
        const { items } = lay(one, data);
        const sides = items.filter(({ kind }) => kind === 'modules' || kind === 'picture');
        const words = items.filter(({ kind }) => kind === 'text').map(boundsOf);
        for (const [left, top, right, foot] of sides.map(boundsOf)) {
          for (const [l, t, r, f] of words) {
            const meets = l < right - 0.1 && r > left + 0.1 && t < foot - 0.1 && f > top + 0.1;
            expect(meets).toBe(false);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('has the size that its template names where all of it fits', () => {
    for (const one of BUILT_IN.filter(({ fit }) => fit === 'shrink')) {
      const { width, height } = lay(one);
      expect(width).toBeCloseTo(one.width * POINTS_PER_MM);
      expect(height).toBeCloseTo(one.height * POINTS_PER_MM);
    }
  });

  it('that grows becomes higher, and then wider, where one that shrinks sets smaller letters', () => {
    const disposition = BUILT_IN.find(({ key }) => key === 'disposition')!;
    const data = stampData('Sekretariat Daerah');
    const note = 'Koordinasikan dengan perangkat daerah terkait dan laporkan. '.repeat(30).trim();
    const long = { ...data, disposition: { ...data.disposition!, note } };
    const [short, grown] = [lay(disposition, data), lay(disposition, long)];
    expect(grown.height).toBeGreaterThan(short.height);
    expect(grown.width).toBeGreaterThan(short.width);
    const sizes = ({ items }: Drawing) =>
      items.flatMap((one) => (one.kind === 'text' ? one.size : []));
    expect(Math.min(...sizes(grown))).toBe(Math.min(...sizes(short)));
    const shrunk = lay({ ...disposition, fit: 'shrink', height: 60 }, long);
    expect(Math.min(...sizes(shrunk))).toBeLessThan(Math.min(...sizes(short)));
  });

  it('leaves out what the letter has nothing to say to, and its label with it', () => {
    const words = ({ items }: Drawing) =>
      items.flatMap((one) => (one.kind === 'text' ? one.text : [])).join(' ');
    const disposition = BUILT_IN.find(({ key }) => key === 'disposition')!;
    const data = stampData('Sekretariat Daerah');
    const bare = { ...data, disposition: { ...data.disposition!, note: '', due: null } };
    expect(words(lay(disposition, data))).toContain('Catatan');
    expect(words(lay(disposition, bare))).not.toMatch(/Catatan|Batas waktu/);
  });
});

describe('columns', () => {
  it('share what there is: who needs little has it, nobody more than the room', () => {
    const widths = fc.array(fc.double({ min: 1, max: 400, noNaN: true }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(widths, fc.integer({ min: 80, max: 500 }), (natural, room) => {
        const shared = columns(natural, room, 7);
        const sum = shared.reduce((total, width) => total + width, 0);
        expect(sum + 7 * (natural.length - 1)).toBeCloseTo(room);
        const least = Math.min(...shared);
        for (const [index, width] of shared.entries()) {
          expect(width >= natural[index]! - 1e-9 || width <= least + 1e-9 || width >= least).toBe(
            true,
          );
        }
      }),
    );
  });
});
