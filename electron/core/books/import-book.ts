import { basename } from 'node:path';
import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { BookPreview, ImportDone, RowFate } from '../../../shared/contract/books.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { findHeader } from '../../../shared/domain/book/columns.ts';
import { countFates, judgeRows, type Standing } from '../../../shared/domain/book/judge-rows.ts';
import { readRows } from '../../../shared/domain/book/read-rows.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { newId } from '../archive/identity.ts';
import { sql } from '../archive/sql.ts';
import { nextNumber } from '../letters/register.ts';
import { changeLetter } from '../letters/store.ts';
import { foundedOffice } from '../office/store.ts';
import { readTable } from './read-table.ts';

type Table = { file: string; book: string };

/** What would become of each row. Throws `table.…`, `book.unknown`. */
export async function previewBook(archive: Archive, { file, book }: Table): Promise<BookPreview> {
  const office = foundedOffice(archive.read);
  if (!office.books.some(({ key }) => key === book)) {
    throw new LontarError('book.unknown', { key: book, known: office.books.map(({ key }) => key) });
  }
  const { rows: cells, sha256 } = await readTable(file);
  const header = findHeader(cells);
  if (!header) throw new LontarError('table.no-header', { name: basename(file) });
  const today = dayOf(new Date(archive.scribe.now()));
  const rows = judgeRows(readRows(cells, header, today), standingIn(archive.read, book));
  const columns = [...header.columns].map(([column, at]) => [column, at + 1]);
  return {
    sha256,
    book,
    columns: Object.fromEntries(columns),
    unknown: header.unknown,
    counts: countFates(rows),
    rows,
  };
}

function standingIn(reader: Reader, book: string) {
  return (year: number, agenda: number): Standing | undefined => {
    const found = reader.get<{ sender: string; subject: string; withdrawn: number }>(
      sql`SELECT sender, subject, status = 'cancelled'
            AND coalesce(state ->> '$.cancelled.withdrawn', 0) AS withdrawn
          FROM letters JOIN letter_states USING (row)
          WHERE book = ${book} AND year = ${year} AND agenda = ${agenda}`,
    );
    return found && { ...found, withdrawn: found.withdrawn === 1 };
  };
}

/**
 * Registers the rows that are new under their own numbers, all in one transaction: they are in, or
 * none is. Throws `table.changed`, `table.nothing` beside what the preview throws.
 */
export async function importBook(
  archive: Archive,
  { file, book, sha256 }: ParsedInputOf<'books.import'>,
): Promise<ImportDone> {
  const preview = await previewBook(archive, { file, book });
  if (sha256 !== undefined && preview.sha256 !== sha256) {
    throw new LontarError('table.changed', { name: basename(file) });
  }
  const rows = preview.rows.filter(({ fate }) => fate === 'new' || fate === 'again');
  if (rows.length === 0) throw new LontarError('table.nothing', { name: basename(file) });
  const id = newId(archive.scribe.now());
  archive.write((writer) => {
    for (const row of rows) bringIn(archive, writer, { row, book, id });
  });
  return { import: id, imported: rows.length, left: preview.rows.length - rows.length };
}

interface One {
  row: RowFate;
  book: string;
  id: string;
}

function bringIn(archive: Archive, writer: Writer, { row, book, id }: One): void {
  const office = foundedOffice(writer);
  const { year, fields, line } = row;
  const received = row.received!;
  const imported = { import: id, line };
  const number = row.agenda ?? nextNumber(writer, book, year!);
  if (row.fate === 'again') {
    const there = writer.get<{ letter: string }>(
      sql`SELECT letter FROM letters
          WHERE book = ${book} AND year = ${year} AND agenda = ${number}`,
    )!;
    const input = { received, fields: fields!, imported };
    changeLetter(archive, writer, there.letter, { name: 'books.reinstate', input }, office);
    return;
  }
  const input = { book, received, fields: fields!, document: null, answers: null };
  const { device } = archive.scribe;
  const command = { name: 'letters.register' as const, input, number, device, imported };
  changeLetter(archive, writer, newId(archive.scribe.now()), command, office);
}

/**
 * Takes an import back in one step. Letters that have been disposed since stay: somebody works on them.
 * Throws `import.unknown`.
 */
export function undoImport(
  archive: Archive,
  { import: id, reason }: ParsedInputOf<'books.undoImport'>,
): { cancelled: number; left: number } {
  return archive.write((writer) => {
    const letters = writer
      .column<string>(
        sql`SELECT state FROM letter_states WHERE state ->> '$.imported.import' = ${id}`,
      )
      .map((state) => JSON.parse(state) as Letter);
    if (letters.length === 0) throw new LontarError('import.unknown', { import: id });
    const office = foundedOffice(writer);
    const standing = letters.filter(({ cancelled }) => !cancelled);
    const free = standing.filter(({ dispositions }) => dispositions.length === 0);
    for (const { id: letter } of free) {
      const input = { reason, withdrawn: true as const };
      changeLetter(archive, writer, letter, { name: 'letters.cancel', input }, office);
    }
    return { cancelled: free.length, left: standing.length - free.length };
  });
}
