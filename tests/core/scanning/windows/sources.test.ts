import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { findNaps2, naps2Source } from '../../../../electron/core/scanning/naps2/source.ts';
import { runProgram } from '../../../../electron/core/scanning/run-program.ts';
import { sourceOf } from '../../../../electron/core/scanning/sources.ts';
import { wiaSource } from '../../../../electron/core/scanning/wia/source.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { ScanRequest, type ScannedPage } from '../../../../shared/contract/scanning.ts';
import { temporaryFolder } from '../../temporary-archive.ts';

// What the programs say, as their documentation has it: neither runs on this platform.
const fixtures = fileURLToPath(new URL('../../../fixtures', import.meta.url));
const lines = (name: string) =>
  readFileSync(join(fixtures, 'scanning', name), 'utf8')
    .trim()
    .split(/\r?\n/);
const letter = join(fixtures, 'letters/s01-dinas-1.jpg');

const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it should have been refused'),
    (error: LontarError) => error,
  );

describe('Windows Image Acquisition', () => {
  const told: Record<string, string>[] = [];
  const saying = (name: string) =>
    wiaSource(async (given, onLine) => {
      told.push(given);
      for (const line of lines(name)) {
        const page = /"event":"page","number":(\d+)/.exec(line)?.[1];
        if (page !== undefined) {
          await sharp(letter)
            .png()
            .toFile(join(given['LONTAR_WIA_FOLDER']!, `${page}.png`));
        }
        await onLine(line);
      }
    });

  test('devices and what they can do', async () => {
    const devices = await saying('wia-list.jsonl').listDevices();
    expect(devices.map(({ id, name }) => [id, name])).toEqual([
      [String.raw`wia:{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\0002`, 'Canon MF440 Series'],
      [String.raw`wia:{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\0004`, 'WSD Scan Device'],
    ]);
    const found = await saying('wia-capabilities.jsonl').readCapabilities(devices[0]!.id);
    expect(found.sources.map(({ path }) => path)).toEqual(['flatbed', 'feeder', 'duplex']);
    expect(found).toMatchObject({
      feederState: 'loaded',
      resolutions: { kind: 'range', min: 50, max: 600 },
    });
    expect(found.area!.height).toBeCloseTo(297, 0);
    expect(told.at(-1)!['LONTAR_WIA_DEVICE']).toBe(devices[0]!.id.slice('wia:'.length));
  });

  test('the feeder’s end is no error once there were pages', async () => {
    const request = ScanRequest.parse({
      device: 'wia:x',
      feeder: true,
      duplex: true,
      resolution: 100,
    });
    const outDir = join(temporaryFolder(), 'pages');
    const seen: ScannedPage[] = [];
    const onPage = (page: ScannedPage) => void seen.push(page);
    const result = await saying('wia-feeder.jsonl').scan(request, outDir, { onPage });
    expect(result).toEqual({ pages: seen, ended: 'empty' });
    expect(readdirSync(outDir)).toEqual(['page-0001.jpg', 'page-0002.jpg']);
    expect(told.at(-1)).toMatchObject({
      LONTAR_WIA_SELECT: '5',
      LONTAR_WIA_INTENT: '1',
      LONTAR_WIA_WIDTH: '827',
    });
  });

  test.each([
    ['80210002', 'scanning.jammed'],
    ['80210003', 'scanning.no-documents'],
    ['80210016', 'scanning.cover-open'],
    ['80210006', 'scanning.busy'],
    ['80210020', 'scanning.double-feed'],
    ['8021000a', 'scanning.io'],
    ['80210015', 'scanning.device-gone'],
    ['DEADBEEF', 'scanning.failed'],
  ])('%s is %s', async (code, expected) => {
    const source = wiaSource(async (_, onLine) => {
      await onLine(JSON.stringify({ event: 'failed', code, message: 'x' }));
    });
    const request = ScanRequest.parse({ device: 'wia:x', feeder: true });
    const error = await failure(source.scan(request, join(temporaryFolder(), 'p')));
    expect(error).toMatchObject({ code: expected, data: { device: 'wia:x', pages: [] } });
  });
});

describe('NAPS2', () => {
  test('devices by line; pages from the files that it leaves', async () => {
    const calls: string[][] = [];
    const source = naps2Source(async (args, onLine) => {
      calls.push(args);
      if (args.includes('--listdevices'))
        for (const line of lines('naps2-list.txt')) await onLine(line);
      const output = args.find((one) => one.startsWith('--output='))?.slice('--output='.length);
      if (output === undefined) return;
      for (const number of ['0001', '0002'])
        copyFileSync(letter, output.replace('$(nnnn)', number));
      await onLine('No pages are in the feeder.');
    });
    const devices = await source.listDevices();
    expect(devices.map(({ id }) => id)).toEqual([
      'naps2:Canon MF440 Series',
      'naps2:PaperStream IP fi-7160',
    ]);
    const request = ScanRequest.parse({ device: devices[1]!.id, feeder: true, size: 'f4' });
    const outDir = join(temporaryFolder(), 'pages');
    expect((await source.scan(request, outDir)).pages).toHaveLength(2);
    expect(readdirSync(outDir)).toEqual(['page-0001.jpg', 'page-0002.jpg']);
    expect(calls.at(-1)).toEqual(
      expect.arrayContaining([
        '--device=PaperStream IP fi-7160',
        '--source=feeder',
        '--bitdepth=color',
        '--pagesize=215x330mm',
      ]),
    );
  });

  test('a jam is a jam, and nothing said is nothing scanned', async () => {
    const request = ScanRequest.parse({ device: 'naps2:x', feeder: true });
    const jam = naps2Source(async (_, onLine) => {
      for (const line of lines('naps2-jam.txt')) await onLine(line);
    });
    expect((await failure(jam.scan(request, temporaryFolder()))).code).toBe('scanning.jammed');
    const mute = naps2Source(() => Promise.resolve());
    expect((await failure(mute.scan(request, temporaryFolder()))).code).toBe(
      'scanning.no-documents',
    );
  });

  test('it is found where it is installed, and nowhere else', () => {
    const folder = temporaryFolder();
    expect(findNaps2({ PATH: folder }, 'linux')).toBeNull();
    const path = join(folder, 'NAPS2', 'NAPS2.Console.exe');
    mkdirSync(dirname(path));
    writeFileSync(path, '', { mode: 0o755 });
    expect(findNaps2({ ProgramFiles: folder, PATH: '' }, 'win32')).toBe(path);
  });
});

test('a device of a way that this machine has not is gone, not someone else’s', () => {
  const at = { home: temporaryFolder() };
  expect(() => sourceOf('wia:{1}', at)).toThrow('scanning.device-gone');
  expect(sourceOf('test:0', at).kind).toBe('sane');
  expect(sourceOf('escl:http://a:1/eSCL', at).kind).toBe('escl');
  expect(sourceOf('airscan:e0:Canon', at).kind).toBe('sane');
});

describe('a program that is run', () => {
  const run = (code: string, more: object = {}) => {
    const said: string[] = [];
    const onLine = (line: string) => void said.push(line);
    const work = runProgram(process.execPath, ['-e', code], { silenceMs: 10_000, onLine, ...more });
    return { said, work };
  };

  test('says its lines in order and gives its exit code', async () => {
    const { said, work } = run('console.log("satu\\ndua"); process.exitCode = 3');
    expect(await work).toBe(3);
    expect(said).toEqual(['satu', 'dua']);
  });

  test('is ended when it is silent, cancelled, or heard with an error; one that is missing is named', async () => {
    const forever = 'console.log("x"); setInterval(() => undefined, 1000)';
    expect((await failure(run(forever, { silenceMs: 300 }).work)).code).toBe('scanning.no-answer');
    expect(await run(forever, { signal: AbortSignal.timeout(300) }).work).toBeNull();
    const boom = () => {
      throw new LontarError('disk.full');
    };
    expect((await failure(run(forever, { onLine: boom }).work)).code).toBe('disk.full');
    const missing = runProgram('/no/such/program', [], { silenceMs: 1000, onLine: boom });
    expect((await failure(missing)).code).toBe('scanning.unavailable');
  });
});
