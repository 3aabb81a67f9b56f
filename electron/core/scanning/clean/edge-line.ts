export const SIDES = ['left', 'top', 'right', 'bottom'] as const;
export type Side = (typeof SIDES)[number];

/**
 * A paper's edge in the looked-at picture: at `at + slope * i`, where `i` runs along the side from
 * its upper or left end, and distances are from the picture's own left or upper border.
 */
export interface Edge {
  at: number;
  slope: number;
}

/** Edges that are seen; a side without one ends with the picture. */
export type Paper = Partial<Record<Side, Edge>>;

/** A corner of bed beside a skewed sheet is at least this share of the side. */
export const LEAST_SHARE = 0.06;
/** Share of the rows with bed in them that must agree on the edge. */
const AGREEING = 0.6;
const MOST_SLOPE = Math.tan((15 * Math.PI) / 180);

/** The line most rows lie on; null where too few agree, or paper lies where bed should. */
export function agreedLine(
  rows: { i: number; at: number }[],
  bare: number[],
  length: number,
  step: number,
): Edge | null {
  const slack = 1 + step / 64;
  let best: { at: number; slope: number; agreeing: number } | null = null;
  const stride = Math.max(1, Math.floor(rows.length / 40));
  for (let a = 0; a < rows.length; a += stride) {
    for (let b = a + stride * 4; b < rows.length; b += stride) {
      const [one, other] = [rows[a]!, rows[b]!];
      const slope = (other.at - one.at) / (other.i - one.i);
      if (Math.abs(slope) > MOST_SLOPE) continue;
      const at = one.at - slope * one.i;
      let agreeing = 0;
      for (const row of rows) if (Math.abs(at + slope * row.i - row.at) <= slack) agreeing++;
      if (agreeing > (best?.agreeing ?? 0)) best = { at, slope, agreeing };
    }
  }
  if (!best || best.agreeing < Math.max(rows.length * AGREEING, length * LEAST_SHARE)) return null;
  const edge = leastSquares(rows, best, slack);
  // Where the line says bed and the row begins with paper, it is no edge of this sheet.
  const against = bare.filter((i) => edge.at + edge.slope * i > slack + 1).length;
  return against > length * 0.1 ? null : edge;
}

function leastSquares(rows: { i: number; at: number }[], line: Edge, slack: number): Edge {
  let [n, sumI, sumAt, sumII, sumIAt] = [0, 0, 0, 0, 0];
  for (const { i, at } of rows) {
    if (Math.abs(line.at + line.slope * i - at) > slack) continue;
    n++;
    sumI += i;
    sumAt += at;
    sumII += i * i;
    sumIAt += i * at;
  }
  const spread = n * sumII - sumI * sumI;
  if (spread === 0) return line;
  const slope = (n * sumIAt - sumI * sumAt) / spread;
  return { slope, at: (sumAt - slope * sumI) / n };
}
