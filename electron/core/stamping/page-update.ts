import type { Contents } from './contents.ts';
import type { Document } from './document.ts';
import { shownSize, uprightMatrix, type Matrix } from './geometry.ts';
import type { Ink } from './ink.ts';
import { numbering } from './append.ts';
import type { Appended, Page } from './page.ts';
import type { Placed } from './placing.ts';
import { isDict, Name, Ref, type Dict, type Value } from './syntax.ts';
import { number, type Fresh } from './write.ts';

/**
 * How the page's own content is kept from the stamp: set between `q` and `Q`, or made a Form XObject,
 * which no viewer lets act on what follows.
 */
export interface Manner {
  keep: 'wrap' | 'isolate';
  /** Also as an annotation, above those that the page has. */
  over: boolean;
}

export interface Inked extends Placed {
  /** On which page, from 1. */
  page: number;
  /** Of which stamp, see `StampBox`. */
  stamp: string;
  form: number;
  height: number;
  width: number;
}

export interface PageWork {
  page: Page;
  contents: Contents;
  /** The page is new: the tree to which it is added. */
  tree?: Appended['tree'] | undefined;
  inked: Inked[];
}

type Deflate = (bytes: Uint8Array) => Uint8Array;

/** The objects to append so that the stamps stand on their pages. */
export async function stampObjects(
  document: Document,
  work: PageWork[],
  ink: Ink,
  manner: Manner,
  deflate: Deflate,
): Promise<Fresh[]> {
  const next = numbering(document);
  const tree = work.find((item) => item.tree)?.tree;
  // The first free number is the new page's, see `blankBehind`.
  if (tree) next();
  const numbers = new Map(ink.objects.map(({ num }) => [num, next()]));
  const out: Fresh[] = ink.objects.map(({ num, value, data }) => ({
    num: numbers.get(num)!.num,
    gen: 0,
    value: renumbered(value, numbers),
    data,
  }));
  if (tree) out.push({ num: tree.ref.num, gen: tree.ref.gen, value: tree.dict });
  for (const item of work) {
    const forms = item.inked.map(({ form }) => numbers.get(form)!);
    out.push(...(await pageObjects(document, item, forms, manner, next, deflate)));
  }
  return out;
}

function renumbered(value: Value, numbers: Map<number, Ref>): Value {
  if (value instanceof Ref) return numbers.get(value.num)!;
  if (Array.isArray(value)) return value.map((item) => renumbered(item, numbers));
  if (!isDict(value)) return value;
  return new Map([...value].map(([key, item]) => [key, renumbered(item, numbers)]));
}

async function pageObjects(
  document: Document,
  { page, contents, inked }: PageWork,
  forms: Ref[],
  { keep, over }: Manner,
  next: () => Ref,
  deflate: Deflate,
): Promise<Fresh[]> {
  const out: Fresh[] = [];
  const add = (value: Value, data?: Uint8Array): Ref => {
    const ref = next();
    out.push({ num: ref.num, gen: 0, value, data });
    return ref;
  };
  const resources: Dict = new Map(page.resources);
  const xobjects: Dict = new Map(await document.dict(resources.get('XObject')));
  resources.set('XObject', xobjects);
  const name = (wanted: string, ref: Ref): string => {
    let free = wanted;
    for (let i = 1; xobjects.has(free); i++) free = `${wanted}${i}`;
    xobjects.set(free, ref);
    return free;
  };
  const draw = inked.map((stamp, index) => {
    const matrix = uprightMatrix(page, stamp.u, stamp.v, stamp.height, stamp.scale);
    return `q ${matrix.map(number).join(' ')} cm /${name('LontarStamp', forms[index]!)} Do Q`;
  });
  const { left } = contents;
  if (keep === 'wrap') {
    const close = `${left.text ? ' ET' : ''}${' EMC'.repeat(left.marked)}${' Q'.repeat(left.saved)}`;
    const before = add(new Map(), Buffer.from('q\n'));
    const after = add(new Map(), Buffer.from(`\n${close} Q\n${draw.join('\n')}\n`));
    out.push(newPage(page, resources, [before, ...contents.refs, after]));
  } else {
    const inner = add(...isolated(page, contents, deflate));
    const program = `/${name('LontarPage', inner)} Do\n${draw.join('\n')}\n`;
    out.push(newPage(page, resources, [add(new Map(), Buffer.from(program))]));
  }
  if (over) {
    const annots = await document.resolve(page.dict.get('Annots')).catch(() => null);
    const list = Array.isArray(annots) ? [...annots] : [];
    for (const [index, stamp] of inked.entries())
      list.push(add(...annotation(page, stamp, forms[index]!, add)));
    const fresh = out.find(({ num }) => num === page.ref.num)!;
    (fresh.value as Dict).set('Annots', list);
  }
  return out;
}

function newPage(page: Page, resources: Dict, contents: Ref[]): Fresh {
  const value: Dict = new Map(page.dict);
  value.set('Resources', resources).set('Contents', contents);
  if (page.nothingVisible) value.set('CropBox', page.mediaBox);
  return { num: page.ref.num, gen: page.ref.gen, value };
}

/** The page's content as a form that has the page's own resources. */
function isolated(page: Page, { bytes, single }: Contents, deflate: Deflate): [Dict, Uint8Array] {
  const [x0, y0, x1, y1] = page.mediaBox;
  const [w, h] = [x1 - x0, y1 - y0];
  const dict: Dict = new Map<string, Value>([
    ['Type', new Name('XObject')],
    ['Subtype', new Name('Form')],
    ['BBox', [x0 - w, y0 - h, x1 + w, y1 + h]],
    ['Resources', page.resources],
  ]);
  if (!single) return [dict.set('Filter', new Name('FlateDecode')), deflate(bytes)];
  for (const key of ['Filter', 'DecodeParms']) {
    const value = single.dict.get(key);
    if (value !== undefined) dict.set(key, value);
  }
  return [dict, single.raw];
}

function annotation(
  page: Page,
  stamp: Inked,
  form: Ref,
  add: (value: Value, data?: Uint8Array) => Ref,
): [Dict] {
  const matrix = uprightMatrix(page, stamp.u, stamp.v, stamp.height, stamp.scale);
  const rect = bounds(matrix, stamp.width, stamp.height);
  const look: Dict = new Map<string, Value>([
    ['Type', new Name('XObject')],
    ['Subtype', new Name('Form')],
    ['BBox', rect],
    ['Resources', new Map([['XObject', new Map([['LontarStamp', form]])]])],
  ]);
  const shown = add(look, Buffer.from(`q ${matrix.map(number).join(' ')} cm /LontarStamp Do Q\n`));
  const PRINT_READ_ONLY_LOCKED = 4 + 64 + 128;
  return [
    new Map<string, Value>([
      ['Type', new Name('Annot')],
      ['Subtype', new Name('Stamp')],
      ['Rect', rect],
      ['F', PRINT_READ_ONLY_LOCKED],
      ['P', page.ref],
      ['AP', new Map([['N', shown]])],
    ]),
  ];
}

function bounds([a, b, c, d, e, f]: Matrix, width: number, height: number): number[] {
  const xs = [e, e + a * width + c * height];
  const ys = [f, f + b * width + d * height];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A stamp's rectangle in parts of the page shown: left, top, width, height. */
export function shownPart(page: Page, stamp: Inked): [number, number, number, number] {
  const [width, height] = shownSize(page);
  return [
    stamp.u / width,
    stamp.v / height,
    (stamp.width * stamp.scale) / width,
    (stamp.height * stamp.scale) / height,
  ];
}

/** The same in the page's own units. */
export const stampBox = (page: Page, stamp: Inked): number[] =>
  bounds(
    uprightMatrix(page, stamp.u, stamp.v, stamp.height, stamp.scale),
    stamp.width,
    stamp.height,
  );
