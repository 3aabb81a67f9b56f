import type { ReadPage } from '../../contract/reading.ts';
import { labelOf, type Label } from './labels.ts';
import { cutAt, layOut, textOf, type Layout, type Row, type Word } from './layout.ts';
import { isCapitals } from './ordinary-case.ts';
import { titleOf, type Kind } from './titles.ts';

/** A label of the head with the words behind it, those of the lines below included. */
export interface Labelled {
  label: Label;
  row: number;
  /** The words of each line. */
  lines: Word[][];
  colon: boolean;
  /** Where the colon and the value stand; null where nothing does. */
  colonLeft: number | null;
}

/** A letter cut into its parts. Rows are indices into `rows`; the head's are cut at its right column. */
export interface LetterParts extends Layout {
  /** The first row behind the letterhead. */
  headStart: number;
  /** The first row of the text. */
  bodyStart: number;
  kind: Kind | null;
  titleRow: number | null;
  titleRows: number;
  /** Where the head's right column begins. */
  column: number | null;
  labelled: Labelled[];
  /** Words that the letter writes in capitals amid ordinary ones. */
  capitals: Set<string>;
}

const opening =
  /^(dengan hormat|dengan ini|dengan memohon|assalam|ass?alamu|salam |salam,|menindaklanjuti|sehubungan|dalam rangka|berdasarkan|bersama ini|memperhatikan|menunjuk|merujuk|yang bertanda|saya yang|kami yang|disampaikan|berkaitan|berkenaan|dear |puji syukur|dipermaklumkan|menanggapi|dimohon|mengingat|menimbang|membaca|dasar\b|terlampir|dalam upaya|guna |untuk |bahwa |memenuhi|diberitahukan|pada hari ini|we are|with reference|in reference|sesuai dengan|mohon |om swastiastu|hormat kami sampaikan|teriring)/i;

export function partsOf(pages: readonly ReadPage[]): LetterParts {
  const layout = layOut(pages);
  const capitals = capitalsOf(layout.rows);
  const title = titleOf(layout.rows, layout.width);
  const headStart = headStartOf(layout, title?.row ?? null);
  const bodyStart = bodyStartOf(layout, headStart, title ? title.row + title.rows : null);
  const column = columnOf(layout, headStart, bodyStart);
  const rows = layout.rows.map((row, index) =>
    column !== null && index >= headStart && index < bodyStart ? cutAt(row, column) : row,
  );
  const parts = {
    ...layout,
    rows,
    headStart,
    bodyStart,
    kind: title?.kind ?? null,
    titleRow: title?.row ?? null,
    titleRows: title?.rows ?? 0,
    column,
    capitals,
  };
  return { ...parts, labelled: labelledOf(parts) };
}

/** `Yth.`, `YTH`, `Yih.`, `Kepada Yth`. */
export const honoured = /^(kepada\s+)?(yang\s+terhormat|y[it1l]h|yth)\b[.,:;]?/i;
/** A place and a day: `Bontang, 3 Mei 2024`; the day may be left out for a pen. */
export const placeAndDay =
  /^[\p{L}.' -]{3,40},?\s*\d{0,2}\s*\p{L}{3,9}\.?\s+\d{4}$|^\p{Lu}[\p{L}' -]{2,30},\s*\d{1,2}[-/. ]/u;

function headStartOf({ rows, width }: Layout, title: number | null): number {
  const found = rows.findIndex(({ page, pieces, text }, index) => {
    if (page !== 1) return true;
    if (index === title) return true;
    const label = labelOf(
      pieces.flatMap(({ words }) => words.map((word) => word.text)).slice(0, 4),
    );
    const aside = pieces[0]!.left < width * 0.35;
    if (label && aside && label.label !== 'copies' && (label.colon || label.label !== 'date')) {
      // An address has `No. 5` too, but never at its line's beginning with a number behind.
      return !/^(no|ref)\b/i.test(text) || label.colon;
    }
    return pieces.some(
      (piece) =>
        honoured.test(piece.text) || /^kepada\b/i.test(piece.text) || placeAndDay.test(piece.text),
    );
  });
  return found === -1 ? Math.min(rows.length, 6) : found;
}

function bodyStartOf(
  { rows, left, right }: Layout,
  from: number,
  behindTitle: number | null,
): number {
  let seenHead = false;
  const start = Math.max(from, behindTitle ?? 0);
  for (let index = start; index < rows.length; index++) {
    const row = rows[index]!;
    if (row.page !== 1) return index;
    const texts = row.pieces.flatMap(({ words }) => words.map(({ text }) => text));
    const label = labelOf(texts.slice(0, 4));
    if (label && (label.colon || row.pieces.length > 1)) {
      seenHead = true;
      continue;
    }
    const atLeft = row.left < left + 20;
    if (atLeft && opening.test(row.pieces[0]!.text)) return index;
    const wide = row.right > right - 12 && row.left < left + 20 && texts.length >= 7;
    const plainWords = texts.filter((text) => /^\p{Ll}/u.test(text)).length;
    if (wide && row.pieces.length === 1 && plainWords >= 4 && (seenHead || index > start + 1)) {
      return index;
    }
    if (wide && plainWords >= 6 && !isCapitals(row.text)) return index;
  }
  return rows.length;
}

/** The left edge of what stands at the head's right: the day, `Kepada`, `Yth.`. */
function columnOf({ rows, left, right }: Layout, from: number, to: number): number | null {
  const half = left + (right - left) * 0.38;
  const edges: number[] = [];
  for (const row of rows.slice(from, to)) {
    const words = row.pieces.flatMap((piece) => piece.words);
    // `Kepada : Yth. …` is a line of a list.
    if (labelOf(words.slice(0, 4).map(({ text }) => text))?.label === 'recipient') continue;
    words.forEach((word, index) => {
      if (word.left < half) return;
      const text = textOf(words.slice(index, index + 5));
      const starts = index === 0 || word.left - words[index - 1]!.right > 1.3;
      if (!starts) return;
      if (honoured.test(text) || /^kepada\b/i.test(text)) edges.push(word.left);
      else if (/^\p{Lu}[\p{L}' -]{2,30},\s*\d{1,2}\b/u.test(text) && !inside(words, index))
        edges.push(word.left);
    });
  }
  return edges.length === 0 ? null : Math.min(...edges);
}

/** `Kab. Kutai Timur, 3 Mei`: the place's second word begins no column. */
function inside(words: Word[], index: number): boolean {
  const before = words[index - 1];
  return (
    before !== undefined && words[index]!.left - before.right < 2.2 && /^\p{Lu}/u.test(before.text)
  );
}

type Unlabelled = Omit<LetterParts, 'labelled'>;

function labelledOf(parts: Unlabelled): Labelled[] {
  const { rows, headStart, bodyStart, column } = parts;
  const found: Labelled[] = [];
  for (let index = headStart; index < bodyStart; index++) {
    const row = rows[index]!;
    for (const words of leftAndRight(row, column)) {
      const label = labelIn(words);
      if (!label) continue;
      const lines = [label.value, ...below(parts, index, words, label.value)];
      found.push({
        label: label.label,
        row: index,
        lines: lines.filter((line) => line.length > 0),
        colon: label.colon,
        colonLeft: label.colonLeft,
      });
    }
  }
  return found;
}

/** A row's words, those of the right column apart. */
function leftAndRight({ pieces }: Row, column: number | null): Word[][] {
  const isRight = ({ left }: { left: number }) => column !== null && left >= column - 1.5;
  const sides = [pieces.filter((piece) => !isRight(piece)), pieces.filter(isRight)];
  return sides.filter((side) => side.length > 0).map((side) => side.flatMap(({ words }) => words));
}

function labelIn(words: Word[]) {
  // `H a l` and `P e r i h a l`.
  const spaced = words.findIndex(({ text }) => text.length > 1 || !/^\p{L}$/u.test(text));
  const joined: Word[] =
    spaced >= 3
      ? [
          {
            ...words[0]!,
            text: words
              .slice(0, spaced)
              .map(({ text }) => text)
              .join(''),
          },
          ...words.slice(spaced),
        ]
      : words;
  const found = labelOf(joined.map(({ text }) => text).slice(0, 4));
  if (!found) return null;
  const value = joined.slice(found.taken);
  const marker = joined[found.taken - 1]!;
  if (found.stuck !== null) value.unshift({ ...marker, text: found.stuck });
  return { ...found, value, colonLeft: found.colon ? marker.left : (value[0]?.left ?? null) };
}

/** The value's further lines: they begin where the value begins, close below, with no label before. */
function below(
  { rows, bodyStart, column, left }: Unlabelled,
  index: number,
  words: Word[],
  value: Word[],
) {
  const lines: Word[][] = [];
  const edge = value[0]?.left;
  if (edge === undefined) return lines;
  const rightSide = column !== null && words[0]!.left >= column - 1.5;
  let above = rows[index]!;
  for (let next = index + 1; next < bodyStart; next++) {
    const row = rows[next]!;
    if (row.page !== above.page || row.middle - above.middle > Math.max(11, above.height * 2.6))
      break;
    const side = leftAndRight(row, column).find(
      (part) => (column !== null && part[0]!.left >= column - 1.5) === rightSide,
    );
    if (!side) {
      if (row.middle - rows[index]!.middle > 14 * (lines.length + 1)) break;
      continue;
    }
    if (labelIn(side)) break;
    const begins = side[0]!.left;
    const under = begins > edge - 4 && begins < edge + 12 && (begins > left + 12 || rightSide);
    if (!under || honoured.test(textOf(side))) break;
    if (!rightSide && side.length > 12) break;
    lines.push(side);
    above = row;
    if (lines.length > 5) break;
  }
  return lines;
}

function capitalsOf(rows: Row[]): Set<string> {
  const found = new Set<string>();
  for (const { text } of rows) {
    if (isCapitals(text)) continue;
    for (const [word] of text.matchAll(/(?<![\p{L}.])\p{Lu}{2,8}(?![\p{L}])/gu)) found.add(word);
  }
  return found;
}
