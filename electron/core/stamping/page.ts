import type { Document } from './document.ts';
import { shownSize, type Box } from './geometry.ts';
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

/** A blank page that is still to be added behind the last one, and the page tree with it. */
export interface Appended {
  page: Page;
  tree: { ref: Ref; dict: Dict };
}

const LETTER: Box = [0, 0, 612, 792];
const MAX_NODES = 200_000;
const MAX_DEPTH = 200;

/** The page of a 1-based number, through the page tree (7.7.3), whatever its `/Count` entries say. */
export async function findPage(document: Document, number: number): Promise<Page> {
  const { root } = await treeOf(document);
  const { found } = await leaves(document, root, number);
  if (!found) throw new Unreadable('no such page');
  const gen = (await document.load(found.ref.num))?.gen ?? 0;
  return describe(document, new Ref(found.ref.num, gen), found.dict, found.path);
}

/** How many pages the tree leads to. @throws Unreadable as `findPage` */
export async function countPages(document: Document): Promise<number> {
  const { root } = await treeOf(document);
  return leaves(document, root, Number.POSITIVE_INFINITY).then(({ count }) => count);
}

/** A page of the last one's size; its object is the first of those not yet in use. */
export async function blankBehind(document: Document, pages: number): Promise<Appended> {
  const { root, dict } = await treeOf(document);
  if (!(root instanceof Ref)) throw new Unreadable('a page tree that is no object of its own');
  const kids = await document.resolve(dict.get('Kids'));
  if (!Array.isArray(kids)) throw new Unreadable('no page tree');
  const [width, height] = shownSize(await findPage(document, pages));
  const mediaBox: Box = [0, 0, Math.min(width, 14_400), Math.min(height, 14_400)];
  const ref = new Ref(document.ending.top, 0);
  const page: Dict = new Map<string, Value>([
    ['Type', new Name('Page')],
    ['Parent', root],
    ['MediaBox', mediaBox],
    ['Rotate', 0],
  ]);
  const gen = (await document.load(root.num))?.gen ?? 0;
  const tree: Dict = new Map(dict);
  tree.set('Kids', [...kids, ref]).set('Count', pages + 1);
  return {
    page: {
      ref,
      dict: page,
      resources: new Map(),
      mediaBox,
      visible: mediaBox,
      nothingVisible: false,
      rotate: 0,
      unit: 1,
    },
    tree: { ref: new Ref(root.num, gen), dict: tree },
  };
}

async function treeOf(document: Document): Promise<{ root: Value; dict: Dict }> {
  const catalog = await document.dict(document.ending.trailer.get('Root'));
  const root = catalog?.get('Pages');
  const dict = await document.dict(root);
  if (!catalog || !dict) throw new Unreadable('no page tree');
  return { root: root!, dict };
}

interface Found {
  ref: Ref;
  dict: Dict;
  /** Its ancestors, nearest first. */
  path: Dict[];
}

/** The leaf of that number, or how many there are before it. */
async function leaves(
  document: Document,
  root: Value,
  number: number,
): Promise<{ found?: Found; count: number }> {
  const stack: { value: Value; path: Dict[] }[] = [{ value: root, path: [] }];
  let count = 0;
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
    count += 1;
    if (count < number) continue;
    if (!(value instanceof Ref)) throw new Unreadable('a page that is no object of its own');
    return { found: { ref: value, dict, path }, count };
  }
  return { count };
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
