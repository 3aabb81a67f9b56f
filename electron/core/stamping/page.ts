import type { Document } from './document.ts';
import type { Box } from './geometry.ts';
import { isDict, Name, Ref, Unreadable, type Dict, type Value } from './syntax.ts';

export interface Page {
  ref: Ref;
  dict: Dict;
  /** Its own or inherited. */
  resources: Dict;
  /** As drawn to by the page's content, corners in order. */
  mediaBox: Box;
  visible: Box;
  /** The CropBox shows nothing: the page needs a new one. */
  nothingVisible: boolean;
  /** 0, 90, 180 or 270, clockwise. */
  rotate: number;
  /** Points of 1/72 inch to one unit. */
  unit: number;
}

const LETTER: Box = [0, 0, 612, 792];
const MAX_NODES = 200_000;
const MAX_DEPTH = 200;

/** The page of a 1-based number, through the page tree (7.7.3), whatever its `/Count` entries say. */
export async function findPage(document: Document, number: number): Promise<Page> {
  const catalog = await document.dict(document.ending.trailer.get('Root'));
  const root = catalog?.get('Pages');
  if (!catalog || !(await document.dict(root))) throw new Unreadable('no page tree');
  const found = await walk(document, root!, number);
  const gen = (await document.load(found.ref.num))?.gen ?? 0;
  return describe(document, new Ref(found.ref.num, gen), found.dict, found.path);
}

interface Found {
  ref: Ref;
  dict: Dict;
  /** Its ancestors, nearest first. */
  path: Dict[];
}

async function walk(document: Document, root: Value, number: number): Promise<Found> {
  const stack: { value: Value; path: Dict[] }[] = [{ value: root, path: [] }];
  let left = number;
  for (let nodes = 0; stack.length > 0 && nodes < MAX_NODES; nodes++) {
    const { value, path } = stack.pop()!;
    const dict = await document.dict(value);
    if (!dict || path.includes(dict) || path.length > MAX_DEPTH) {
      document.odd = true;
      continue;
    }
    const kids = await document.resolve(dict.get('Kids'));
    if (Array.isArray(kids)) {
      for (const kid of kids.toReversed()) stack.push({ value: kid, path: [dict, ...path] });
      continue;
    }
    const type = dict.get('Type');
    if (!(type instanceof Name) || type.text !== 'Page') document.odd = true;
    if (--left > 0) continue;
    if (!(value instanceof Ref)) throw new Unreadable('a page that is no object of its own');
    return { ref: value, dict, path };
  }
  throw new Unreadable('no such page');
}

async function describe(document: Document, ref: Ref, dict: Dict, path: Dict[]): Promise<Page> {
  const parent = await document.dict(dict.get('Parent')).catch(() => undefined);
  if (path[0] && parent !== path[0]) document.odd = true;
  const inherited = async (key: string): Promise<Value> => {
    for (const node of [dict, ...path]) {
      const value = await document.resolve(node.get(key)).catch(() => null);
      if (value !== null) return value;
    }
    return null;
  };
  const resources = await inherited('Resources');
  if (!isDict(resources)) document.odd = true;
  const media = await box(document, await inherited('MediaBox'));
  const crop = await box(document, await inherited('CropBox'));
  if (!media) document.odd = true;
  const mediaBox = media ?? LETTER;
  const visible = crop ? overlap(crop, mediaBox) : mediaBox;
  if (!visible) document.odd = true;
  const turn = await inherited('Rotate');
  const unit = await document.resolve(dict.get('UserUnit'));
  return {
    ref,
    dict,
    resources: isDict(resources) ? resources : new Map(),
    mediaBox,
    visible: visible ?? mediaBox,
    nothingVisible: !visible,
    rotate: typeof turn === 'number' ? (((Math.trunc(turn / 90) % 4) + 4) % 4) * 90 : 0,
    unit: typeof unit === 'number' && unit > 0 && unit < 1e6 ? unit : 1,
  };
}

async function box(document: Document, value: Value): Promise<Box | undefined> {
  if (!Array.isArray(value) || value.length < 4) return undefined;
  const sides: number[] = [];
  for (const item of value.slice(0, 4)) {
    const side = await document.resolve(item);
    if (typeof side !== 'number') return undefined;
    sides.push(side);
  }
  const [a, b, c, d] = sides as [number, number, number, number];
  const out: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return out[2] > out[0] && out[3] > out[1] ? out : undefined;
}

function overlap(a: Box, b: Box): Box | undefined {
  const out: Box = [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ];
  return out[2] > out[0] && out[3] > out[1] ? out : undefined;
}
