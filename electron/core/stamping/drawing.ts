import type { StampColour } from '../../../shared/contract/stamp-template.ts';
import type { Faces, Weight } from './faces.ts';

export type Colour = 'ink' | 'label' | 'white';
/** Opaque: three bytes a pixel, red, green, blue, a row after the other. */
export interface Picture {
  width: number;
  height: number;
  rgb: Uint8Array;
}

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
  | { kind: 'modules'; x: number; y: number; size: number; rows: boolean[][] }
  | { kind: 'picture'; x: number; y: number; width: number; height: number; picture: Picture };

/** Points, origin upper left, y down. Its ground is an opaque white plate. */
export interface Drawing {
  width: number;
  height: number;
  /** What `ink` and `label` are in it. */
  colour: StampColour;
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

/** Breaks text into lines; `width(line)` is the room in the line of that index. */
export function wrap(
  faces: Faces,
  text: string,
  { size, weight, spacing }: Style,
  width: (line: number) => number,
): string[] {
  const face = faces[weight];
  const fits = (line: string, index: number) =>
    face.width(face.printable(line), size, spacing) <= width(index);
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
