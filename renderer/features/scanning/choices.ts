import type {
  Capabilities,
  Constraint,
  DeviceOption,
  PageSize,
  ScanMode,
} from '../../../shared/contract/scanning.ts';

/** What the clerk chose last on a device. */
export interface ScanChoices {
  feeder: boolean;
  duplex: boolean;
  resolution: number;
  mode: ScanMode;
  size: PageSize;
  /** Further settings by the driver's names. */
  options: Record<string, string>;
}

export const firstChoices: ScanChoices = {
  feeder: false,
  duplex: false,
  resolution: 300,
  mode: 'color',
  size: 'a4',
  options: {},
};

const usual = [100, 150, 200, 300, 400, 600];

/** Of the usual resolutions those that the device has; its own where it has none of them. */
export function resolutionsOf(constraint: Constraint | null): number[] {
  if (constraint === null) return [300];
  if (constraint.kind === 'list') {
    const some = usual.filter((value) => constraint.values.includes(value));
    return some.length > 0 ? some : constraint.values.toSorted((a, b) => a - b);
  }
  const some = usual.filter((value) => value >= constraint.min && value <= constraint.max);
  return some.length > 0 ? some : [constraint.max];
}

export function modesOf({ modes }: Capabilities): ScanMode[] {
  const some = (['color', 'gray', 'lineart'] as const).filter((mode) =>
    modes.some((one) => one.mode === mode),
  );
  return some.length > 0 ? some : ['color'];
}

export const hasFeeder = ({ sources }: Capabilities) =>
  sources.some(({ path }) => path === 'feeder' || path === 'duplex');
export const hasFlatbed = ({ sources }: Capabilities) =>
  sources.length === 0 || sources.some(({ path }) => path === 'flatbed' || path === 'other');
export const hasDuplex = ({ sources, duplex }: Capabilities) =>
  duplex !== null || sources.some(({ path }) => path === 'duplex');

/** Chosen by fields of their own, or measured by the paper's size. */
const known = new Set(['mode', 'source', 'resolution', 'l', 't', 'x', 'y']);

/** What else can be set on a device now. */
export const furtherOptions = (options: readonly DeviceOption[]) =>
  options.filter(
    ({ name, kind, active, settable, advanced }) =>
      active && settable && !advanced && kind !== 'button' && !known.has(name),
  );

/** The remembered choices, as far as this device has them. */
export function fitted(choices: ScanChoices, capabilities: Capabilities): ScanChoices {
  const resolutions = resolutionsOf(capabilities.resolutions);
  const modes = modesOf(capabilities);
  const nearest = resolutions.reduce((best, value) =>
    Math.abs(value - choices.resolution) < Math.abs(best - choices.resolution) ? value : best,
  );
  const listed = new Set(furtherOptions(capabilities.options).map(({ name }) => name));
  const feeder = hasFeeder(capabilities) && (choices.feeder || !hasFlatbed(capabilities));
  return {
    feeder,
    duplex: feeder && choices.duplex && hasDuplex(capabilities),
    resolution: nearest,
    mode: modes.includes(choices.mode) ? choices.mode : modes[0]!,
    size: choices.size,
    options: Object.fromEntries(
      Object.entries(choices.options).filter(([name]) => listed.has(name)),
    ),
  };
}
