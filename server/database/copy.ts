/** A value of a row for `COPY`. */
export type Copied = string | number | boolean | null;

/** Rows of one table, each with a value for every column. Names are our own, never data. */
export interface Rows<Column extends string = string> {
  table: string;
  columns: readonly Column[];
  rows: readonly Readonly<Record<Column, Copied>>[];
}

export const copyStatement = ({ table, columns }: Rows, from: string): string =>
  `COPY ${table} (${columns.join(', ')}) FROM ${from}`;

/** What the text format writes with a backslash before it (PostgreSQL manual, COPY, File Formats). */
const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Long enough for few messages, short enough that what they need is had again, not taken anew. */
const PIECE = 32_768;

/**
 * The rows in PostgreSQL's text format: a line each, tabs between values, `\N` for NULL. In pieces: one of
 * many rows would lie in memory that the system first has to give, which costs more than writing it.
 */
export function* copyText({ columns, rows }: Rows): Generator<string> {
  let text = '';
  for (const row of rows) {
    let before = '';
    for (const column of columns) {
      text += before + valueText(row[column]!);
      before = '\t';
    }
    text += '\n';
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function valueText(value: Copied): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character]!)
    : value;
}
