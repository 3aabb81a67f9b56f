import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import { PageSize, ScanMode, ScanRequest } from '../../../shared/contract/scanning.ts';
import { diskError } from '../../core/archive/durable.ts';
import { scan as scanPages } from '../../core/scanning/scan.ts';
import { type Given, needed, valueOf } from '../arguments.ts';
import { type Command, home } from '../command.ts';
import { say, words } from '../words.ts';
import { trustIfAsked } from './devices.ts';

export const scan: Command = {
  usage:
    'scan --device NAME [--feeder [--anyway]] [--duplex] [--resolution DPI] [--mode color|gray|lineart] ' +
    '[--size a4|f4|…] [--option NAME=VALUE]… [--trust FINGERPRINT] --out DIR, or into a batch: ' +
    'scan [--profile NAME] [--way flatbed|feeder|duplex|manual-duplex] [--split qr|blank|pages:N|none] ' +
    '[--expect PAGES] [--register-drafts]',
  flags: {
    device: { type: 'string' },
    feeder: { type: 'boolean' },
    duplex: { type: 'boolean' },
    anyway: { type: 'boolean' },
    trust: { type: 'string' },
    resolution: { type: 'string' },
    mode: { type: 'string' },
    size: { type: 'string' },
    option: { type: 'string', multiple: true },
    out: { type: 'string' },
    profile: { type: 'string' },
    way: { type: 'string' },
    split: { type: 'string' },
    expect: { type: 'string' },
    'register-drafts': { type: 'boolean' },
  },
  async run(given, out) {
    if (isForBatch(given)) {
      const { scanIntoBatch } = await import('./scan-batch.ts');
      return scanIntoBatch(given, out, this.usage);
    }
    const request = readRequest(given, this.usage);
    const folder = path.resolve(needed(given.text('out'), '--out', this.usage));
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw diskError(error, folder);
    }
    await trustIfAsked(request.device, given);
    const result = await scanPages({
      ...request,
      outDir: folder,
      home: home(),
      signal: untilStopped(),
    });
    out.result(result, () => result.pages.map((page) => say(words.scanned, { path: page.path })));
    return 0;
  },
};

/** Aborted by Ctrl+C, and by whoever ends this process: the scanner is not left in the middle of a page. */
export function untilStopped(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

const isForBatch = (given: Given) =>
  given.is('register-drafts') ||
  ['profile', 'way', 'split', 'expect'].some((flag) => given.text(flag) !== undefined);

function readRequest(given: Given, usage: string): ScanRequest {
  const shape = ScanRequest.shape;
  const resolution = given.text('resolution');
  return {
    device: valueOf(shape.device, 'device', needed(given.text('device'), '--device', usage)),
    feeder: given.is('feeder'),
    duplex: given.is('duplex'),
    scanAnyway: given.is('anyway'),
    resolution: valueOf(shape.resolution, 'resolution', resolution && Number(resolution)),
    mode: valueOf(ScanMode.default('color'), 'mode', given.text('mode')?.toLowerCase()),
    size: valueOf(PageSize.default('a4'), 'size', given.text('size')?.toLowerCase()),
    options: valueOf(shape.options, 'option', Object.fromEntries(given.all('option').map(pair))),
  };
}

export function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw new LontarError('usage.value', { flag: '--option', value: text, expected: 'NAME=VALUE' });
  }
  return [text.slice(0, at), text.slice(at + 1)];
}
