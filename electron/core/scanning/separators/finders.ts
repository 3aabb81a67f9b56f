import type { Runs } from './ink.ts';

/** A finder pattern of a QR code (ISO/IEC 18004, 6.3.3): dark, light, dark as 1:1:3:1:1. */
interface Finder {
  x: number;
  y: number;
  module: number;
}

const PATTERN = [1, 1, 3, 1, 1];

/**
 * Corners of large QR codes, readable or not: those of a separator sheet have modules that no letter's
 * code has.
 * @param least pixels of a module
 */
export function largeFinders(
  rows: readonly Runs[],
  columns: readonly Runs[],
  { step, least }: { step: number; least: number },
): number {
  const found: (Finder & { hits: number })[] = [];
  for (const [line, runs] of rows.entries()) {
    for (const { at, module } of matches(runs, least)) {
      const y = line * step;
      const column = columns[Math.round(at / step)];
      if (!column) continue;
      const down = matches(column, least).find(
        (match) =>
          Math.abs(match.at - y) < match.module * 1.5 &&
          match.module < module * 1.5 &&
          module < match.module * 1.5,
      );
      if (!down) continue;
      const known = found.find(
        (one) => Math.abs(one.x - at) < module * 3 && Math.abs(one.y - y) < module * 3,
      );
      if (known) known.hits += 1;
      else found.push({ x: at, y, module, hits: 1 });
    }
  }
  return found.filter(({ hits, module }) => hits > 1 && hits * step >= module).length;
}

function matches(runs: Runs, least: number): { at: number; module: number }[] {
  const out: { at: number; module: number }[] = [];
  let from = 0;
  for (let index = 0; index + PATTERN.length < runs.length; index++) {
    if (index % 2 === 1) {
      const part = runs.slice(index, index + PATTERN.length);
      const length = part.reduce((sum, run) => sum + run, 0);
      const module = length / 7;
      const fits =
        module >= least &&
        PATTERN.every((units, at) => Math.abs(part[at]! - units * module) <= module * units * 0.5);
      if (fits) out.push({ at: from + length / 2, module });
    }
    from += runs[index]!;
  }
  return out;
}
