import type { PaperWay, ScanProfile, ScanSettings } from '../../../../shared/contract/batches.ts';
import {
  PAGE_SIZES,
  PageSize,
  type Capabilities,
  type Constraint,
  type DeviceOption,
} from '../../../../shared/contract/scanning.ts';

const usual = [100, 150, 200, 300, 400, 600];

/**
 * Of the usual resolutions those that the device has; its own where it has none of them.
 * @param kept stands among them while no device has said what it can
 */
export function resolutionsOf(constraint: Constraint | null, kept = 300): number[] {
  if (constraint === null) {
    const all = usual.includes(kept) ? usual : [...usual, kept];
    return all.toSorted((one, other) => one - other);
  }
  if (constraint.kind === 'list') {
    const some = usual.filter((value) => constraint.values.includes(value));
    return some.length > 0 ? some : constraint.values.toSorted((a, b) => a - b);
  }
  const some = usual.filter((value) => value >= constraint.min && value <= constraint.max);
  return some.length > 0 ? some : [constraint.max];
}

/** `auto` needs a scanner that sees colour: the clean-up chooses from it. */
export function modesOf(can: Capabilities | null): ScanSettings['mode'][] {
  const all = ['auto', 'color', 'gray', 'lineart'] as const;
  const some = all.filter((mode) =>
    can?.modes.some((one) => one.mode === (mode === 'auto' ? 'color' : mode)),
  );
  return some.length > 0 ? some : can === null ? [...all] : ['auto'];
}

/** Pages that fit under the lamp, with a little that paper and rulers differ. */
export function sizesOf(can: Capabilities | null): PageSize[] {
  const area = can?.area;
  if (!area) return PageSize.options.filter((size) => size !== 'auto');
  return PageSize.options.filter((size) => {
    if (size === 'auto') return false;
    if (size === 'max') return true;
    const { width, height } = PAGE_SIZES[size];
    return width <= area.width + 3 && height <= area.height + 3;
  });
}

export function waysOf(can: Capabilities | null): PaperWay[] {
  const all: PaperWay[] = ['feeder', 'duplex', 'manual-duplex', 'flatbed'];
  if (can === null) return all;
  const has = (...paths: string[]) => can.sources.some(({ path }) => paths.includes(path));
  const feeder = has('feeder', 'duplex');
  const some = all.filter((way) => {
    if (way === 'flatbed') return can.sources.length === 0 || has('flatbed', 'other');
    if (way === 'duplex') return has('duplex') || (feeder && can.duplex !== null);
    return feeder;
  });
  return some.length > 0 ? some : ['flatbed'];
}

/** Chosen by fields of their own, or measured by the paper's size. */
const known = new Set(['mode', 'source', 'resolution', 'l', 't', 'x', 'y']);

/** What else can be set on a device now. */
export const furtherOptions = (options: readonly DeviceOption[]) =>
  options.filter(
    ({ name, kind, active, settable, advanced }) =>
      active && settable && !advanced && kind !== 'button' && !known.has(name),
  );

/** The settings as far as this device has them. */
export function fitted(
  settings: ScanSettings,
  can: Capabilities,
): Pick<ScanSettings, 'way' | 'resolution' | 'mode' | 'size' | 'options'> {
  const first = <Value>(values: readonly Value[], kept: Value): Value =>
    values.includes(kept) ? kept : values[0]!;
  const resolutions = resolutionsOf(can.resolutions, settings.resolution);
  const listed = new Set(furtherOptions(can.options).map(({ name }) => name));
  return {
    way: first(waysOf(can), settings.way),
    resolution: resolutions.reduce((best, value) =>
      Math.abs(value - settings.resolution) < Math.abs(best - settings.resolution) ? value : best,
    ),
    mode: first(modesOf(can), settings.mode),
    size: first(sizesOf(can), settings.size),
    options: Object.fromEntries(
      Object.entries(settings.options).filter(([name]) => listed.has(name)),
    ),
  };
}

/** A short key of a new profile, made of its name; numbered where it is taken. */
export function profileKey(name: string, taken: readonly Pick<ScanProfile, 'key'>[]): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const base = plain === '' ? 'profil' : plain;
  const keys = new Set(taken.map(({ key }) => key));
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!keys.has(key)) return key;
  }
}
