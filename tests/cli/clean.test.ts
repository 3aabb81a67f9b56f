import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SMALL_LETTERS } from '../core/scanning/clean/letters.ts';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { smallPdf } from '../faults/papers.ts';
import { terminal } from './terminal.ts';

const [first, second] = SMALL_LETTERS as [
  (typeof SMALL_LETTERS)[number],
  (typeof SMALL_LETTERS)[number],
];

const { lontar: commands, start } = terminal({ LONTAR_LANG: 'en', LONTAR_HOME: 'nowhere' });
const lontar = (...args: string[]) => commands('clean', ...args);

test('a line a page, in the order given, of pictures, TIFFs and PDFs', async () => {
  const folder = temporaryFolder();
  const out = path.join(folder, 'clean', 'pages');
  const tiff = path.join(folder, 'two.tif');
  const pages = await Promise.all(
    SMALL_LETTERS.map((letter) => sharp(letter.path).resize(620).png().toBuffer()),
  );
  await sharp(pages, { join: { animated: true } })
    .withDensity(75)
    .tiff()
    .toFile(tiff);
  const pdf = path.join(folder, 'paper.pdf');
  writeFileSync(pdf, smallPdf(1));
  const { status, lines } = await lontar(first.path, tiff, pdf, '--out', out, '--json');
  expect(status).toBe(0);
  const told = lines();
  expect(told.map(({ file, page }) => [file, page])).toEqual([
    [first.path, 1],
    [tiff, 1],
    [tiff, 2],
    [pdf, 1],
  ]);
  for (const line of told) {
    expect(line).toMatchObject({ ok: true, blank: expect.any(Boolean), ms: expect.any(Number) });
    expect(readFileSync(line.out).length).toBe(line.bytes);
    expect(line.cropped).toMatchObject({ width: expect.any(Number), x: expect.any(Number) });
  }
  expect(Math.abs(told[0].skewDegrees - first.skewDegrees)).toBeLessThan(0.1);
  expect(Math.abs(told[2].skewDegrees - second.skewDegrees)).toBeLessThan(0.2);
  expect(readdirSync(out).length).toBe(4);
});

test('each step can be left out', async () => {
  const folder = temporaryFolder();
  const off = ['--no-deskew', '--no-crop', '--no-upright', '--mode', 'keep'];
  const { status, lines } = await lontar(first.path, '--out', folder, ...off, '--json');
  expect(status).toBe(0);
  expect(readFileSync(lines()[0].out).equals(readFileSync(first.path))).toBe(true);
});

test('a broken picture among others costs only itself', async () => {
  const folder = temporaryFolder();
  const broken = path.join(folder, 'broken.jpg');
  writeFileSync(broken, readFileSync(first.path).subarray(0, 30_000));
  const out = path.join(folder, 'out');
  const { status, lines, stderr } = await lontar(broken, second.path, '--out', out, '--json');
  expect(status).toBe(1);
  expect(lines()).toMatchObject([
    { file: broken, ok: false, code: 'file.damaged' },
    { file: second.path, ok: true },
  ]);
  expect(stderr).toContain('[file.damaged]');
  expect(readdirSync(out)).toEqual(['letter-minus-1.32.jpg']);
  expect((await lontar(broken, '--out', path.join(folder, 'none'))).status).toBe(2);
});

test('what can’t be meant is refused in one line, and nothing is written', async () => {
  const folder = temporaryFolder();
  const out = path.join(folder, 'out');
  const own = path.join(folder, 'letter.jpg');
  copyFileSync(first.path, own);
  const refusals = [
    [['--out', out], 'usage.missing'],
    [[own], 'usage.missing'],
    [[own, '--out', out, '--quality', '101'], 'usage.value'],
    [[own, '--out', out, '--mode', 'sepia'], 'usage.value'],
    [[own, '--out', out, '--straight'], 'usage.flag'],
    [[own, path.join(folder, 'none.jpg'), '--out', out], 'file.missing'],
    [[folder, '--out', out], 'file.not-a-file'],
    [[own, '--out', folder], 'usage.same-file'],
    [[own, '--out', own], 'file.not-writable'],
  ] as const;
  for (const [args, code] of refusals) {
    const { status, stderr, stdout } = await lontar(...args);
    expect([status, stdout], code).toEqual([2, '']);
    expect(stderr).toContain(`[${code}]`);
    expect(existsSync(out)).toBe(false);
  }
  expect(readFileSync(own).equals(readFileSync(first.path))).toBe(true);
});

test('interrupted, it stops and leaves whole pages only', async () => {
  const folder = temporaryFolder();
  const pages = Array.from({ length: 40 }, (_, at) => {
    const file = path.join(folder, `page-${at}.jpg`);
    copyFileSync(second.path, file);
    return file;
  });
  const out = path.join(folder, 'out');
  const { child, ended } = start('clean', ...pages, '--out', out, '--json');
  child.stdout.once('data', () => child.kill('SIGINT'));
  expect((await ended).status).toBe(2);
  const left = readdirSync(out);
  expect(left.length).toBeGreaterThan(0);
  expect(left.length).toBeLessThan(40);
  for (const name of left) {
    expect(name).toMatch(/^page-\d+\.jpg$/);
    const { info } = await sharp(path.join(out, name), { failOn: 'warning' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.width).toBeGreaterThan(1000);
  }
});
