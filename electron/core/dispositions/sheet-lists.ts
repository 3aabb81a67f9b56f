import type { SheetBox, SheetData } from '../../../shared/contract/sheets.ts';
import { weights } from './sheet-measures.ts';
import {
  closeRow,
  leading,
  lineBreaks,
  type Paper,
  putBox,
  putLines,
  putText,
  rule,
  turnPage,
} from './sheet-paper.ts';
import { words } from './sheet-words.ts';

interface Item {
  group: SheetBox['group'];
  key: string;
  lines: string[];
  height: number;
  ticked: boolean;
}

/** To whom, and what to do: a box an item, two columns side by side over as many pages as it takes. */
export function putLists(paper: Paper, data: Pick<SheetData, 'positions' | 'instructions'>): void {
  const { m } = paper;
  const divider = m.left + (m.right - m.left) * bestShare(paper, data);
  const widths = [divider - m.left, m.right - divider];
  const [positions, instructions] = columns(paper, data, widths);
  const first =
    headingHeight(paper) +
    Math.max(positions[0]?.height ?? 0, instructions[0]?.height ?? 0) +
    endGap(paper);
  if (paper.y + first > paper.limit) turnPage(paper);

  for (let part = 0; part === 0 || positions.length + instructions.length > 0; part += 1) {
    if (part > 0) turnPage(paper);
    const top = paper.y;
    if (part > 0) rule(paper, top, weights.frame);
    const ends = [
      putColumn(paper, positions, words.positions, m.left, part),
      putColumn(paper, instructions, words.instructions, divider, part),
    ];
    paper.y = Math.max(...ends);
    closeRow(paper, top, [divider]);
  }
}

function columns(
  paper: Paper,
  data: Pick<SheetData, 'positions' | 'instructions'>,
  widths: readonly number[],
): [Item[], Item[]] {
  return [
    data.positions.map((one) =>
      item(paper, 'position', one.key, one.title, one.chosen, widths[0]!),
    ),
    data.instructions.map((one) =>
      item(paper, 'instruction', one.key, one.text, one.chosen, widths[1]!),
    ),
  ];
}

/** The middle, unless moving the divider saves a good part of the height. */
function bestShare(paper: Paper, data: Pick<SheetData, 'positions' | 'instructions'>): number {
  const width = paper.m.right - paper.m.left;
  const height = (share: number) =>
    Math.max(
      ...columns(paper, data, [width * share, width * (1 - share)]).map((items) =>
        items.reduce((sum, one) => sum + one.height, 0),
      ),
    );
  let best = 0.5;
  let least = height(best) * 0.93;
  for (const share of [0.56, 0.62, 0.44, 0.38]) {
    if (!headingsFit(paper, width * share, width * (1 - share))) continue;
    const tall = height(share);
    if (tall < least) {
      best = share;
      least = tall;
    }
  }
  return best;
}

function headingsFit(paper: Paper, one: number, other: number): boolean {
  const wide = (heading: string) =>
    paper.faces.semiBold.width(`${heading} ${words.continued}`, paper.d.text) + 2 * paper.m.pad;
  return wide(words.positions) <= one && wide(words.instructions) <= other;
}

function item(
  paper: Paper,
  group: SheetBox['group'],
  key: string,
  text: string,
  ticked: boolean,
  width: number,
): Item {
  const { d, m } = paper;
  const lines = lineBreaks(paper, text, width - 2 * m.pad - textInset(paper), d.text);
  const height = slot(paper) + (lines.length - 1) * leading(d.text) + d.gap;
  return { group, key, lines, height, ticked };
}

function textInset(paper: Paper): number {
  return paper.d.box + paper.m.pad * 0.9;
}

/** Height of an item's first line, which its box stands in. */
function slot(paper: Paper): number {
  return Math.max(paper.d.box, leading(paper.d.text));
}

function headingHeight(paper: Paper): number {
  return leading(paper.d.text) + paper.m.pad + paper.d.gap * 0.5;
}

/** Between the last item and the rule under the row. */
function endGap(paper: Paper): number {
  return paper.m.pad * 0.3;
}

/** Takes off `items` what fits on this page, and answers where it ends. */
function putColumn(paper: Paper, items: Item[], heading: string, x: number, part: number): number {
  const { d, m } = paper;
  let top = paper.y + m.pad * 0.5;
  if (part === 0 || items.length > 0) {
    putText(paper, part === 0 ? heading : `${heading} ${words.continued}`, {
      x: x + m.pad,
      top,
      height: leading(d.text),
      size: d.text,
      face: 'semiBold',
    });
  }
  top = paper.y + headingHeight(paper);
  while (items[0] && top + items[0].height + endGap(paper) <= paper.limit) {
    const { group, key, lines, height, ticked } = items.shift()!;
    const first = slot(paper);
    putBox(paper, { x: x + m.pad, top, height: first, group, key, ticked });
    putLines(paper, lines, {
      x: x + m.pad + textInset(paper),
      top: top + (first - leading(d.text)) / 2,
      size: d.text,
      face: ticked ? 'semiBold' : 'regular',
    });
    top += height;
  }
  return top + endGap(paper);
}
