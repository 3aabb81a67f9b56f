import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deviceCapabilities } from '../../../electron/core/scanning/device-capabilities.ts';
import { listDevices } from '../../../electron/core/scanning/list-devices.ts';
import { saneSource } from '../../../electron/core/scanning/sane/source.ts';
import type { Scan } from '../../../electron/core/scanning/scan.ts';
import { scan } from '../../../electron/core/scanning/scan.ts';
import type { ScanSource } from '../../../electron/core/scanning/source.ts';
import type { LontarError } from '../../../shared/contract/error.ts';
import type { ScannedPage } from '../../../shared/contract/scanning.ts';
import { ScanRequest } from '../../../shared/contract/scanning.ts';

// SANE's own virtual drivers, from a private folder of settings. The test driver locks up now and
// then after a failure that it fakes, as real ones do: it is waited for no longer than a second.
let folder: string;
let source: ScanSource;
let outDir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lontar-scan-%d-'));
  writeFileSync(join(folder, 'dll.conf'), 'test\npnm\n');
  source = saneSource({ ...process.env, SANE_CONFIG_DIR: folder }, { leaveMs: 1000 });
  outDir = join(folder, 'pages');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(wish: object, hooks: Partial<Scan> = {}) {
  const request = ScanRequest.parse({ device: 'test:0', resolution: 75, ...wish });
  return scan({ ...request, outDir, source, ...hooks });
}

async function failure(work: Promise<unknown>): Promise<LontarError> {
  return work.then(
    () => expect.fail('it should have been refused'),
    (error: LontarError) => error,
  );
}

test('devices are listed and tell what they can', async () => {
  const ids = (await listDevices({ sources: [source] })).map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['test:0', 'pnm:0']));
  const { sources } = await deviceCapabilities('test:0', { source });
  expect(sources.map(({ path }) => path)).toEqual(['flatbed', 'feeder']);
  expect((await failure(deviceCapabilities('test:99', { source }))).code).toBe(
    'scanning.device-gone',
  );
});

test('without scanimage it says what to install', async () => {
  const bare = saneSource({ ...process.env, PATH: folder });
  const error = await failure(listDevices({ sources: [bare] }));
  expect(error).toMatchObject({ code: 'scanning.unavailable', data: { package: 'sane-utils' } });
});

test('a feeder gives its ten sheets; then it is empty, which is the end and no error', async () => {
  const pages: ScannedPage[] = [];
  const seen: string[] = [];
  const result = await run(
    { feeder: true, options: { 'test-picture': 'Color pattern' } },
    {
      onPage: (page) => {
        pages.push(page);
        seen.push(
          ...readdirSync(outDir).filter(
            (name) => name === `page-00${String(page.number).padStart(2, '0')}.jpg`,
          ),
        );
      },
    },
  );
  expect(result.ended).toBe('empty');
  expect(result.pages).toEqual(pages);
  expect(pages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(seen).toHaveLength(10);
  expect(readdirSync(outDir).filter((name) => name.startsWith('.'))).toEqual([]);
  const picture = await sharp(pages[0]!.path).metadata();
  expect(picture).toMatchObject({ format: 'jpeg', density: 75, width: 590, space: 'srgb' });
  // Feeding again adds to the folder and overwrites nothing.
  const before = readFileSync(pages[0]!.path);
  const more = await run({});
  expect(more.pages.map(({ number }) => number)).toEqual([11]);
  expect(readFileSync(pages[0]!.path).equals(before)).toBe(true);
});

test('the glass gives one page, in grey or one bit, with progress up to the end', async () => {
  const steps: number[] = [];
  const gray = await run(
    { mode: 'gray', options: { 'test-picture': 'Grid' } },
    { onProgress: ({ percent }) => steps.push(percent) },
  );
  expect(gray).toMatchObject({ ended: 'single', pages: [{ mode: 'gray', type: 'image/jpeg' }] });
  expect((await sharp(gray.pages[0]!.path).metadata()).channels).toBe(1);
  expect(steps.at(-1)).toBe(100);
  expect(steps).toEqual([...steps].sort((one, other) => one - other));

  const lineart = await run({ mode: 'lineart', options: { 'test-picture': 'Grid' } });
  const png = readFileSync(lineart.pages[0]!.path);
  expect(png[24]).toBe(1); // bits a sample
  const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect(new Set(data)).toEqual(new Set([0, 255]));
  expect((await sharp(png).metadata()).density).toBe(75);
});

test('whatever way a driver hands it over, the page is the same; one that does not know how long it is, is whole', async () => {
  const options = { 'test-picture': 'Color pattern' };
  const [plain] = (await run({ options })).pages;
  const ways = [
    { 'three-pass': 'yes' },
    { 'fuzzy-parameters': 'yes' },
    { 'read-limit': 'yes', 'read-limit-size': '1000' },
    { 'non-blocking': 'yes', 'select-fd': 'yes' },
  ];
  for (const way of ways) {
    const [page] = (await run({ options: { ...options, ...way } })).pages;
    expect(page!.sha256, Object.keys(way)[0]).toBe(plain!.sha256);
  }
  const [page] = (await run({ options: { ...options, 'hand-scanner': 'yes' } })).pages;
  expect(page!.width).toBe(Math.floor((110 / 25.4) * 75));
  expect((await sharp(page!.path).metadata()).height).toBe(page!.height);
});

test.each([
  ['JAMMED', 'scanning.jammed'],
  ['COVER_OPEN', 'scanning.cover-open'],
  ['NO_DOCS', 'scanning.no-documents'],
  ['DEVICE_BUSY', 'scanning.busy'],
  ['IO_ERROR', 'scanning.io'],
  ['ACCESS_DENIED', 'scanning.access-denied'],
  ['NO_MEM', 'scanning.memory'],
  ['CANCELLED', 'scanning.stopped-at-device'],
  ['EOF', 'scanning.incomplete-page'],
  ['INVAL', 'scanning.failed'],
  ['UNSUPPORTED', 'scanning.failed'],
])('SANE_STATUS_%s is %s, with no page made up', async (status, code) => {
  const options = { 'read-return-value': `SANE_STATUS_${status}` };
  const error = await failure(run({ feeder: true, options }));
  expect(error).toMatchObject({ code, data: { device: 'test:0', pages: [] } });
  expect(readdirSync(outDir)).toEqual([]);
});

describe('cancelling', () => {
  test('keeps the pages that were reported, ends scanimage and leaves nothing else', async () => {
    const stop = new AbortController();
    const kept: ScannedPage[] = [];
    const options = { 'read-delay': 'yes', 'read-delay-duration': '2000' };
    const work = run(
      { feeder: true, resolution: 150, options },
      {
        signal: stop.signal,
        onPage: (page) => {
          kept.push(page);
          if (page.number === 2) stop.abort();
        },
      },
    );
    const error = await failure(work);
    expect(error.code).toBe('scanning.cancelled');
    expect(error.data['pages']).toEqual(kept);
    expect(kept.length).toBeGreaterThanOrEqual(2);
    expect(kept.length).toBeLessThan(10);
    expect(readdirSync(outDir).sort()).toEqual(kept.map(({ path }) => path.split('/').at(-1)));
    for (const { path } of kept) await sharp(path, { failOn: 'warning' }).stats();
  });

  test('before the start scans nothing', async () => {
    const signal = AbortSignal.abort();
    expect((await failure(run({}, { signal }))).code).toBe('scanning.cancelled');
  });
});

test('what a listener throws stops the scan and reaches the caller', async () => {
  const boom = new Error('no room in the journal');
  const onPage = () => {
    throw boom;
  };
  expect(await failure(run({ feeder: true }, { onPage }))).toBe(boom);
});

test('a real letter through the pnm driver, tagged with the resolution asked for', async () => {
  const letter = new URL('../../fixtures/scanning/letter.jpg', import.meta.url).pathname;
  const { data, info } = await sharp(letter).raw().toBuffer({ resolveWithObject: true });
  const filename = join(folder, 'letter.ppm');
  writeFileSync(
    filename,
    Buffer.concat([Buffer.from(`P6\n${info.width} ${info.height}\n255\n`), data]),
  );
  const { pages } = await run({ device: 'pnm:0', options: { filename } });
  const scanned = await sharp(pages[0]!.path).raw().toBuffer({ resolveWithObject: true });
  expect(scanned.info).toMatchObject({ width: info.width, height: info.height, channels: 3 });
  let apart = 0;
  for (let i = 0; i < data.length; i++) apart += Math.abs(data[i]! - scanned.data[i]!);
  expect(apart / data.length).toBeLessThan(3);
  expect((await sharp(pages[0]!.path).metadata()).density).toBe(75);
});

test('a device that is not there, a feeder that is not there, a setting that is not there', async () => {
  expect((await failure(run({ device: 'test:99' }))).code).toBe('scanning.device-gone');
  expect((await failure(run({ device: 'pnm:0', feeder: true }))).code).toBe('scanning.no-feeder');
  expect((await failure(run({ options: { nonsense: '1' } }))).code).toBe('scanning.option');
  expect(existsSync(outDir) ? readdirSync(outDir) : []).toEqual([]);
});
