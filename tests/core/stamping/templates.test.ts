import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { carried, valuesOf } from '../../../electron/core/stamping/stamp-values.ts';
import { StampTemplate } from '../../../shared/contract/stamp-template.ts';
import { officeBodies } from '../../../shared/domain/office/fact-bodies.ts';
import { makePdf, onePage } from '../../fixtures/stamping/make-pdf.ts';
import { openDesk, someFields, temporaryFolder } from '../temporary-archive.ts';
import * as looking from './looking.ts';

looking.stampInFolder();

const { BUILT_IN, DATA, run, see, squeeze, stamp } = looking;
const PAGE = '/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>';
const WORDS = 'BT /F 20 Tf 60 700 Td (Kepada Yth.) Tj ET';
const builtIn = (key: string) => BUILT_IN.find((one) => one.key === key)!;

/** Three pages with a line of text each. */
function threePages(style: 'table' | 'stream' = 'table') {
  const { objects } = onePage(`${PAGE}/Contents 4 0 R`, WORDS);
  return makePdf(
    {
      objects: {
        ...objects,
        2: '<</Type/Pages/Count 3/Kids[3 0 R 6 0 R 7 0 R]>>',
        6: `<</Type/Page/Parent 2 0 R${PAGE}/Contents 4 0 R>>`,
        7: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>`,
      },
    },
    style,
  );
}

const putOn = (
  template: StampTemplate,
  place = null as { page: number; x: number; y: number } | null,
) => ({
  stamp: template.key,
  template,
  content: {
    values: valuesOf({ ...DATA, copy: 3, day: '2024-06-14', about: { secrecy: 'R' } }),
    carried: carried(DATA),
    logo: null,
  },
  place,
});

describe('a template', () => {
  it('that comes with Lontar may be kept in a fact as it is', () => {
    expect(BUILT_IN.map(({ key }) => key)).toEqual([
      'received',
      'disposition',
      'copy',
      'secrecy',
      'digitised',
    ]);
    for (const template of BUILT_IN) {
      expect(officeBodies['office.stamp-saved'].safeParse({ template }).success).toBe(true);
    }
  });

  it('with a field, a place or a key that is not known is refused', () => {
    const copy = builtIn('copy');
    const wrong = [
      { ...copy, items: [{ ...copy.items[0]!, field: 'password' }] },
      { ...copy, items: [{ ...copy.items[0]!, field: null, text: ' ' }] },
      { ...copy, items: [] },
      { ...copy, placement: { at: 'spot', x: -1, y: 0 } },
      { ...copy, width: 2000 },
      { ...copy, colour: 'white' },
      { ...copy, script: 'x' },
    ];
    for (const one of wrong) expect(StampTemplate.safeParse(one).success).toBe(false);
  });
});

describe('a stamp stands', () => {
  it.each(['table', 'stream'] as const)(
    'on a page appended behind the last, of its size, in a file with a cross-reference %s',
    async (style) => {
      const template = { ...builtIn('copy'), pages: 'appended' as const };
      const result = await stamp(threePages(style), { stamps: [putOn(template)] });
      expect(result).toMatchObject({ method: 'append', prefixIntact: true, added: 1 });
      expect(result.output.subarray(0, result.input.length).equals(result.input)).toBe(true);
      run('qpdf', '--check', result.path);
      expect(result.all.map(({ page }) => page)).toEqual([4]);
      const fourth = await see(result.output, 4);
      expect(fourth.width).toBeGreaterThan(fourth.height);
      expect(squeeze(fourth.text)).toContain('SALINANKE-3');
      expect((await see(result.output, 3)).text).not.toContain('SALINAN');
      const again = await stamp(threePages(style), { stamps: [putOn(template)] });
      expect(again.output.equals(result.output)).toBe(true);
    },
  );

  it('on each page, drawn once', async () => {
    const once = await stamp(threePages(), {
      stamps: [putOn({ ...builtIn('secrecy'), pages: 'first' })],
    });
    const each = await stamp(threePages(), { stamps: [putOn(builtIn('secrecy'))] });
    expect(each.all.map(({ page }) => page)).toEqual([1, 2, 3]);
    for (const page of [1, 2, 3]) {
      expect(squeeze((await see(each.output, page)).text)).toContain('RAHASIA');
    }
    expect(each.bytes - once.bytes).toBeLessThan(2_000);
    run('qpdf', '--check', each.path);
  });

  it('on the last page, in its corner or at its spot, never outside the page', async () => {
    const corner = { at: 'corner', corner: 'lower-right' } as const;
    const last = { ...builtIn('digitised'), pages: 'last' as const };
    const at = async (template: StampTemplate) =>
      (await stamp(threePages(), { stamps: [putOn(template)] })).all[0]!;
    const box = await at({ ...last, placement: corner });
    expect(box.page).toBe(3);
    expect(box.x + box.width).toBeCloseTo(842 / (72 / 25.4) - 8, 1);
    expect(box.y + box.height).toBeCloseTo(595 / (72 / 25.4) - 8, 1);
    expect(await at({ ...last, placement: { at: 'spot', x: 20, y: 30 } })).toMatchObject({
      x: 20,
      y: 30,
    });
    const far = await at({ ...last, placement: { at: 'spot', x: 5000, y: 5000 } });
    expect(far.y + far.height).toBeLessThanOrEqual(595 / (72 / 25.4) + 0.01);
  });

  it('on a page appended to a file that has to be redrawn, too', async () => {
    const { objects } = onePage(`${PAGE}/Contents 4 0 R`, WORDS);
    const page = objects[3] as string;
    const input = makePdf({ objects: { ...objects, 2: `<</Type/Pages/Count 1/Kids[${page}]>>` } });
    const template = { ...builtIn('copy'), pages: 'appended' as const };
    const result = await stamp(input, { stamps: [putOn(template)] });
    expect(result).toMatchObject({ method: 'redraw', added: 1 });
    expect(squeeze((await see(result.output, 2)).text)).toContain('SALINANKE-3');
  });
});

/** A registered letter of one page. */
async function letterOn(core: Core) {
  const folder = temporaryFolder();
  const paper = path.join(folder, 'surat.pdf');
  writeFileSync(paper, makePdf(onePage(`${PAGE}/Contents 4 0 R`, WORDS)));
  const { documents } = await core.call('scanning.import', { files: [paper] });
  const register = () =>
    core.call('letters.register', {
      fields: someFields({ secrecy: 'R' }),
      document: documents[0]!,
    });
  const { id } = await register();
  return { id, folder, register };
}

const stampedText = async (core: Core, letter: string) => {
  const { path: file, pages } = await core.call('stamping.stamped', { letter });
  return { text: run('pdftotext', file, '-'), pages, file };
};

test('what the office designs comes onto the letters that follow; those before stay as they were', async () => {
  const { core } = await openDesk();
  const { id, register } = await letterOn(core);
  const before = readFileSync((await stampedText(core, id)).file);
  const received = builtIn('received');
  const items = [{ ...received.items[0]!, text: 'SUDAH DITERIMA' }, ...received.items.slice(1)];
  await core.call('office.saveStamp', { template: { ...received, items, colour: 'green' } });
  expect(readFileSync((await stampedText(core, id)).file)).toEqual(before);
  const { id: next } = await register();
  expect((await stampedText(core, next)).text).toContain('SUDAH DITERIMA');
  await core.call('office.removeStamp', { key: 'received' });
  expect((await stampedText(core, next)).text).toContain('SUDAH DITERIMA');
  const { id: last } = await register();
  expect(readFileSync((await stampedText(core, last)).file).length).toBeGreaterThan(0);
  expect((await stampedText(core, last)).text).not.toContain('SUDAH DITERIMA');
  await expect(core.call('office.removeStamp', { key: 'received' })).rejects.toMatchObject({
    code: 'stamp.unknown',
  });
  expect((await core.call('evidence.verify', {})).findings).toEqual([]);
});

test('stamps are put, moved and taken off; copies count themselves; a rebuild knows the same', async () => {
  const { core } = await openDesk();
  const { id } = await letterOn(core);
  const put = (template: string, more: object = {}) =>
    core.call('letters.stamp', { letter: id, template, ...more });
  await put('copy');
  await put('secrecy');
  const { stamps = [] } = await put('copy');
  expect(stamps.map(({ copy, look }) => [look.template.key, copy])).toEqual([
    ['copy', 1],
    ['secrecy', null],
    ['copy', 2],
  ]);
  const { text } = await stampedText(core, id);
  for (const word of ['SALINAN KE- 1', 'SALINAN KE- 2', 'RAHASIA']) {
    expect(squeeze(text)).toContain(squeeze(word));
  }
  const [first] = stamps;
  const place = { page: 1, x: 31, y: 211 };
  await core.call('letters.placeStamp', { letter: id, stamp: first!.id, place });
  const { boxes } = await core.call('stamping.stamped', { letter: id });
  expect(boxes.find((box) => box.stamp === first!.id)).toMatchObject({ page: 1 });
  expect(boxes.find((box) => box.stamp === first!.id)!.x).toBeCloseTo(31, 3);
  const overlap = (a: (typeof boxes)[number], b: (typeof boxes)[number]) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) expect(overlap(one, other)).toBe(false);
  }
  const off = await core.call('letters.unstamp', { letter: id, stamp: first!.id });
  expect(off.stamps).toHaveLength(2);
  const refusals = [
    [put('received'), 'stamp.by-itself'],
    [put('tidak-ada'), 'stamp.unknown'],
    [put('copy', { place: { page: 2, x: 0, y: 0 } }), 'stamp.no-such-page'],
    [core.call('letters.unstamp', { letter: id, stamp: first!.id }), 'stamp.not-there'],
  ] as const;
  for (const [call, code] of refusals) await expect(call).rejects.toMatchObject({ code });
  expect((await core.call('evidence.verify', {})).findings).toEqual([]);
});

test('a logo is taken from a PNG or JPEG alone, made smaller, and drawn into the stamp', async () => {
  const { core } = await openDesk();
  const { register, folder } = await letterOn(core);
  const file = (name: string) => path.join(folder, name);
  const create = { width: 1500, height: 900, channels: 4, background: '#c0202080' } as const;
  await sharp({ create }).png().toFile(file('logo.png'));
  await sharp({ create }).tiff().toFile(file('logo.tiff'));
  writeFileSync(file('teks.png'), 'bukan gambar');
  writeFileSync(file('rusak.png'), readFileSync(file('logo.png')).subarray(0, 900));
  const set = (name: string | null) =>
    core.call('office.setLogo', { file: name === null ? null : file(name) });
  for (const [name, code] of [
    ['logo.tiff', 'logo.type'],
    ['teks.png', 'file.type'],
    ['rusak.png', 'file.damaged'],
    ['tidak-ada.png', 'file.missing'],
  ] as const) {
    await expect(set(name)).rejects.toMatchObject({ code });
  }
  const { logo } = await set('logo.png');
  expect(logo).toMatchObject({ width: 600, height: 360 });
  await core.call('office.saveStamp', { template: { ...builtIn('received'), logo: 14 } });
  const { id } = await register();
  const { path: stamped } = await core.call('stamping.stamped', { letter: id });
  expect(run('pdfimages', '-list', stamped)).toMatch(/image\s+600\s+360\s+rgb/);
  // The letter keeps the logo that the office had.
  expect((await set(null)).logo).toBeNull();
  const later = await core.call('stamping.stamped', { letter: id });
  expect(later.sha256).toBe((await core.call('stamping.stamped', { letter: id })).sha256);
  expect(run('pdfimages', '-list', later.path)).toMatch(/image\s+600\s+360\s+rgb/);
  expect((await core.call('evidence.verify', {})).findings).toEqual([]);
  rmSync(core.context.archive.blobs.pathOf(logo!.sha256));
  expect((await core.call('evidence.verify', {})).findings).toMatchObject([
    { code: 'blob.missing', letter: id },
  ]);
});

test('a preview shows what will stand there, beside what stands there already', async () => {
  const { core } = await openDesk();
  const { id } = await letterOn(core);
  const template = builtIn('copy');
  const on = await core.call('stamping.preview', { template, letter: id, pixelsPerMm: 4 });
  expect(on.pixelWidth).toBe(54 * 4);
  expect(on.pixels.length).toBe(on.pixelWidth * on.pixelHeight * 4);
  // Violet ink in its band: blue above red, red above green.
  const at = (on.pixelWidth * 4 + 8) * 4;
  const [red = 0, green = 0, blue = 0] = on.pixels.subarray(at, at + 3);
  expect(blue).toBeGreaterThan(red);
  expect(red).toBeGreaterThan(green);
  await core.call('letters.stamp', { letter: id, template: 'copy' });
  const { boxes } = await core.call('stamping.stamped', { letter: id });
  const put = boxes.find(({ stamp: one }) => one !== 'received')!;
  expect([on.box.x, on.box.y, on.box.width]).toEqual([
    expect.closeTo(put.x, 1),
    expect.closeTo(put.y, 1),
    expect.closeTo(put.width, 3),
  ]);
  const bare = await core.call('stamping.preview', {
    template: { ...template, pages: 'appended' },
  });
  expect(bare).toMatchObject({ document: null, box: { page: 2 } });
});
