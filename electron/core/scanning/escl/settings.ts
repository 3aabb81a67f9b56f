import { LontarError } from '../../../../shared/contract/error.ts';
import type { Constraint, ScanMode, ScanRequest } from '../../../../shared/contract/scanning.ts';
import { PAGE_SIZES } from '../../../../shared/contract/scanning.ts';
import { type EsclCapabilities, type EsclSide, UNIT_MM } from './capabilities.ts';

export interface JobSettings {
  side: EsclSide;
  /** The device's name of the mode, or null where it names none. */
  mode: string | null;
  resolution: number;
  /** In three-hundredths of an inch; null lets the device decide. */
  region: { width: number; height: number } | null;
}

/**
 * Turns a request into a job that this device can do.
 * @throws `scanning.no-feeder`, `scanning.no-duplex`, `scanning.resolution`, `scanning.option`
 */
export function chooseJob(request: ScanRequest, capabilities: EsclCapabilities): JobSettings {
  const { device, resolution } = request;
  const [option] = Object.keys(request.options);
  if (option !== undefined) throw new LontarError('scanning.option', { device, option });
  const side = chooseSide(request, capabilities);
  if (side.resolutions && !offers(side.resolutions, resolution)) {
    const offered =
      side.resolutions.kind === 'list'
        ? side.resolutions.values.join(', ')
        : `${side.resolutions.min}–${side.resolutions.max}`;
    throw new LontarError('scanning.resolution', { device, resolution, offered });
  }
  return {
    side,
    mode: chooseMode(request.mode, side.modes),
    resolution,
    region: regionOf(request, side),
  };
}

function chooseSide(request: ScanRequest, { sides }: EsclCapabilities): EsclSide {
  const { device } = request;
  const find = (path: EsclSide['path']) => sides.find((side) => side.path === path);
  const feeder = find('feeder') ?? find('duplex');
  const wanted = request.feeder
    ? request.duplex
      ? find('duplex')
      : feeder
    : (find('flatbed') ?? feeder);
  if (wanted) return wanted;
  throw new LontarError(feeder ? 'scanning.no-duplex' : 'scanning.no-feeder', { device });
}

const offers = (offered: Constraint, dpi: number) =>
  offered.kind === 'list' ? offered.values.includes(dpi) : dpi >= offered.min && dpi <= offered.max;

/** Line art comes as grey, since a JPEG can hold nothing less, and is reduced afterwards. */
function chooseMode(wish: ScanMode, modes: string[]): string | null {
  const order = wish === 'color' ? ['RGB24', 'Grayscale8'] : ['Grayscale8', 'RGB24'];
  return order.find((mode) => modes.includes(mode)) ?? null;
}

function regionOf(request: ScanRequest, side: EsclSide): JobSettings['region'] {
  if (request.size === 'auto') return null;
  const { maxWidth, maxHeight } = side;
  if (request.size === 'max') return { width: maxWidth, height: maxHeight };
  const { width, height } = PAGE_SIZES[request.size];
  return {
    width: Math.min(Math.round(width / UNIT_MM), maxWidth),
    height: Math.min(Math.round(height / UNIT_MM), maxHeight),
  };
}

/** `ScanSettings` (eSCL 2.97, 7), elements in the order of its schema: some devices insist. */
export function writeSettings(job: JobSettings, version: string): string {
  const { side, mode, resolution, region } = job;
  const fed = side.path !== 'flatbed';
  const area =
    region &&
    '<pwg:ScanRegions><pwg:ScanRegion>' +
      '<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>' +
      '<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>' +
      `<pwg:Width>${region.width}</pwg:Width><pwg:Height>${region.height}</pwg:Height>` +
      '</pwg:ScanRegion></pwg:ScanRegions>';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"' +
      ' xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">',
    `<pwg:Version>${version}</pwg:Version>`,
    area,
    `<pwg:InputSource>${fed ? 'Feeder' : 'Platen'}</pwg:InputSource>`,
    mode !== null && `<scan:ColorMode>${mode}</scan:ColorMode>`,
    '<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>',
    side.formatExt && '<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt>',
    `<scan:XResolution>${resolution}</scan:XResolution>`,
    `<scan:YResolution>${resolution}</scan:YResolution>`,
    fed && `<scan:Duplex>${side.path === 'duplex'}</scan:Duplex>`,
    '</scan:ScanSettings>',
  ]
    .filter((part) => typeof part === 'string')
    .join('\n');
}

/** No page can be larger than its pixels without any compression; unknown sizes get what is usual. */
export function mostBytes({ resolution, region, side }: JobSettings): number {
  const { width, height } = region ?? { width: side.maxWidth, height: side.maxHeight };
  const pixels = ((width * resolution) / 300) * ((height * resolution) / 300);
  return Math.min(Math.max(pixels * 3 * 1.25, 16 << 20), 1 << 30);
}
