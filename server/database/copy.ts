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

/** The rows in PostgreSQL's text format: a line each, tabs between values, `\N` for NULL. */
export function copyText({ columns, rows }: Rows): string {
  let text = '';
  for (const row of rows) {
    let before = '';
    for (const column of columns) {
      text += before + valueText(row[column]!);
      before = '\t';
    }
    text += '\n';
  }
  return text;
}

function valueText(value: Copied): string {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character]!)
    : value;
}
