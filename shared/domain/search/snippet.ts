import type { Mark } from './marks.ts';

export interface Snippet {
  text: string;
  marks: [number, number][];
}

const LENGTH = 170;
/** Of that, before the first word marked. */
const BEFORE = 50;

/** The piece of a text with the most different things sought, in one line, and its marks. */
export function snippetOf(text: string, marks: readonly Mark[]): Snippet {
  const from = startOf(text, marks);
  let end = Math.min(text.length, from + LENGTH);
  if (end < text.length) {
    const space = text.lastIndexOf(' ', end);
    if (space > from + LENGTH / 2) end = space;
  }
  const within = marks.filter((mark) => mark.from >= from && mark.until <= end);
  return inOneLine(text, from, end, within);
}

function startOf(text: string, marks: readonly Mark[]): number {
  let best = 0;
  let most = 0;
  for (const [index, first] of marks.entries()) {
    const kinds = new Set<number>();
    for (
      let at = index;
      at < marks.length && marks[at]!.until <= first.from + LENGTH - BEFORE;
      at += 1
    ) {
      kinds.add(marks[at]!.of);
    }
    if (kinds.size > most) [best, most] = [first.from, kinds.size];
  }
  const from = Math.max(0, best - BEFORE);
  if (from === 0) return 0;
  const space = text.slice(from, best).search(/\s/);
  return space < 0 ? best : from + space + 1;
}

/** White space becomes one space; what is left out at either end is shown by `…`. */
function inOneLine(text: string, from: number, end: number, marks: Mark[]): Snippet {
  let line = from > 0 ? '…' : '';
  const shown: [number, number][] = [];
  let at = from;
  const copy = (until: number) => {
    const piece = text.slice(at, until).replace(/[^\S ]\s*|\s{2,}/g, ' ');
    line += line === '' || /[\s…]$/.test(line) ? piece.trimStart() : piece;
    at = until;
  };
  for (const mark of marks) {
    copy(mark.from);
    const start = line.length;
    copy(mark.until);
    shown.push([start, line.length]);
  }
  copy(end);
  return { text: end < text.length ? `${line.trimEnd()}…` : line.trimEnd(), marks: shown };
}
