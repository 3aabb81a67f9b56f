import type { LetterRow } from '../../../shared/contract/letters.ts';
import type { Reader } from '../archive/database.ts';
import { rowsOf } from '../letters/list.ts';

export type BookLine = LetterRow & { remarks: string | null };

/** The book's lines of these rows of the archive, in this order: those of a whole year may be asked for. */
export function bookLines(reader: Reader, rows: number[]): BookLine[] {
  const remarks = new Map(
    reader
      .all<{ row: number; remarks: string | null }>({
        text: `SELECT row, state ->> '$.fields.remarks' AS remarks FROM letter_states
               WHERE row IN (SELECT value FROM json_each(?))`,
        values: [JSON.stringify(rows)],
      })
      .map((line) => [line.row, line.remarks]),
  );
  return rowsOf(reader, rows).map((line) => ({ ...line, remarks: remarks.get(line.row) ?? null }));
}
