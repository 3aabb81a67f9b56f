import type {
  Capabilities,
  DeviceOption,
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
  if (/duplex|both sides|two.?sided/i.test(name)) return 'duplex';
  if (/transparen|slide|negative|film|tpu|card|back|rear/i.test(name)) return 'other';
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
