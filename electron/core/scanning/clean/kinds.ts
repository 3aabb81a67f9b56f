import type { Components } from './components.ts';
import type { Paper, Side } from './edge-line.ts';
import type { Gray } from './reduce.ts';

/** Darkness from which something surely is ink, and not the back's. */
const SURE = 70;
/**
 * How steeply a faint line rises, of its own darkness a pixel: a pencil's does at once, what shines
 * through from the back is spread by the paper.
 */
const SHARP = { share: 0.42, resolution: 150, most: 0.65 } as const;

/** Tells writing from what only lies on paper: dust, holes, staples, shadows, the back's print. */
export class Kinds {
  private readonly ink: Components;
  private readonly sheet: Gray;
  private readonly mm: number;
  private readonly paper: Paper;
  private readonly rises: Float32Array;
  private readonly sharp: number;
  /** Runs by their component: those of `i` are at `first[i]` up to before `first[i + 1]`. */
  private readonly sorted: Int32Array;
  private readonly first: Int32Array;

  constructor(ink: Components, sheet: Gray, paper: Paper, mm: number) {
    this.ink = ink;
    this.sheet = sheet;
    this.paper = paper;
    this.mm = mm;
    this.rises = steepest(ink, sheet);
    // The larger the pixels, the fewer the same rise takes.
    const larger = SHARP.resolution / (mm * 25.4);
    this.sharp = Math.min(SHARP.most, SHARP.share * Math.max(1, larger));
    [this.sorted, this.first] = byComponent(ink);
  }

  isWriting(i: number): boolean {
    const { ink, mm } = this;
    const { width, height } = this.sizeOf(i);
    // Specks of dust, and the dots that letters would have beside them anyway.
    if (Math.max(width, height) < 1.1 || ink.area[i]! < 0.2 * mm * mm) return false;
    if (ink.peak[i]! < SURE && this.rises[i]! < this.sharp * ink.peak[i]!) return false;
    return !this.isShadow(i) && !this.isHole(i) && !this.isStaple(i);
  }

  /** Too large for a speck: it counts alone. */
  isLarge(i: number): boolean {
    const { width, height } = this.sizeOf(i);
    return Math.max(width, height) >= 2 && this.ink.area[i]! >= 0.35 * this.mm * this.mm;
  }

  hasCompany(i: number, others: number[]): boolean {
    const { ink } = this;
    const near = 5 * this.mm;
    return others.some(
      (j) =>
        j !== i &&
        Math.abs(ink.left[i]! + ink.right[i]! - ink.left[j]! - ink.right[j]!) / 2 < near &&
        Math.abs(ink.top[i]! + ink.bottom[i]! - ink.top[j]! - ink.bottom[j]!) / 2 < near,
    );
  }

  private *runsOf(i: number) {
    const { row, from, to } = this.ink.runs;
    for (let at = this.first[i]!; at < this.first[i + 1]!; at++) {
      const run = this.sorted[at]!;
      yield { y: row[run]!, from: from[run]!, to: to[run]! };
    }
  }

  private sizeOf(i: number) {
    const { ink, mm } = this;
    return {
      width: (ink.right[i]! - ink.left[i]! + 1) / mm,
      height: (ink.bottom[i]! - ink.top[i]! + 1) / mm,
    };
  }

  /** Millimetres from the paper's edge on each side, or the picture's where none was seen. */
  private distances(i: number): Record<Side, number> {
    const { ink, sheet, paper, mm } = this;
    const [x, y] = [(ink.left[i]! + ink.right[i]!) / 2, (ink.top[i]! + ink.bottom[i]!) / 2];
    const edge = (side: Side, along: number, own: number) => {
      const seen = paper[side];
      return seen ? seen.at + seen.slope * along : own;
    };
    return {
      left: (ink.left[i]! - Math.max(0, edge('left', y, 0))) / mm,
      top: (ink.top[i]! - Math.max(0, edge('top', x, 0))) / mm,
      right: (Math.min(sheet.width, edge('right', y, sheet.width)) - ink.right[i]! - 1) / mm,
      bottom: (Math.min(sheet.height, edge('bottom', x, sheet.height)) - ink.bottom[i]! - 1) / mm,
    };
  }

  /** The paper's or the lid's shade along the borders, and torn or folded corners. */
  private isShadow(i: number): boolean {
    const { ink, sheet, paper, mm } = this;
    const { width, height } = this.sizeOf(i);
    const away = this.distances(i);
    const near = 2.5;
    const beside = away.left < near || away.right < near;
    const across = away.top < near || away.bottom < near;
    if (!beside && !across) return false;
    if (beside && across && width < 25 && height < 25) return true;
    const band = 6 * mm;
    let within = 0;
    for (const { y, from, to } of this.runsOf(i)) {
      const left = Math.max(0, paper.left ? paper.left.at + paper.left.slope * y : 0) + band;
      const last = paper.right ? paper.right.at + paper.right.slope * y : sheet.width;
      const right = Math.min(sheet.width, last) - band;
      const x = (from + to) / 2;
      const top = Math.max(0, paper.top ? paper.top.at + paper.top.slope * x : 0) + band;
      const end = paper.bottom ? paper.bottom.at + paper.bottom.slope * x : sheet.height;
      const bottom = Math.min(sheet.height, end) - band;
      if (y < top || y >= bottom) within += to - from;
      else
        within += Math.max(0, Math.min(to, left) - from) + Math.max(0, to - Math.max(from, right));
    }
    return within > 0.97 * ink.area[i]!;
  }

  /** A round spot or ring of a punch's size near the border (ISO 838: 6 mm wide, 12 mm inside). */
  private isHole(i: number): boolean {
    const { width, height } = this.sizeOf(i);
    const away = this.distances(i);
    const border = Math.min(away.left, away.top, away.right, away.bottom);
    if (border > 18 || Math.min(width, height) < 3 || Math.max(width, height) > 9) return false;
    if (Math.max(width, height) > 1.3 * Math.min(width, height)) return false;
    return this.isRound(i);
  }

  /** Nearly all of its pixels lie on a disc, or on a ring, of its own size. */
  private isRound(i: number): boolean {
    const { ink, mm } = this;
    const [x, y] = [(ink.left[i]! + ink.right[i]! + 1) / 2, (ink.top[i]! + ink.bottom[i]! + 1) / 2];
    const radius = (ink.right[i]! - ink.left[i]! + ink.bottom[i]! - ink.top[i]! + 2) / 4;
    let outside = 0;
    let rim = 0;
    let total = 0;
    for (const run of this.runsOf(i)) {
      for (let at = run.from; at < run.to; at++) {
        const away = Math.hypot(at + 0.5 - x, run.y + 0.5 - y);
        total++;
        if (away > radius + 0.25 * mm) outside++;
        if (away > radius - mm) rim++;
      }
    }
    if (outside > 0.04 * total) return false;
    const disc = Math.PI * radius * radius;
    return total > 0.85 * disc || rim > 0.92 * total;
  }

  /** A thin straight bar of a staple's length near a corner. */
  private isStaple(i: number): boolean {
    const { ink, mm } = this;
    const { width, height } = this.sizeOf(i);
    const away = this.distances(i);
    const corner = Math.max(Math.min(away.left, away.right), Math.min(away.top, away.bottom));
    const length = Math.hypot(width, height);
    if (corner > 35 || length < 5 || length > 16) return false;
    const thickness = ink.area[i]! / (mm * mm) / length;
    return thickness < 1.6 && this.isStraight(i, thickness);
  }

  /** All its pixels lie within its thickness of the line between two opposite corners. */
  private isStraight(i: number, thickness: number): boolean {
    const { ink, mm } = this;
    const [left, top, right, bottom] = [
      ink.left[i]!,
      ink.top[i]!,
      ink.right[i]! + 1,
      ink.bottom[i]! + 1,
    ];
    const length = Math.hypot(right - left, bottom - top);
    const slack = Math.max(thickness, 0.5) * mm;
    let [falling, rising, total] = [0, 0, 0];
    for (const run of this.runsOf(i)) {
      const x = (run.from + run.to) / 2;
      const y = run.y + 0.5;
      const size = run.to - run.from;
      const fall = ((right - left) * (y - top) - (bottom - top) * (x - left)) / length;
      const rise = ((right - left) * (y - bottom) + (bottom - top) * (x - left)) / length;
      total += size;
      if (Math.abs(fall) <= slack) falling += size;
      if (Math.abs(rise) <= slack) rising += size;
    }
    return Math.max(falling, rising) > 0.97 * total;
  }
}

function byComponent({ count, runs }: Components): [Int32Array, Int32Array] {
  const first = new Int32Array(count + 1);
  for (let run = 0; run < runs.count; run++) first[runs.owner[run]! + 1]! += 1;
  for (let i = 0; i < count; i++) first[i + 1]! += first[i]!;
  const next = first.slice();
  const sorted = new Int32Array(runs.count);
  for (let run = 0; run < runs.count; run++) sorted[next[runs.owner[run]!]!++] = run;
  return [sorted, first];
}

/** The steepest rise to a neighbouring pixel within each component: its upper tenth. */
function steepest(ink: Components, { data, width, height }: Gray): Float32Array {
  const { runs } = ink;
  const counts = new Uint32Array(ink.count);
  const sums = new Float64Array(ink.count);
  const squares = new Float64Array(ink.count);
  for (let run = 0; run < runs.count; run++) {
    const own = runs.owner[run]!;
    if (ink.peak[own]! >= SURE) continue;
    const y = runs.row[run]!;
    if (y < 1 || y >= height - 1) continue;
    for (let x = Math.max(1, runs.from[run]!); x < Math.min(width - 1, runs.to[run]!); x++) {
      const at = y * width + x;
      const across = Math.max(data[at]! - data[at - 1]!, data[at]! - data[at + 1]!);
      const down = Math.max(data[at]! - data[at - width]!, data[at]! - data[at + width]!);
      const rise = Math.max(across, down, 0);
      counts[own]! += 1;
      sums[own]! += rise;
      squares[own]! += rise * rise;
    }
  }
  const out = new Float32Array(ink.count);
  for (let i = 0; i < ink.count; i++) {
    const mean = sums[i]! / Math.max(1, counts[i]!);
    const spread = Math.sqrt(Math.max(0, squares[i]! / Math.max(1, counts[i]!) - mean * mean));
    out[i] = mean + 1.3 * spread;
  }
  return out;
}
