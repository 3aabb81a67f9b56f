import type { Pen } from './pen.ts';

/** Ink that hangs together; pixels of the pen's part. */
export interface Stroke {
  area: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Strokes {
  /** For each pixel its stroke, counted from 1; 0 where there is no ink. */
  of: Int32Array;
  list: Stroke[];
}

/** Ink closer than twice this hangs together: print cuts strokes into pieces. */
const REACH = 4;

/** Joins the ink's pixels into strokes, over the gaps that print leaves in them. */
export function strokesOf({ ink, width, height }: Pick<Pen, 'ink' | 'width' | 'height'>): Strokes {
  const parent: number[] = [0];
  const find = (label: number): number => {
    let root = label;
    while (parent[root]! !== root) root = parent[root]!;
    while (parent[label]! !== root) [parent[label], label] = [root, parent[label]!];
    return root;
  };
  const of = new Int32Array(ink.length);
  // A row's runs, closed over gaps, touch those of the rows before within reach.
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (!ink[at]) continue;
      let label = 0;
      for (let back = 1; back <= 2 * REACH && back <= x; back++) {
        const near = of[at - back]!;
        if (near) {
          label = find(near);
          break;
        }
      }
      for (let up = 1; up <= 2 * REACH && up <= y; up++) {
        const reach = 2 * REACH - up + 1;
        const row = at - up * width;
        for (let side = -Math.min(reach, x); side <= Math.min(reach, width - 1 - x); side++) {
          const near = of[row + side]!;
          if (!near) continue;
          const root = find(near);
          if (!label) label = root;
          else if (root !== label) {
            parent[Math.max(root, label)] = Math.min(root, label);
            label = Math.min(root, label);
          }
        }
      }
      if (!label) {
        label = parent.length;
        parent.push(label);
      }
      of[at] = label;
    }
  }
  return gather(of, find, width);
}

function gather(of: Int32Array, find: (label: number) => number, width: number): Strokes {
  const numbers = new Map<number, number>();
  const list: Stroke[] = [];
  for (let at = 0; at < of.length; at++) {
    if (!of[at]) continue;
    const root = find(of[at]!);
    let number = numbers.get(root);
    const x = at % width;
    const y = (at - x) / width;
    if (number === undefined) {
      list.push({ area: 0, left: x, right: x, top: y, bottom: y });
      number = list.length;
      numbers.set(root, number);
    }
    of[at] = number;
    const stroke = list[number - 1]!;
    stroke.area += 1;
    if (x < stroke.left) stroke.left = x;
    if (x > stroke.right) stroke.right = x;
    stroke.bottom = y;
  }
  return { of, list };
}
