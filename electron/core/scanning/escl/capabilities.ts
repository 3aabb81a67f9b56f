import type {
  Capabilities,
  Constraint,
  FeederState,
  PaperPath,
  ScanMode,
} from '../../../../shared/contract/scanning.ts';
import { child, children, numberAt, parseXml, textAt, type Xml } from './parse-xml.ts';

/** One way for paper through the device, with what it can do there. */
export interface EsclSide {
  path: Extract<PaperPath, 'flatbed' | 'feeder' | 'duplex'>;
  /** In three-hundredths of an inch, the protocol's unit. */
  maxWidth: number;
  maxHeight: number;
  resolutions: Constraint | null;
  /** The device's own names: `RGB24`. */
  modes: string[];
  formats: string[];
  /** Whether it knows the newer element for the format, too. */
  formatExt: boolean;
}

export interface EsclCapabilities {
  version: string;
  name: string;
  vendor: string;
  sides: EsclSide[];
}

/** A4 and a little: for devices that don't say. */
const USUAL_WIDTH = 2550;
const USUAL_HEIGHT = 3508;
/** Millimetres of one unit. */
export const UNIT_MM = 25.4 / 300;

/**
 * Reads `ScannerCapabilities` (eSCL technical specification 2.97, 5). What can't be understood is
 * left out. Throws `scanning.bad-answer`.
 */
export function parseCapabilities(text: string): EsclCapabilities {
  const xml = parseXml(text, 'ScannerCapabilities');
  const profiles = children(child(xml, 'SettingProfiles'), 'SettingProfile');
  const side = (path: EsclSide['path'], caps: Xml | undefined) =>
    caps === undefined || caps === '' ? [] : [sideOf(path, caps, profiles)];
  const adf = child(xml, 'Adf');
  const simplex = child(adf, 'AdfSimplexInputCaps');
  const duplex = child(adf, 'AdfDuplexInputCaps');
  const options = children(child(adf, 'AdfOptions'), 'AdfOption').map((option) => textAt(option));
  return {
    version: /^\d+\.\d+$/.exec(textAt(xml, 'Version'))?.[0] ?? '2.0',
    name: textAt(xml, 'MakeAndModel').slice(0, 100),
    vendor: textAt(xml, 'Manufacturer').slice(0, 100),
    sides: [
      ...side('flatbed', child(child(xml, 'Platen'), 'PlatenInputCaps')),
      ...side('feeder', simplex),
      // Some only say that they can, and mean: as on one side.
      ...side('duplex', duplex ?? (options.includes('Duplex') ? simplex : undefined)),
    ],
  };
}

function sideOf(path: EsclSide['path'], caps: Xml, shared: Xml[]): EsclSide {
  const own = children(child(caps, 'SettingProfiles'), 'SettingProfile').map((profile) => {
    const reference = textAt(profile, '@ref');
    if (reference === '') return profile;
    return shared.find((one) => textAt(one, '@name') === reference) ?? profile;
  });
  const texts = (list: string, item: string) =>
    own.flatMap((profile) => children(child(profile, list), item).map((one) => textAt(one)));
  const ext = texts('DocumentFormats', 'DocumentFormatExt');
  const size = (name: string, usual: number) => {
    const value = numberAt(caps, name);
    return value !== null && value > 0 && value < 100_000 ? value : usual;
  };
  return {
    path,
    maxWidth: size('MaxWidth', USUAL_WIDTH),
    maxHeight: size('MaxHeight', USUAL_HEIGHT),
    resolutions: resolutionsOf(own.map((profile) => child(profile, 'SupportedResolutions'))),
    modes: [...new Set(texts('ColorModes', 'ColorMode'))].filter((mode) => mode !== ''),
    formats: [...new Set([...texts('DocumentFormats', 'DocumentFormat'), ...ext])],
    formatExt: ext.length > 0,
  };
}

const sound = (dpi: number | null): dpi is number => dpi !== null && dpi >= 25 && dpi <= 19_200;

function resolutionsOf(all: (Xml | undefined)[]): Constraint | null {
  const values = all.flatMap((one) =>
    children(child(one, 'DiscreteResolutions'), 'DiscreteResolution').flatMap((pair) => {
      const [x, y] = [numberAt(pair, 'XResolution'), numberAt(pair, 'YResolution')];
      // Pages of two different resolutions would come out stretched.
      return sound(x) && x === y ? [x] : [];
    }),
  );
  if (values.length > 0) {
    return { kind: 'list', values: [...new Set(values)].toSorted((a, b) => a - b) };
  }
  for (const one of all) {
    const range = child(child(one, 'ResolutionRange'), 'XResolutionRange');
    const [min, max] = [numberAt(range, 'Min'), numberAt(range, 'Max')];
    if (sound(min) && sound(max) && min <= max) {
      return { kind: 'range', min, max, step: numberAt(range, 'Step') ?? 1 };
    }
  }
  return null;
}

const MODES: Record<string, ScanMode> = {
  RGB24: 'color',
  RGB48: 'color',
  Grayscale8: 'gray',
  Grayscale16: 'gray',
  BlackAndWhite1: 'lineart',
};

/** As every source tells it. */
export function capabilitiesOf(
  device: string,
  { sides }: EsclCapabilities,
  feederState: FeederState | null,
): Capabilities {
  const names = [...new Set(sides.flatMap(({ modes }) => modes))];
  const first = sides[0];
  return {
    device,
    sources: sides.map(({ path }) => ({ name: SIDE_NAMES[path], path })),
    duplex: null,
    feederState: sides.some(({ path }) => path !== 'flatbed') ? (feederState ?? 'unknown') : null,
    doubleFeed: null,
    resolutions: joined(sides.flatMap(({ resolutions }) => resolutions ?? [])),
    modes: names.map((name) => ({ name, mode: MODES[name] ?? null })),
    area: first ? { width: first.maxWidth * UNIT_MM, height: first.maxHeight * UNIT_MM } : null,
    options: [],
  };
}

const SIDE_NAMES = { flatbed: 'Platen', feeder: 'Feeder', duplex: 'Feeder, duplex' } as const;

/** What any of the ways can do; whether the chosen one can is seen when it is chosen. */
function joined(all: Constraint[]): Constraint | null {
  const lists = all.flatMap((one) => (one.kind === 'list' ? one.values : []));
  if (lists.length > 0) {
    return { kind: 'list', values: [...new Set(lists)].toSorted((a, b) => a - b) };
  }
  return all[0] ?? null;
}
