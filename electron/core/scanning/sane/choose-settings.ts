import type {
  Capabilities,
  DeviceOption,
  ScanMode,
  ScanRequest,
} from '../../../../shared/contract/scanning.ts';
import { PAGE_SIZES } from '../../../../shared/contract/scanning.ts';
import { LontarError } from '../../../../shared/contract/error.ts';

/** Name and value of each setting, in the order in which the driver must hear them. */
export type Setting = [string, string];

export interface Settings {
  /** Source, sides, mode: what decides which other settings there are. */
  state: Setting[];
  rest: Setting[];
  /** Dots per inch that the pages will have: the device's, or the wish where it has no say. */
  resolution: number;
  mode: ScanMode;
}

/**
 * Turns a request into the settings of one device, naming only what the device has.
 * @throws `scanning.no-feeder`, `scanning.no-duplex`, `scanning.resolution`, `scanning.option`
 */
export function chooseState(request: ScanRequest, device: Capabilities): Setting[] {
  const state: Setting[] = [...sourceSettings(request, device)];
  const mode = modeName(request.mode, device);
  if (mode !== null) state.push(['mode', mode]);
  return state.filter(([name]) => !(name in request.options));
}

/** `device` as it is after the state was set: areas and resolutions differ by source. */
export function chooseSettings(request: ScanRequest, device: Capabilities): Settings {
  const state = chooseState(request, device);
  const own = Object.entries(request.options);
  for (const [name, value] of own) checkOption(name, value, device);
  const rest: Setting[] = [];
  const depth = device.options.find((option) => option.name === 'depth');
  // Sixteen bits a sample are thrown away again; a default of one would lose the greys.
  if (depth?.active && depth.values.includes('8')) rest.push(['depth', '8']);
  const resolution = resolutionName(device);
  if (resolution !== null) {
    checkResolution(request.resolution, device);
    rest.push([resolution, String(request.resolution)]);
    if (resolution === 'x-resolution' && hasOption(device, 'y-resolution')) {
      rest.push(['y-resolution', String(request.resolution)]);
    }
  }
  rest.push(...sizeSettings(request, device));
  const chosen = rest.filter(([name]) => !(name in request.options));
  const wished = Number(request.options['resolution'] ?? request.resolution);
  return { state, rest: [...chosen, ...own], resolution: wished, mode: request.mode };
}

function sourceSettings(request: ScanRequest, device: Capabilities): Setting[] {
  if ('source' in request.options) return [];
  const find = (path: string) => device.sources.find((source) => source.path === path)?.name;
  const data = { device: device.device, sources: device.sources.map((source) => source.name) };
  if (!request.feeder) {
    const flat = find('flatbed') ?? find('feeder');
    return flat === undefined ? [] : [['source', flat]];
  }
  const both = find('duplex');
  const feeder = find('feeder') ?? both;
  if (feeder === undefined) throw new LontarError('scanning.no-feeder', data);
  if (!request.duplex) {
    const off: Setting[] = device.duplex ? [[device.duplex.option, device.duplex.off]] : [];
    return [['source', feeder], ...off];
  }
  if (both !== undefined) return [['source', both]];
  if (!device.duplex) throw new LontarError('scanning.no-duplex', data);
  return [
    ['source', feeder],
    [device.duplex.option, device.duplex.on],
  ];
}

/** The device's own name for the mode; richer where it has none, and reduced after the scan. */
function modeName(wish: ScanMode, device: Capabilities): string | null {
  const order: Record<ScanMode, ScanMode[]> = {
    color: ['color', 'gray', 'lineart'],
    gray: ['gray', 'color', 'lineart'],
    lineart: ['lineart', 'gray', 'color'],
  };
  for (const mode of order[wish]) {
    const name = device.modes.find((candidate) => candidate.mode === mode)?.name;
    if (name !== undefined) return name;
  }
  return null;
}

function resolutionName(device: Capabilities): string | null {
  if (device.resolutions === null) return null;
  return hasOption(device, 'resolution') ? 'resolution' : 'x-resolution';
}

function checkResolution(wish: number, device: Capabilities): void {
  const offered = device.resolutions;
  if (offered === null) return;
  const fits =
    offered.kind === 'list'
      ? offered.values.includes(wish)
      : wish >= offered.min && wish <= offered.max;
  if (fits) return;
  throw new LontarError('scanning.resolution', {
    device: device.device,
    resolution: wish,
    offered: offered.kind === 'list' ? offered.values.join(', ') : `${offered.min}–${offered.max}`,
  });
}

function sizeSettings(request: ScanRequest, device: Capabilities): Setting[] {
  const { area } = device;
  if (request.size === 'auto' || area === null) return [];
  const paper = (name: string) => device.options.find((option) => option.name === name)?.range?.max;
  const size = request.size === 'max' ? area : PAGE_SIZES[request.size];
  // Feeders that centre the sheet are told its size first; the window's own limit follows it.
  const width = Math.min(size.width, paper('page-width') ?? area.width);
  const height = Math.min(size.height, paper('page-height') ?? area.height);
  const settings: Setting[] = [];
  if (hasOption(device, 'page-width')) settings.push(['page-width', String(width)]);
  if (hasOption(device, 'page-height')) settings.push(['page-height', String(height)]);
  settings.push(['l', '0'], ['t', '0'], ['x', String(width)], ['y', String(height)]);
  return settings;
}

function hasOption(device: Capabilities, name: string): boolean {
  return device.options.some((option) => option.name === name && option.settable);
}

function checkOption(name: string, value: string, device: Capabilities): void {
  const option = device.options.find((candidate) => candidate.name === name);
  const data = { device: device.device, option: name, value };
  if (!option?.settable) throw new LontarError('scanning.option', data);
  if (!accepts(option, value)) {
    throw new LontarError('scanning.option', { ...data, values: describe(option) });
  }
}

function accepts(option: DeviceOption, value: string): boolean {
  if (option.kind === 'choice' || option.kind === 'boolean') return option.values.includes(value);
  if (option.kind === 'text') return true;
  if (option.kind === 'button') return value === '';
  const numbers = value.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.some((number) => !Number.isFinite(number))) return false;
  if (option.kind === 'list') {
    return numbers.every((number) => option.values.some((known) => Number(known) === number));
  }
  const range = option.range;
  return range === null || numbers.every((each) => each >= range.min && each <= range.max);
}

function describe(option: DeviceOption): string {
  if (option.range) return `${option.range.min}–${option.range.max}${option.unit}`;
  return option.values.join(', ');
}

/** As arguments: `-x 210` for one letter, `--mode=Color` else; a value can't become a flag. */
export function asArguments(settings: Setting[]): string[] {
  return settings.flatMap(([name, value]) => {
    if (name.length === 1) return [`-${name}`, value];
    return value === '' ? [`--${name}`] : [`--${name}=${value}`];
  });
}
