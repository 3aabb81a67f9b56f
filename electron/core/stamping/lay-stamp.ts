import { encode } from 'uqr';
import type { StampTemplate } from '../../../shared/contract/stamp-template.ts';
import type { Drawing, Item, Picture } from './drawing.ts';
import type { Faces } from './faces.ts';
import { POINTS_PER_MM } from './geometry.ts';
import { layRow, rowsOf } from './lay-row.ts';
import type { StampValues } from './stamp-values.ts';

/** What a stamp has to show. */
export interface StampContent {
  values: StampValues;
  /** What its QR code says. */
  carried: string;
  logo: Picture | null;
}

const PAD = 6;
const APART = 6;
/** Between logo or code and what stands below them. */
const BELOW = 4;
/** What a frame takes of the inside. */
const EDGES: Record<StampTemplate['frame'], number> = { none: 0, single: 0, thick: 1.5, double: 3 };
/** Smaller than this no logo or code is made to fit a frame. */
const LEAST_SIDE = 14;
/** Text needs so much beside logo and code, else it begins below them. */
const LEAST_ROOM = 30;
/** Of how much smaller letters may be where the stamp does not grow. */
const SHRINKING = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];
/** How much wider a stamp that grows may be, tried in this order where it gets too tall. */
const WIDENING = [1, 110 / 85, 140 / 85, 180 / 85];
const WIDEST = 200 * POINTS_PER_MM;
/** Above this many millimetres a wider one is tried. */
const TALL = 95 * POINTS_PER_MM;

/**
 * A stamp as its template wants it. Nothing leaves its frame: text is broken into lines, and then
 * either set smaller or given a larger frame; what is too much even for the smallest letters gets a
 * higher frame.
 */
export function layStamp(template: StampTemplate, content: StampContent, faces: Faces): Drawing {
  const set = (width: number, scale: number) => setStamp(template, content, faces, width, scale);
  const width = template.width * POINTS_PER_MM;
  const height = template.height * POINTS_PER_MM;
  let last: Drawing | undefined;
  if (template.fit === 'shrink') {
    for (const scale of SHRINKING) {
      last = set(width, scale);
      if (last.height <= height + 0.01) return last;
    }
    return last!;
  }
  for (const factor of WIDENING) {
    const wide = Math.max(width, Math.min(WIDEST, width * factor));
    last = set(wide, 1);
    if (last.height <= Math.max(TALL, height)) break;
  }
  return last!;
}

function setStamp(
  template: StampTemplate,
  content: StampContent,
  faces: Faces,
  width: number,
  scale: number,
): Drawing {
  const least = template.height * POINTS_PER_MM;
  const tight = setRows(template, content, faces, { width, scale, spread: 0 });
  const height = Math.max(least, tight.height);
  // What is left over is shared among the rows, so that a stamp does not look top-heavy.
  const spread = tight.rows === 0 ? 0 : (height - tight.height) / tight.rows;
  const loose = spread > 0.01 && setRows(template, content, faces, { width, scale, spread });
  // Further down, lines may be broken elsewhere: where that takes more height all stays as it was.
  const { items } = loose && loose.height <= height + 0.01 ? loose : tight;
  return {
    width,
    height,
    colour: template.colour,
    items: [...items, ...frame(template, width, height)],
  };
}

interface Setting {
  width: number;
  /** Of the letters. */
  scale: number;
  /** More height for each row that has a share in what is left over. */
  spread: number;
}

function setRows(
  template: StampTemplate,
  content: StampContent,
  faces: Faces,
  { width, scale, spread }: Setting,
): { items: Item[]; height: number; rows: number } {
  const edge = EDGES[template.frame];
  const pad = PAD + edge;
  const inner = width - 2 * pad;
  const rows = rowsOf(template.items, content.values, inner);
  const leading = rows.findIndex(({ band }) => !band);
  const bands = leading === -1 ? rows.length : leading;
  // Bands have a share in what is left over only where there is nothing else.
  const shares = (band: boolean) => bands === rows.length || !band;
  const column = labelColumn(rows, template, faces, scale, inner);
  const items: Item[] = [];
  let beside = NOTHING;
  let y = bands === 0 ? edge : 0;
  const placeSides = () => {
    const top = y + PAD - (bands === 0 ? 0 : 1);
    const tall = template.height * POINTS_PER_MM - top - PAD - edge;
    const sides = sidesOf(template, content, inner, tall);
    if (sides.all.length === 0) return;
    for (const { size, left, at } of sides.all)
      items.push(at(left ? pad : width - pad - size, top));
    beside = { left: sides.left, right: sides.right, foot: top + sides.height };
    const room = inner - sides.left - sides.right;
    if (room < LEAST_ROOM && bands < rows.length) y = beside.foot + BELOW;
  };
  if (bands === 0) placeSides();
  for (const [index, row] of rows.entries()) {
    if (row.band && index >= bands) y = Math.max(y, beside.foot + BELOW);
    const laid = layRow(row, {
      faces,
      scale,
      top: y,
      width,
      pad,
      spread: shares(row.band) ? spread : 0,
      labels: template.labels,
      shrinks: template.fit === 'shrink',
      labelColumn: column,
      first: index === 0 || rows[index - 1]!.band,
      span: (at) => {
        const is = at < beside.foot + BELOW;
        return { left: pad + (is ? beside.left : 0), right: width - pad - (is ? beside.right : 0) };
      },
    });
    items.push(...laid.items);
    y = laid.foot;
    if (index === bands - 1) placeSides();
  }
  const text = bands < rows.length ? y + 1 + edge : y;
  const height = Math.max(text, beside.foot + PAD + edge);
  return { items, height, rows: rows.filter(({ band }) => shares(band)).length };
}

/** What stands beside the text, and where it ends. */
const NOTHING = { left: 0, right: 0, foot: Number.NEGATIVE_INFINITY };

/** How wide the column of labels is that stand before their fields. */
function labelColumn(
  rows: ReturnType<typeof rowsOf>,
  { labels }: StampTemplate,
  faces: Faces,
  scale: number,
  inner: number,
): number {
  if (labels === 'above') return 0;
  const widths = rows
    .filter(({ band, cells }) => !band && cells.length === 1 && cells[0]!.label !== '')
    .map(({ cells }) => faces.regular.width(faces.regular.printable(cells[0]!.label), 6.5 * scale));
  return widths.length === 0 ? 0 : Math.min(Math.max(...widths) + 9, inner * 0.42);
}

interface Side {
  size: number;
  left: boolean;
  at: (x: number, y: number) => Item;
}

/** Logo and QR code, and the room that they take from the text beside them. */
function sidesOf(
  { logo, qr, fit }: StampTemplate,
  { logo: picture, carried }: StampContent,
  inner: number,
  tall: number,
) {
  const wide = inner * (logo !== null && qr !== null ? 0.3 : 0.45);
  const most = fit === 'shrink' ? Math.max(LEAST_SIDE, Math.min(wide, tall)) : wide;
  const all: Side[] = [];
  if (logo !== null && picture) {
    const size = Math.min(logo * POINTS_PER_MM, most);
    const scale = size / Math.max(picture.width, picture.height);
    const [w, h] = [picture.width * scale, picture.height * scale];
    const at = (x: number, y: number): Item => ({
      kind: 'picture',
      x: x + (size - w) / 2,
      y: y + (size - h) / 2,
      width: w,
      height: h,
      picture,
    });
    all.push({ size, left: true, at });
  }
  if (qr !== null) {
    const size = Math.min(qr * POINTS_PER_MM, most);
    const rows = encode(carried, { ecc: 'M', border: 0 }).data;
    all.push({ size, left: false, at: (x, y) => ({ kind: 'modules', x, y, size, rows }) });
  }
  const taken = (left: boolean) =>
    all.filter((side) => side.left === left).reduce((sum, { size }) => sum + size + APART, 0);
  return {
    all,
    left: taken(true),
    right: taken(false),
    height: Math.max(0, ...all.map(({ size }) => size)),
  };
}

function frame({ frame: kind }: StampTemplate, width: number, height: number): Item[] {
  const at = (inset: number, line: number): Item => ({
    kind: 'frame',
    x: inset,
    y: inset,
    width: width - 2 * inset,
    height: height - 2 * inset,
    line,
  });
  switch (kind) {
    case 'none':
      return [];
    case 'single':
      return [at(0, 1)];
    case 'thick':
      return [at(0, 2.4)];
    case 'double':
      return [at(0, 1), at(2.4, 0.6)];
  }
}
