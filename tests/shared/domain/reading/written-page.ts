import type { ReadPage, ReadWord } from '../../../../shared/contract/reading.ts';

/** A page as an engine would read it from text set in one width: a row a line, columns where they stand. */
export function writtenPage(text: string, page = 1): ReadPage {
  const words: ReadWord[] = [];
  const rows = text.replace(/^\n/, '').split('\n');
  for (const [row, line] of rows.entries()) {
    for (const match of line.matchAll(/\S+/g)) {
      words.push({
        text: match[0],
        box: {
          x: 20 + match.index * 2,
          y: 15 + row * 6,
          width: match[0].length * 2 - 0.4,
          height: 3,
        },
        confidence: 0.96,
        line: row,
      });
    }
  }
  const width = 38 + 2 * Math.max(...rows.map(({ length }) => length));
  return { page, width, height: 297, text, words, engine: 'tesseract' };
}
