/** A folder of its own for each test, and documents made in it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Create, type Sharp } from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { openPdfium } from '../../../electron/core/pages/pdfium.ts';
import type { MakeDocument } from '../../../electron/core/scanning/make-document.ts';
import { makeDocument } from '../../../electron/core/scanning/make-document.ts';
import type { LontarError } from '../../../shared/contract/error.ts';

export const run = promisify(execFile);
export const resources = new URL('../../../resources', import.meta.url).pathname;
export const fixture = (name: string) =>
  new URL(`../../fixtures/scanning/${name}`, import.meta.url).pathname;
export const letter = fixture('letter.jpg');
export let pdfium: ReturnType<typeof openPdfium>;
export let folder: string;
export let workDir: string;

/** Asked for at the top of each file of tests: they may share this module. */
export function makeInFolders(): void {
  beforeAll(() => {
    pdfium = openPdfium();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lontar-import-'));
    workDir = join(folder, 'work');
    mkdirSync(workDir);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => pdfium.close());
}

export const make = (files: string[], more: Partial<MakeDocument> = {}) =>
  makeDocument({ files, workDir, resources, pdfium, ...more });

export function put(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

export async function refused(work: Promise<unknown>): Promise<LontarError> {
  const error = await work.then(
    () => expect.fail('it should have been refused'),
    (reason: LontarError) => reason,
  );
  expect(readdirSync(workDir)).toEqual([]);
  return error;
}

export function sheet(background: string): Promise<Buffer> {
  const create: Create = { width: 620, height: 877, channels: 3, background };
  return sharp({ create }).png().toBuffer();
}

export const flat = (input: Sharp) =>
  input.flatten({ background: '#fff' }).toColourspace('srgb').removeAlpha().raw().toBuffer();

/** How far apart a page's picture and another picture are, at 100 dots an inch, in tones of 255. */
export async function apart(pdf: string, page: number, picture: Sharp): Promise<number> {
  const drawn = await pdfium.run({ kind: 'render', path: pdf, page, width: 500 });
  const { width, height } = drawn;
  const ours = await flat(sharp(drawn.pixels, { raw: { width, height, channels: 4 } }).blur(1.5));
  const upright = await picture.autoOrient().flatten({ background: '#fff' }).png().toBuffer();
  const theirs = await flat(sharp(upright).resize(width, height, { fit: 'fill' }).blur(1.5));
  let sum = 0;
  for (let i = 0; i < ours.length; i++) sum += Math.abs(ours[i]! - theirs[i]!);
  return sum / ours.length;
}

export const pixelsOf = async (bytes: Buffer | string) =>
  sharp(bytes).raw().toBuffer({ resolveWithObject: true });
