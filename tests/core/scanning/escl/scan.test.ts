import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { chooseJob } from '../../../../electron/core/scanning/escl/settings.ts';
import { parseCapabilities } from '../../../../electron/core/scanning/escl/capabilities.ts';
import { ScanRequest, type ScannedPage } from '../../../../shared/contract/scanning.ts';
import { capabilitiesXml } from '../../../escl-simulator/answers.ts';
import { failure, simulated, withFaults } from './simulated.ts';

test('what the device can do: glass, feeder and both sides, lists and ranges', async () => {
  const { simulator, source } = await simulated();
  const found = await source.readCapabilities(simulator.device);
  expect(found).toMatchObject({
    device: simulator.device,
    sources: [
      { name: 'Platen', path: 'flatbed' },
      { name: 'Feeder', path: 'feeder' },
      { name: 'Feeder, duplex', path: 'duplex' },
    ],
    resolutions: { kind: 'list', values: [75, 100, 200, 300] },
    feederState: 'loaded',
    modes: [{ mode: 'lineart' }, { mode: 'gray' }, { name: 'RGB24', mode: 'color' }],
  });
  expect(found.area!.width).toBeCloseTo(215.9);
  expect(found.area!.height).toBeCloseTo(297, 0);
  simulator.sheets = 0;
  expect((await source.readCapabilities(simulator.device)).feederState).toBe('empty');
  simulator.faults.adfState = 'ScannerAdfHatchOpen';
  expect((await source.readCapabilities(simulator.device)).feederState).toBe('open');
  simulator.faults.adfState = 'ScannerAdfSmellsOfSmoke';
  expect((await source.readCapabilities(simulator.device)).feederState).toBe('unknown');
});

test('a feeder is emptied page by page, each complete when it is told of, and the job is ended', async () => {
  const { simulator, scan, outDir } = await simulated({ sheets: 3 });
  const pages: ScannedPage[] = [];
  const steps: number[] = [];
  const result = await scan(
    {},
    {
      onPage(page) {
        expect(readFileSync(page.path).length).toBe(page.bytes);
        pages.push(page);
      },
      onProgress: ({ page, percent }) => steps.push(page * 1000 + percent),
    },
  );
  expect(result).toEqual({ pages, ended: 'empty' });
  expect(readdirSync(outDir)).toEqual(['page-0001.jpg', 'page-0002.jpg', 'page-0003.jpg']);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(steps).toEqual(expect.arrayContaining([1000, 1100, 3100]));
  // A4 at 75 dpi, the size that was asked for, and tagged so whatever the device had written.
  expect(await sharp(pages[0]!.path).metadata()).toMatchObject({
    width: 620,
    height: 877,
    density: 75,
    channels: 3,
  });
  expect(simulator.running()).toBe(0);
  expect(simulator.requests.at(-1)).toMatch(/^DELETE \/eSCL\/ScanJobs\//);
  expect([...simulator.hosts]).toEqual([new URL(simulator.url).host]);

  simulator.sheets = 1;
  expect((await scan()).pages.map(({ number }) => number)).toEqual([4]);
});

test('the glass gives one page; both sides give two a sheet', async () => {
  const { simulator, scan } = await simulated({ sheets: 2 });
  expect(await scan({ feeder: false })).toMatchObject({ ended: 'single', pages: [{ number: 1 }] });
  expect(simulator.jobs[0]).toContain('<pwg:InputSource>Platen<');
  expect(simulator.jobs[0]).not.toContain('Duplex');
  expect((await scan({ duplex: true })).pages).toHaveLength(4);
  expect(simulator.jobs[1]).toContain('<scan:Duplex>true<');
  expect(simulator.running()).toBe(0);
});

test('a JPEG of the right kind is kept as it came; grey and one bit are what was asked for', async () => {
  const { scan } = await withFaults({ page: 'untagged' }, { sheets: 1 });
  const gray = (await scan({ mode: 'gray' })).pages[0]!;
  expect(await sharp(gray.path).metadata()).toMatchObject({ channels: 1, density: 75 });
  const once = await simulated({ sheets: 1 });
  const color = (await once.scan()).pages[0]!;
  const { format } = await sharp(color.path).metadata();
  expect([format, color.type]).toEqual(['jpeg', 'image/jpeg']);
  once.simulator.sheets = 1;
  const lineart = (await once.scan({ mode: 'lineart' })).pages[0]!;
  expect(lineart.type).toBe('image/png');
  expect(readFileSync(lineart.path)[24]).toBe(1);
  once.simulator.faults.page = 'png';
  const other = (await once.scan({ feeder: false })).pages[0]!;
  expect((await sharp(other.path).metadata()).format).toBe('jpeg');
});

test('what the device does not have is refused by name, before any job', async () => {
  const { simulator, scan } = await simulated({ feeder: false });
  expect((await failure(scan())).code).toBe('scanning.no-feeder');
  expect((await failure(scan({ feeder: false, resolution: 150 }))).data['offered']).toBe(
    '75, 100, 200, 300',
  );
  expect((await failure(scan({ feeder: false, options: { lamp: 'off' } }))).code).toBe(
    'scanning.option',
  );
  expect(simulator.jobs).toEqual([]);
  const oneSided = await simulated({ duplex: false });
  expect((await failure(oneSided.scan({ duplex: true }))).code).toBe('scanning.no-duplex');
});

test('profiles named once and referred to, a device that says nothing, numbers that are none', () => {
  const sides = { platen: true, feeder: false, duplex: false, formats: [], modes: ['RGB24'] };
  const xml = capabilitiesXml({ ...sides, resolutions: [100], range: { min: 1, max: 2 } });
  const [from, to] = [xml.indexOf('<scan:SettingProfile>'), xml.indexOf('</scan:SettingProfiles>')];
  const named = xml
    .slice(from, to)
    .replace('<scan:SettingProfile>', '<scan:SettingProfile name="p">');
  const referring = `${xml.slice(0, from)}<scan:SettingProfile ref="p"/>${xml.slice(to)}`.replace(
    '<scan:Platen>',
    `<scan:SettingProfiles>${named}</scan:SettingProfiles><scan:Platen>`,
  );
  expect(parseCapabilities(referring).sides).toEqual(parseCapabilities(xml).sides);
  const bare =
    '<ScannerCapabilities><Platen><PlatenInputCaps><MaxWidth>-4</MaxWidth><MaxHeight>1e99</MaxHeight></PlatenInputCaps></Platen></ScannerCapabilities>';
  const quiet = parseCapabilities(bare);
  expect(quiet.sides).toMatchObject([
    { maxWidth: 2550, maxHeight: 3508, resolutions: null, modes: [] },
  ]);
  const request = ScanRequest.parse({ device: 'escl:http://a:1/eSCL', size: 'max' });
  expect(chooseJob(request, quiet)).toMatchObject({ mode: null, region: { width: 2550 } });
});

describe('quirks of real devices', () => {
  test('503 on the job and on each page is waited for', async () => {
    const { simulator, scan } = await withFaults({ jobBusy: 3, pageBusy: 2 });
    expect((await scan()).pages).toHaveLength(3);
    expect(simulator.requests.filter((line) => line.startsWith('POST'))).toHaveLength(4);
  });

  test('503 for ever is a busy scanner, for the job and for the page', async () => {
    const patience = { busyMs: 60, notReadyMs: 60 };
    const job = await simulated({ faults: { jobBusy: 1e9 } }, patience);
    expect((await failure(job.scan())).code).toBe('scanning.busy');
    const page = await simulated({ faults: { pageBusy: 1e9 } }, patience);
    expect((await failure(page.scan())).code).toBe('scanning.busy');
    expect(page.simulator.running()).toBe(0);
  });

  test('a page asked for too fast (404) comes a little later, whether or not jobs are listed', async () => {
    for (const listsJobs of [true, false]) {
      const faults = { earlyMissing: 3, laterMissing: 1, listsJobs };
      const { scan } = await simulated({ sheets: 3, faults }, { missingMs: 3_000 });
      expect((await scan()).pages).toHaveLength(3);
    }
  });

  test.each([404, 409, 410] as const)('%i ends a feed', async (end) => {
    const { scan } = await withFaults({ end });
    expect(await scan()).toMatchObject({ ended: 'empty', pages: { length: 3 } });
  });

  test('a feeder that says it is empty is believed, unless a person knows better', async () => {
    const { simulator, scan } = await withFaults({ adfState: 'ScannerAdfEmpty' });
    expect((await failure(scan())).code).toBe('scanning.says-empty');
    expect(simulator.jobs).toEqual([]);
    expect((await scan({ scanAnyway: true })).pages).toHaveLength(3);
    simulator.sheets = 0;
    expect((await failure(scan({ scanAnyway: true }))).code).toBe('scanning.no-documents');
  });

  test('states that nobody knows are no hindrance', async () => {
    const { scan } = await withFaults({ state: 'Pondering', adfState: 'ScannerAdfBlue' });
    expect((await scan()).pages).toHaveLength(3);
  });

  test('a job’s address may be whole, relative or written with the name of the same machine', async () => {
    for (const location of ['{path}', 'http://127.0.0.1:1{path}', 'http://localhost{path}/']) {
      const { scan } = await withFaults({ location }, { sheets: 1 });
      expect((await scan()).pages).toHaveLength(1);
    }
  });
});

describe('each failure has its own word, and keeps the pages before it', () => {
  test.each([
    ['ScannerAdfJam', 'scanning.jammed'],
    ['ScannerAdfMispick', 'scanning.jammed'],
    ['ScannerAdfHatchOpen', 'scanning.cover-open'],
    ['ScannerAdfMultipickDetected', 'scanning.double-feed'],
  ])('%s in the middle is %s', async (adfState, code) => {
    for (const status of [404, 409, 503] as const) {
      const { simulator, scan, outDir } = await withFaults({
        stopAfter: { pages: 2, adfState, status },
      });
      const error = await failure(scan());
      expect(error).toMatchObject({
        code,
        data: { device: simulator.device, pages: { length: 2 } },
      });
      expect(readdirSync(outDir)).toEqual(['page-0001.jpg', 'page-0002.jpg']);
      expect(simulator.running()).toBe(0);
    }
  });

  test('before the start no job is begun', async () => {
    const { simulator, scan } = await withFaults({ adfState: 'ScannerAdfJam' });
    expect((await failure(scan())).code).toBe('scanning.jammed');
    expect(simulator.jobs).toEqual([]);
  });

  test('the button at the device, a connection that breaks, a device that is gone', async () => {
    const button = await withFaults({ cancelAfter: 1 });
    expect(await failure(button.scan())).toMatchObject({
      code: 'scanning.stopped-at-device',
      data: { pages: { length: 1 } },
    });
    const broken = await withFaults({ breakAfter: 1 });
    expect(await failure(broken.scan())).toMatchObject({
      code: 'scanning.io',
      data: { pages: { length: 1 } },
    });
    expect(readdirSync(broken.outDir)).toEqual(['page-0001.jpg']);
    const gone = await simulated();
    await gone.simulator.close();
    expect((await failure(gone.scan())).code).toBe('scanning.device-gone');
    expect((await failure(gone.source.readCapabilities('escl:ftp://x'))).code).toBe(
      'scanning.address',
    );
  });

  test.each([
    [401, 'scanning.device-locked'],
    [404, 'scanning.not-escl'],
    [500, 'scanning.failed'],
  ])('HTTP %i is %s', async (refuse, code) => {
    expect((await failure((await withFaults({ refuse })).scan())).code).toBe(code);
  });
});

describe('cancelling', () => {
  test('between pages keeps what was reported and frees the device', async () => {
    const { simulator, scan, outDir } = await simulated({ sheets: 9 });
    const stop = new AbortController();
    const work = scan(
      {},
      { signal: stop.signal, onPage: ({ number }) => void (number === 2 && stop.abort()) },
    );
    expect(await failure(work)).toMatchObject({
      code: 'scanning.cancelled',
      data: { pages: { length: 2 } },
    });
    expect(readdirSync(outDir)).toEqual(['page-0001.jpg', 'page-0002.jpg']);
    expect(simulator.running()).toBe(0);
  });

  test('while a busy device is waited for, and while a page hangs, and before the start', async () => {
    for (const faults of [{ jobBusy: 1e9 }, { pageBusy: 1e9 }, { page: 'silent' as const }]) {
      const { simulator, scan } = await withFaults(faults);
      const stop = new AbortController();
      const work = failure(scan({}, { signal: stop.signal }));
      setTimeout(() => stop.abort(), 60);
      expect((await work).code).toBe('scanning.cancelled');
      expect(simulator.running()).toBe(0);
    }
    const { scan } = await simulated();
    const signal = AbortSignal.abort();
    expect((await failure(scan({}, { signal }))).code).toBe('scanning.cancelled');
  });

  test('what a listener throws stops the scan and reaches the caller', async () => {
    const { simulator, scan } = await simulated();
    const boom = new Error('no room in the journal');
    const onPage = () => {
      throw boom;
    };
    expect(await failure(scan({}, { onPage }))).toBe(boom);
    expect(simulator.running()).toBe(0);
  });
});
