// oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import type { BundledAnswer, BundledJob } from './bundled-engine.ts';

/**
 * Tesseract as WebAssembly, from the packages of tesseract.js and its data alone: nothing is fetched
 * and nothing is written. Its own wrapper looks for data on the network and keeps it in the folder
 * that it was started in, and gives no way to stop a page; so its core is driven from here.
 */

interface Api {
  Init(path: null, languages: string, engine: number): number;
  SetVariable(name: string, value: string): void;
  SetImageFile(exif: number, angle: number): number;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
}

interface Core {
  FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void };
  TessBaseAPI: new () => Api;
}

const LANGUAGES = ['ind', 'eng'];
const LSTM_ONLY = 1;
const DATA = '4.0.0_best_int';

const here = createRequire(import.meta.url);
// What tesseract.js brings with it is found from where it lies.
const beside = createRequire(here.resolve('tesseract.js/package.json'));

let loading: Promise<{ core: Core; api: Api }> | undefined;

async function load(): Promise<{ core: Core; api: Api }> {
  const { simd, relaxedSimd } = beside('wasm-feature-detect') as Record<
    'simd' | 'relaxedSimd',
    () => Promise<boolean>
  >;
  const kind = (await relaxedSimd()) ? 'relaxedsimd-' : (await simd()) ? 'simd-' : '';
  const start = beside(`tesseract.js-core/tesseract-core-${kind}lstm`) as (
    given: object,
  ) => Promise<Core>;
  const core = await start({ TesseractProgress: () => undefined });
  for (const language of LANGUAGES) {
    const folder = dirname(here.resolve(`@tesseract.js-data/${language}/package.json`));
    const packed = readFileSync(join(folder, DATA, `${language}.traineddata.gz`));
    core.FS.writeFile(`./${language}.traineddata`, gunzipSync(packed));
  }
  const api = new core.TessBaseAPI();
  if (api.Init(null, LANGUAGES.join('+'), LSTM_ONLY) !== 0) throw new Error('Init');
  api.SetVariable('tessedit_pageseg_mode', '3');
  return { core, api };
}

async function read({ width, height, pixels, dpi }: BundledJob): Promise<string> {
  const { core, api } = await (loading ??= load());
  const head = Buffer.from(`P5\n${width} ${height}\n255\n`);
  core.FS.writeFile('/input', Buffer.concat([head, pixels]));
  api.SetVariable('user_defined_dpi', String(dpi));
  if (api.SetImageFile(1, 0) !== 0) throw new Error('SetImageFile');
  if (api.Recognize(null) !== 0) throw new Error('Recognize');
  const text = api.GetTSVText(0);
  core.FS.unlink('/input');
  return text;
}

parentPort?.on('message', async (job: BundledJob) => {
  try {
    parentPort?.postMessage({ tsv: await read(job) } satisfies BundledAnswer);
  } catch (error) {
    parentPort?.postMessage({ failed: String(error) } satisfies BundledAnswer);
  }
});
