import type {
  Capabilities,
  DeviceOption,
  FeederState,
  PaperPath,
  ScanMode,
} from '../../../../shared/contract/scanning.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { failureOf } from './failure.ts';
import { parseOptions } from './parse-options.ts';
import { runScanimage } from './run-scanimage.ts';

const READ_SILENCE_MS = 60_000;

/** With `settings` (name → value) the device tells what it can do in that state. */
export async function readSaneCapabilities(
  device: string,
  options: { signal?: AbortSignal; env?: NodeJS.ProcessEnv; settings?: [string, string][] },
): Promise<Capabilities> {
  const settings = (options.settings ?? []).map(([name, value]) => `--${name}=${value}`);
  const args = ['--format=pnm', `--device-name=${device}`, ...settings, '-A'];
  const end = await runScanimage(args, { ...options, silenceMs: READ_SILENCE_MS });
  if (options.signal?.aborted) throw new LontarError('scanning.cancelled', { device });
  if (end.code !== 0 || end.silent) throw failureOf(end, { device });
  return capabilitiesOf(device, parseOptions(end.stdout));
}

export function capabilitiesOf(device: string, options: DeviceOption[]): Capabilities {
  const byName = (name: string) => options.find((option) => option.name === name);
  return {
    device,
    sources: (byName('source')?.values ?? []).map((name) => ({ name, path: paperPath(name) })),
    duplex: duplexSwitch(options),
    feederState: feederState(options),
    doubleFeed: doubleFeedSettings(options),
    resolutions: resolutionsOf(byName('resolution') ?? byName('x-resolution')),
    modes: (byName('mode')?.values ?? [])
      .filter((name) => name !== 'auto')
      .map((name) => ({ name, mode: modeOf(name) })),
    area: areaOf(byName('l'), byName('t'), byName('x'), byName('y')),
    options,
  };
}

/** What a source's name says, in the words of the vendors' drivers. */
export function paperPath(name: string): PaperPath {
  if (/transparen|slide|negative|film|tpu|card|back|rear/i.test(name)) return 'other';
  if (/duplex|both sides|two.?sided/i.test(name)) return 'duplex';
  if (/adf|feeder|sheet.?fed|front/i.test(name)) return 'feeder';
  if (/flat.?bed|platen|glass|document table|^fb$|^normal$/i.test(name)) return 'flatbed';
  return 'other';
}

/** What a mode's name says; halftones and error diffusion are none of the three. */
export function modeOf(name: string): ScanMode | null {
  if (/halftone|diffusion|dither|thermal|infrared/i.test(name)) return null;
  if (/colou?r|rgb/i.test(name)) return 'color';
  if (/gr[ae]y/i.test(name)) return 'gray';
  if (/line.?art|black ?(&|and) ?white|binary|mono|bitonal|^b ?[&/]? ?w$/i.test(name)) {
    return 'lineart';
  }
  return null;
}

function duplexSwitch(options: DeviceOption[]): Capabilities['duplex'] {
  for (const { name, values, kind, settable } of options) {
    if (!settable || !/^(adf-?mode|duplex|scan-?mode-?sides|sides)$/i.test(name)) continue;
    if (kind === 'boolean') return { option: name, on: 'yes', off: 'no' };
    const on = values.find((value) => paperPath(value) === 'duplex');
    const off = values.find((value) => /simplex|one|single|front/i.test(value));
    if (on !== undefined && off !== undefined) return { option: name, on, off };
  }
  return null;
}

/**
 * `df-thickness` (fujitsu, canon_dr; fujitsu heeds it only with an action), `double-feed` (kvs1025,
 * kvs20xx), `dfeed` (kvs40xx), and what others are likely to call it.
 */
const DOUBLE_FEED = /^(df-thickness|dfeed|(double|multi)-?feed(-?detect(ion)?)?)$/i;

function doubleFeedSettings(options: DeviceOption[]): Capabilities['doubleFeed'] {
  const detector = options.find(
    ({ name, kind, settable }) => settable && kind === 'boolean' && DOUBLE_FEED.test(name),
  );
  if (!detector) return null;
  const action = options.find(({ name, settable }) => settable && name === 'df-action');
  const stop: Record<string, string> = action?.values.includes('Stop')
    ? { 'df-action': 'Stop' }
    : {};
  return {
    on: { ...stop, [detector.name]: 'yes' },
    off: { [detector.name]: 'no' },
    enabled: detector.active && detector.current === 'yes',
  };
}

/** From the sensors that a driver shows; most show none. */
function feederState(options: DeviceOption[]): FeederState | null {
  const source = options.find(({ name }) => name === 'source');
  const fed = source?.values.some((name) => /feeder|duplex/.test(paperPath(name))) ?? false;
  if (!fed) return null;
  const sensor = (pattern: RegExp) =>
    options.find(({ name, settable }) => !settable && pattern.test(name))?.current;
  if (sensor(/^cover-open$/i) === 'yes') return 'open';
  if (sensor(/^double-feed$/i) === 'yes') return 'double-feed';
  const loaded = sensor(/^(page|adf)-loaded$/i);
  if (loaded === 'yes' || loaded === 'no') return loaded === 'yes' ? 'loaded' : 'empty';
  // pixma(5): 1 is empty, 2 is filled
  return ({ '1': 'empty', '2': 'loaded' } as const)[sensor(/^adf-status$/) ?? ''] ?? 'unknown';
}

function resolutionsOf(option: DeviceOption | undefined): Capabilities['resolutions'] {
  if (!option) return null;
  if (option.range) return { kind: 'range', ...option.range };
  const values = option.values.map(Number).filter((value) => value > 0);
  return values.length > 0 ? { kind: 'list', values } : null;
}

/** `-x` and `-y` are counted in millimetres, or in pixels by a few drivers: those say nothing here. */
function areaOf(...[left, top, width, height]: (DeviceOption | undefined)[]): Capabilities['area'] {
  if (width?.unit !== 'mm' || height?.unit !== 'mm' || !width.range || !height.range) return null;
  return {
    width: width.range.max - (left?.range?.min ?? 0),
    height: height.range.max - (top?.range?.min ?? 0),
  };
}
