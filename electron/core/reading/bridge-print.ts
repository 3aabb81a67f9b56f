import type { Grey } from './take-colour-away.ts';

/** Steps across an ink's line: along a row, a column, and between. */
const WAYS = [
  { across: 1, down: 0 },
  { across: 0, down: 1 },
  { across: 1, down: 1 },
  { across: 1, down: -1 },
] as const;
/** Of a page 210 mm wide: a pen's line is thinner. Beneath what is wider nobody knows what stood. */
const WIDEST_MM = 2.5;
/** A line is crossed by the shortest way, and by ways not much longer. */
const LONGER = 1.5;
/** Pixels at an ink's edge are neither ink nor print; behind them stands what goes on beneath. */
const EDGE = 2;
const BEYOND = 3;

/**
 * Print that a pen's line covers wholly leaves a gap when the ink is taken away, and a digit with a
 * gap is another digit. What is dark on both sides of the line is dark beneath it, too.
 * @param ink whether a pixel had ink in it; one byte each
 */
export function bridgePrint({ width, height, pixels }: Grey, ink: Uint8Array): Grey {
  const widest = Math.ceil((WIDEST_MM * width) / 210);
  const covered = wider(ink, width, height);
  const bridged = pixels.slice();
  /** Pixels to the end of the ink; 0 where it does not end soon enough. */
  const reach = (x: number, y: number, across: number, down: number) => {
    for (let step = 1; step <= widest; step++) {
      const [toX, toY] = [x + across * step, y + down * step];
      if (toX < 0 || toY < 0 || toX >= width || toY >= height) return 0;
      if (!covered[toY * width + toX]) return step;
    }
    return 0;
  };
  const darkest = (x: number, y: number, across: number, down: number) => {
    let found = 255;
    for (let step = 0; step < BEYOND; step++) {
      const [toX, toY] = [x + across * step, y + down * step];
      if (toX < 0 || toY < 0 || toX >= width || toY >= height) break;
      if (!covered[toY * width + toX]) found = Math.min(found, pixels[toY * width + toX]!);
    }
    return found;
  };
  const spans = WAYS.map((way) => ({ ...way, ahead: 0, behind: 0, length: 0 }));
  for (let at = 0; at < covered.length; at++) {
    if (!covered[at]) continue;
    const [x, y] = [at % width, (at / width) | 0];
    let shortest = widest;
    for (const span of spans) {
      span.ahead = reach(x, y, span.across, span.down);
      span.behind = span.ahead && reach(x, y, -span.across, -span.down);
      span.length =
        span.behind === 0
          ? Infinity
          : (span.ahead + span.behind) * Math.hypot(span.across, span.down);
      shortest = Math.min(shortest, span.length);
    }
    for (const { across, down, ahead, behind, length } of spans) {
      if (length > Math.min(widest, shortest * LONGER)) continue;
      const one = darkest(x + across * ahead, y + down * ahead, across, down);
      const other = darkest(x - across * behind, y - down * behind, -across, -down);
      bridged[at] = Math.min(bridged[at]!, Math.max(one, other));
    }
  }
  return { width, height, pixels: bridged };
}

/** With the pixels around it. */
function wider(ink: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(ink.length);
  for (let at = 0; at < ink.length; at++) {
    if (!ink[at]) continue;
    const [x, y] = [at % width, (at / width) | 0];
    const [right, bottom] = [Math.min(width, x + EDGE + 1), Math.min(height, y + EDGE + 1)];
    for (let toY = Math.max(0, y - EDGE); toY < bottom; toY++) {
      out.fill(1, toY * width + Math.max(0, x - EDGE), toY * width + right);
    }
  }
  return out;
}
