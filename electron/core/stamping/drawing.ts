import type { Faces, Weight } from './faces.ts';

export type Colour = 'ink' | 'label' | 'white';
export type Item =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; colour: Colour }
  | { kind: 'frame'; x: number; y: number; width: number; height: number; line: number }
  | {
      kind: 'text';
      x: number;
      /** The base line. */
      y: number;
      size: number;
      weight: Weight;
      colour: Colour;
      text: string;
      spacing: number;
      /** What is to be read instead of `text`. */
      actual: string | null;
    }
  | { kind: 'modules'; x: number; y: number; size: number; rows: boolean[][] };

/** Points, origin upper left, y down. Its ground is an opaque white plate. */
export interface Drawing {
  width: number;
  height: number;
  items: Item[];
}

export interface Style {
  size: number;
  weight: Weight;
  colour?: Colour;
  spacing?: number;
}

export function textItem(
  faces: Faces,
  text: string,
  x: number,
  y: number,
  style: Style,
  actual: string | null = null,
): Item {
  const { size, weight, colour = 'ink', spacing = 0 } = style;
  const shown = faces[weight].printable(text);
  const meant = actual ?? (shown === text ? null : text);
  return { kind: 'text', x, y, size, weight, colour, text: shown, spacing, actual: meant };
}

/** The largest of `sizes` at which the text fits on one line; the last one if none does. */
export function fittingSize(
  faces: Faces,
  text: string,
  weight: Weight,
  width: number,
  sizes: number[],
): number {
  const face = faces[weight];
  const shown = face.printable(text);
  return sizes.find((size) => face.width(shown, size) <= width) ?? sizes.at(-1)!;
}

/** Breaks text into lines; `width(line)` is the room in the line of that index. */
export function wrap(
  faces: Faces,
  text: string,
  { size, weight }: Style,
  width: (line: number) => number,
): string[] {
  const face = faces[weight];
  const fits = (line: string, index: number) =>
    face.width(face.printable(line), size) <= width(index);
  const out: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/[ \t]+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (fits(longer, out.length)) {
        line = longer;
        continue;
      }
      if (line !== '') out.push(line);
      line = word;
      while (!fits(line, out.length) && [...line].length > 1) {
        const head = longestHead(line, (part) => fits(part, out.length));
        out.push(head);
        line = line.slice(head.length);
      }
    }
    out.push(line);
  }
  return out;
}

function longestHead(word: string, fits: (part: string) => boolean): string {
  const characters = [...word];
  let count = 1;
  while (count < characters.length && fits(characters.slice(0, count + 1).join(''))) count++;
  return characters.slice(0, count).join('');
}
