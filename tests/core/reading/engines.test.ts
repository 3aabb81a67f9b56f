import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openEngine } from '../../../electron/core/reading/engine.ts';
import { closeReading, readFilePages } from '../../../electron/core/reading/read-file.ts';
import { nativeEngine } from '../../../electron/core/reading/tesseract/native-engine.ts';
import { findTesseract } from '../../../electron/core/reading/tesseract/find-tesseract.ts';
import { runTesseract } from '../../../electron/core/reading/tesseract/run-tesseract.ts';
import { letters } from '../../fixtures/letters/letters.ts';
import { temporaryFolder } from '../temporary-archive.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/letters');
const sample = join(fixtures, letters.fromAgency.file);
const picture = { width: 40, height: 40, pixels: new Uint8Array(1600).fill(255), dpi: 200 };

afterAll(closeReading);

function program(text: string): string {
  const path = join(temporaryFolder(), 'tesseract');
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** Takes one picture, and fails on a TIFF. */
const refusesSeveral = 'head -c 2 | grep -q P5 || exit 1; cat > /dev/null';

describe('the machine’s own Tesseract', () => {
  test('is found by PATH, and by name; Indonesian goes before English', async () => {
    const found = await findTesseract({ PATH: process.env.PATH });
    expect(found).toMatchObject({ languages: 'ind+eng' });
    const named = await findTesseract({ LONTAR_TESSERACT: found!.program });
    expect(named).toMatchObject({ program: found!.program, languages: 'ind+eng' });
  });

  test('does not serve where it is not wanted or has no Indonesian data', async () => {
    expect(await findTesseract({ LONTAR_TESSERACT: 'none', PATH: process.env.PATH })).toBeNull();
    const without = program('echo "List of available languages (1):"; echo eng');
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'tessdata'));
    writeFileSync(join(folder, 'tessdata', 'ind.traineddata'), '');
    const env = { LONTAR_TESSERACT: without, TESSDATA_PREFIX: folder };
    expect(await findTesseract(env)).toEqual({
      program: without,
      data: join(folder, 'tessdata'),
      languages: 'ind',
    });
  });

  test('a blank picture has no words', async () => {
    const found = await findTesseract();
    expect(await runTesseract(found!, [picture])).toEqual([[]]);
  });

  test.each([
    ['exit 3', 'reading.engine-failed'],
    ['echo nonsense', 'reading.engine-answer'],
    ['exec sleep 30', 'reading.too-slow'],
  ])('one that does `%s` is refused as %s', async (text, code) => {
    const found = { program: program(text), data: null, languages: 'ind' };
    await expect(runTesseract(found, [picture], { limitMs: 500 })).rejects.toThrow(code);
  });

  test('one that is gone is refused', async () => {
    const found = { program: join(temporaryFolder(), 'none'), data: null, languages: 'ind' };
    await expect(runTesseract(found, [picture])).rejects.toThrow('reading.engine-failed');
  });

  test('pages read together have each its own words, an empty one none', async () => {
    const found = (await findTesseract())!;
    const { data, info } = await sharp(sample)
      .resize(1240)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const letter = { width: info.width, height: info.height, pixels: data, dpi: 150 };
    const blank = { width: 301, height: 99, pixels: new Uint8Array(301 * 99).fill(255), dpi: 150 };
    const [first, second, third] = await runTesseract(found, [blank, letter, blank]);
    expect([first, third]).toEqual([[], []]);
    expect(second!.map(({ text }) => text)).toContain('Permohonan');
  });

  test('of pages read together one that is refused does not spoil the others', async () => {
    const found = { program: program(refusesSeveral), data: null, languages: 'ind' };
    const engine = nativeEngine(found);
    const reads = Array.from({ length: 6 }, () => engine.read(picture, {}));
    expect(await Promise.all(reads)).toEqual(Array.from({ length: 6 }, () => []));
    const stop = new AbortController();
    const stopped = Array.from({ length: 6 }, () => engine.read(picture, { signal: stop.signal }));
    stop.abort(new Error('enough'));
    for (const one of await Promise.allSettled(stopped)) {
      expect(one).toMatchObject({ status: 'rejected', reason: { message: 'enough' } });
    }
  });

  test('is ended with the call', async () => {
    const mark = join(temporaryFolder(), 'alive');
    const found = { program: program(`sleep 1; touch ${mark}`), data: null, languages: 'ind' };
    const stop = new AbortController();
    const reading = runTesseract(found, [picture], { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 200);
    await expect(reading).rejects.toThrow('enough');
    await new Promise((wait) => setTimeout(wait, 1_200));
    expect(existsSync(mark)).toBe(false);
  });
});

describe('the Tesseract that comes along', () => {
  test('reads the same words, from its packages alone, and leaves no file behind', async () => {
    vi.stubEnv('LONTAR_TESSERACT', 'none');
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = temporaryFolder();
    const link = join(folder, 'letter.jpg');
    symlinkSync(sample, link);
    const before = [readdirSync(folder), readdirSync('.')];
    const engine = await openEngine();
    onTestFinished(() => engine.close());
    for await (const page of readFilePages(link, { engine })) {
      expect(page.engine).toBe('tesseract.js');
      expect(page.text).toContain('Permohonan Izin Penggunaan Aula');
      const subject = page.words.find(({ text }) => text === 'Permohonan')!;
      expect(subject.box.x).toBeGreaterThan(40);
      expect(subject.box.x + subject.box.width).toBeLessThan(80);
    }
    expect([readdirSync(folder), readdirSync('.')]).toEqual(before);
  });
});
