import type { StampItem } from '../../../shared/contract/stamp-template.ts';
import { textItem, wrap, type Item, type Style } from './drawing.ts';
import type { Faces } from './faces.ts';
import type { StampValues } from './stamp-values.ts';

/** Items side by side, those that have something to say. */
export interface Row {
  band: boolean;
  rule: boolean;
  cells: Cell[];
}

interface Cell {
  item: StampItem;
  label: string;
  entries: string[];
}

const GAP = 7;
const LEAST_COLUMN = 18;
const LEADING = 1.2;
const LABEL_SIZE = 6.5;
/** A hair's breadth between a row's edge and its text. */
const AIR = 2.5;
const LEAST_SIZE = 3;
/** How much smaller a text may be set to stay on one line, and at which size it is broken else. */
const ON_ONE_LINE = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7];
const BROKEN = 0.85;

/** Rows of what has something to say; those that would be too narrow side by side stand alone. */
export function rowsOf(items: readonly StampItem[], values: StampValues, inner: number): Row[] {
  const rows: Row[] = [];
  let before: StampItem | undefined;
  for (const item of items) {
    const cell = cellOf(item, values);
    if (cell) {
      const row = rows.at(-1);
      const beside = item.beside && row !== undefined && row.cells.at(-1)!.item === before;
      if (beside && (inner - GAP * row.cells.length) / (row.cells.length + 1) >= LEAST_COLUMN) {
        row.cells.push(cell);
      } else {
        rows.push({ band: item.band, rule: item.rule, cells: [cell] });
      }
      before = item;
    }
  }
  return rows;
}

function cellOf(item: StampItem, values: StampValues): Cell | null {
  if (item.field === null) return { item, label: '', entries: [item.text] };
  const entries = values[item.field];
  if (entries.length === 0) return null;
  if (!item.band) return { item, label: item.text, entries };
  return { item, label: '', entries: [`${item.text} ${entries.join('; ')}`.trim()] };
}

interface Setting {
  faces: Faces;
  /** Of the letters. */
  scale: number;
  top: number;
  /** Of the stamp; bands go from edge to edge. */
  width: number;
  /** Between its edge and the text. */
  pad: number;
  /** More height than the row needs. */
  spread: number;
  labels: 'above' | 'before';
  /** A text is set smaller where it then stays on one line. */
  shrinks: boolean;
  labelColumn: number;
  /** Nothing above it but the edge or a band. */
  first: boolean;
  /** Where text may stand at a height. */
  span: (y: number) => { left: number; right: number };
}

/** One row's items, and where the next begins. */
export function layRow(row: Row, setting: Setting): { items: Item[]; foot: number } {
  if (row.band) return layBand(row, setting);
  const [cell] = row.cells;
  const alone = row.cells.length === 1;
  const body =
    alone && (cell!.label === '' || standsBefore(setting))
      ? laySingle(cell!, setting)
      : layColumns(row, setting);
  if (!row.rule || setting.first) return body;
  const { left, right } = setting.span(setting.top);
  const line: Item = {
    kind: 'rect',
    x: left,
    y: setting.top,
    width: right - left,
    height: 0.5,
    colour: 'label',
  };
  return { items: [line, ...body.items], foot: body.foot };
}

/** A label before its text, unless that leaves the text too little. */
function standsBefore({ labels, labelColumn, top, span }: Setting): boolean {
  const { left, right } = span(top + AIR);
  return labels === 'before' && right - left - labelColumn >= LEAST_COLUMN;
}

function layBand(row: Row, setting: Setting): { items: Item[]; foot: number } {
  const { width, top, spread, pad } = setting;
  const blocks = blocksOf(row, setting, pad, width - 2 * pad);
  const size = Math.max(...blocks.map(({ style }) => style.size));
  const height = Math.max(...blocks.map((block) => block.height)) + size * 0.42 + spread;
  const ground: Item = { kind: 'rect', x: 0, y: top, width, height, colour: 'ink' };
  const words = blocks.flatMap((block) => block.at(top + (height - block.height) / 2, 'white'));
  return { items: [ground, ...words], foot: top + height };
}

/** Label before, text behind it, which gets wider where nothing stands beside it any more. */
function laySingle(cell: Cell, setting: Setting): { items: Item[]; foot: number } {
  const { faces, scale, spread, labelColumn, span, shrinks } = setting;
  const top = setting.top + AIR + spread / 2;
  const { left } = span(top);
  const x = left + (cell.label === '' ? 0 : labelColumn);
  const right = (y: number) => span(y).right - 1;
  const block = blockOf(cell, faces, scale, {
    x,
    shrinks,
    room: (y) => right(top + y) - x,
  });
  const style = labelStyle(scale, Math.max(1, labelColumn - 4));
  const labelled = cell.label !== '';
  // Label and first line stand on one base line.
  const base = Math.max(block.style.size, labelled ? style.size : 0) * 0.9;
  const lowered = base - block.style.size * 0.9;
  const items = block.at(top + lowered, 'ink');
  let foot = top + lowered + block.height;
  if (labelled) {
    const lines = wrap(faces, cell.label, style, () => labelColumn - 4);
    for (const [index, line] of lines.entries()) {
      items.push(textItem(faces, line, left, top + base + index * style.size * LEADING, style));
    }
    foot = Math.max(foot, top + base + (lines.length - 1) * style.size * LEADING + 2);
  }
  return { items, foot: foot + AIR + spread / 2 };
}

/** Columns with thin lines between them, their labels above. */
function layColumns(row: Row, setting: Setting): { items: Item[]; foot: number } {
  const { faces, scale, spread, span } = setting;
  const top = setting.top + AIR + spread / 2;
  const { left, right } = span(top);
  const blocks = blocksOf(row, setting, left, right - left);
  const labels = row.cells.map(({ label }, index) => {
    const { width } = blocks[index]!;
    const style = labelStyle(scale, width);
    return { style, lines: label === '' ? [] : wrap(faces, label, style, () => width) };
  });
  const head = Math.max(...labels.map(({ style, lines }) => lines.length * style.size * LEADING));
  const body = Math.max(...blocks.map(({ height }) => height));
  const items: Item[] = [];
  for (const [index, block] of blocks.entries()) {
    if (index > 0) {
      const x = block.x - GAP / 2 - 0.25;
      items.push({ kind: 'rect', x, y: top, width: 0.5, height: head + body, colour: 'label' });
    }
    const { style, lines } = labels[index]!;
    for (const [line, text] of lines.entries()) {
      const x = aligned(faces, text, style, row.cells[index]!.item.align, block.x, block.width);
      items.push(textItem(faces, text, x, top + style.size * (0.9 + line * LEADING), style));
    }
    items.push(...block.at(top + head + (body - block.height) / 2, 'ink'));
  }
  return { items, foot: top + head + body + AIR + spread / 2 };
}

const labelStyle = (scale: number, room: number): Style => ({
  size: Math.min(Math.max(LEAST_SIZE, LABEL_SIZE * scale), room * 0.8),
  weight: 'regular',
  colour: 'label',
});

interface Block {
  x: number;
  width: number;
  height: number;
  style: Style;
  at: (top: number, colour: 'ink' | 'white') => Item[];
}

function blocksOf(row: Row, setting: Setting, left: number, room: number): Block[] {
  const { faces, scale, labels, shrinks } = setting;
  const natural = row.cells.map((cell) => {
    const style = styleOf(cell, scale, room);
    const face = faces[style.weight];
    const widths = cell.entries.map((entry) =>
      face.width(face.printable(entry), style.size, style.spacing),
    );
    const label = faces.regular.width(faces.regular.printable(cell.label), LABEL_SIZE * scale);
    return Math.max(...widths, labels === 'above' ? label : 0) + 1;
  });
  let x = left;
  return columns(natural, room, GAP).map((width, index) => {
    const cell = row.cells[index]!;
    const block = blockOf(cell, faces, scale, { x, shrinks, room: () => width });
    x += width + GAP;
    return { ...block, width };
  });
}

/** Who needs little has it, the others share the rest; what nobody needs is shared by all. */
export function columns(natural: readonly number[], room: number, gap: number): number[] {
  const free = room - gap * (natural.length - 1);
  const needed = natural.reduce((sum, width) => sum + width, 0);
  if (needed <= free) return natural.map((width) => width + (free - needed) / natural.length);
  const out = [...natural];
  let left = free;
  const order = natural.map((_, index) => index).toSorted((a, b) => natural[a]! - natural[b]!);
  for (const [done, index] of order.entries()) {
    out[index] = Math.min(natural[index]!, left / (natural.length - done));
    left -= out[index];
  }
  return out;
}

function styleOf({ item }: Cell, scale: number, room: number): Style {
  const size = Math.min(Math.max(LEAST_SIZE, item.size * scale), room * 0.8);
  const weight = item.strong ? 'semiBold' : 'regular';
  return { size, weight, ...(item.band && item.strong && { spacing: size * 0.12 }) };
}

function blockOf(
  cell: Cell,
  faces: Faces,
  scale: number,
  { x, room, shrinks }: { x: number; room: (y: number) => number; shrinks: boolean },
): Block {
  const wanted = styleOf(cell, scale, room(0));
  const style = shrinks ? fitting(cell, faces, wanted, room(0)) : wanted;
  const step = style.size * LEADING;
  const lines: { text: string; actual: string | null; y: number }[] = [];
  for (const entry of cell.entries) {
    const before = lines.length;
    // What stands in for a character may be several, between which a line can end.
    const shown = entry
      .split('\n')
      .map((line) => faces[style.weight].printable(line))
      .join('\n');
    const broken = wrap(faces, shown, style, (line) => room((before + line) * step));
    for (const [index, text] of broken.entries()) {
      // A short text that had to be broken is still read as one.
      const asOne = shown !== entry || (shrinks && broken.length > 1);
      const whole = asOne ? (index === 0 ? entry : '') : null;
      lines.push({ text, actual: whole, y: lines.length * step });
    }
  }
  const { align } = cell.item;
  return {
    x,
    width: room(0),
    height: lines.length * step,
    style,
    at: (top, colour) =>
      lines
        .filter(({ text }) => text !== '')
        .map(({ text, actual, y }) => {
          const at = aligned(faces, text, style, align, x, room(y));
          return textItem(
            faces,
            text,
            at,
            top + y + style.size * 0.9,
            { ...style, colour },
            actual,
          );
        }),
  };
}

function fitting(cell: Cell, faces: Faces, style: Style, room: number): Style {
  const face = faces[style.weight];
  const sized = (factor: number): Style => ({
    ...style,
    size: Math.max(LEAST_SIZE, style.size * factor),
    ...(style.spacing && { spacing: style.spacing * factor }),
  });
  const onOneLine = ON_ONE_LINE.map(sized).find(({ size, spacing }) =>
    cell.entries.every((entry) => face.width(face.printable(entry), size, spacing) <= room),
  );
  return onOneLine ?? sized(BROKEN);
}

function aligned(
  faces: Faces,
  text: string,
  { weight, size, spacing }: Style,
  align: StampItem['align'],
  x: number,
  room: number,
): number {
  if (align === 'left') return x;
  const face = faces[weight];
  const over = room - face.width(face.printable(text), size, spacing);
  return x + Math.max(0, align === 'right' ? over : over / 2);
}
