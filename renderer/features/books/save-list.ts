import { ask } from '../../app/api.ts';
import { today } from '../../app/days.ts';
import type { Say } from '../../app/words.ts';

export type ListFormat = 'xlsx' | 'csv' | 'pdf';

export const listFormats = [
  { value: 'xlsx', label: 'XLSX', letter: 'x' },
  { value: 'csv', label: 'CSV', letter: 'c' },
  { value: 'pdf', label: 'PDF', letter: 'p' },
] as const;

/** Asks where to, and makes the list there. Null when the person changed their mind. */
export async function saveList(rows: number[], format: ListFormat, say: Say) {
  const suggestedName = `${say('books:fileName')}-${today()}.${format}`;
  const out = await ask('window.saveFile', { suggestedName, kind: format });
  return out === null ? null : ask('books.export', { rows, format, out });
}
