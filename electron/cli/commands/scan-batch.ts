import type { OutputOf } from '../../../shared/contract/api.ts';
import {
  type BatchView,
  type ClosedBatch,
  type FeedAnswer,
  PaperWay,
  ScanSettings,
  Splitting,
} from '../../../shared/contract/batches.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import type { Core } from '../../core/core.ts';
import { type Given, valueOf } from '../arguments.ts';
import { type Out, withCore } from '../command.ts';
import { explain, say, words } from '../words.ts';
import { trustIfAsked } from './devices.ts';
import { pair, untilStopped } from './scan.ts';

/** `lontar scan` into a batch that is kept: what came stays, whatever stops the feed. */
export async function scanIntoBatch(given: Given, out: Out, usage: string): Promise<number> {
  if (given.text('out') !== undefined) {
    throw new LontarError('usage.too-many', { what: '--out', usage });
  }
  const settings = readSettings(given);
  if (settings.device) await trustIfAsked(settings.device, given);
  return withCore(async (core) => {
    const profile = given.text('profile');
    const key = profile === undefined ? undefined : await profileOf(core, profile);
    const { batch } = await core.call('batches.open', {
      ...(key !== undefined && { profile: key }),
      settings,
    });
    return feedAndTell(core, batch, 'batches.scan', given, out);
  });
}

/** Feeds, and where the drafts are wished for and nothing is open, closes. 1 where the feed was cut off. */
export async function feedAndTell(
  core: Core,
  batch: string,
  operation: 'batches.scan' | 'batches.resume',
  given: Given,
  out: Out,
): Promise<number> {
  const signal = untilStopped();
  const fed = await core.call(operation, { batch, anyway: given.is('anyway') }, { signal });
  const done = given.is('register-drafts') && fed.stopped === null && fed.next === 'scan';
  const closed = done ? await core.call('batches.close', { batch }, { signal }) : null;
  tellFed(out, fed, closed, closed ? null : await core.call('batches.get', { batch }));
  return fed.stopped ? 1 : 0;
}

function tellFed(
  out: Out,
  fed: FeedAnswer,
  closed: ClosedBatch | null,
  view: BatchView | null,
): void {
  if (fed.stopped) out.note(explain(fed.stopped));
  for (const { code, data, pages } of view?.warnings ?? []) {
    out.note(explain({ code, data: { ...data, pages } }));
  }
  if (closed) {
    out.result({ ...fed, ...closed }, () => closedSentence(closed));
    return;
  }
  const { batch, parts, warnings } = view!;
  if (fed.next === 'flip') out.note(say(words.batchFlip, { batch }));
  const result = { batch, ...fed, parts, warnings };
  out.result(result, () =>
    say(words.batchFed, { batch, pages: fed.came.length, documents: parts.length }),
  );
}

export const closedSentence = ({ batch, documents }: ClosedBatch): string =>
  say(words.batchClosed, { batch, documents: documents.length });

/** By its key, or by the name that a person gave it. Throws `profile.unknown`. */
async function profileOf(core: Core, text: string): Promise<string> {
  const profiles: OutputOf<'batches.profiles'> = await core.call('batches.profiles', {});
  const found =
    profiles.find(({ key }) => key === text) ??
    profiles.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (!found) {
    throw new LontarError('profile.unknown', {
      key: text,
      known: profiles.map(({ key }) => key),
    });
  }
  return found.key;
}

/** What the flags say, and nothing else: all other settings are the profile's. */
function readSettings(given: Given): Partial<ScanSettings> {
  const { device, resolution, mode, size, options, expected } = ScanSettings.shape;
  const number = (flag: string) => {
    const text = given.text(flag);
    return text === undefined ? undefined : Number(text);
  };
  const way = given.text('way') ?? (given.is('duplex') ? 'duplex' : undefined);
  const read = {
    device: optional(device.unwrap(), 'device', given.text('device')),
    way: optional(PaperWay, 'way', given.is('feeder') ? (way ?? 'feeder') : way),
    resolution: optional(resolution.unwrap(), 'resolution', number('resolution')),
    mode: optional(mode.unwrap(), 'mode', given.text('mode')?.toLowerCase()),
    size: optional(size.unwrap(), 'size', given.text('size')?.toLowerCase()),
    options:
      given.all('option').length > 0
        ? valueOf(options, 'option', Object.fromEntries(given.all('option').map(pair)))
        : undefined,
    splitting: optional(Splitting, 'split', splittingOf(given.text('split'))),
    expected: optional(expected.unwrap(), 'expect', number('expect')),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

const optional = (schema: Parameters<typeof valueOf>[0], flag: string, value: unknown) =>
  value === undefined ? undefined : valueOf(schema, flag, value);

function splittingOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  if (text === 'qr') return { by: 'separators' };
  const count = /^pages:(\d{1,4})$/.exec(text)?.[1];
  return count === undefined ? { by: text } : { by: 'pages', pages: Number(count) };
}
