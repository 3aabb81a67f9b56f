import { dayOf } from '../../../shared/domain/dates.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { decideLetter, type LetterCommand } from '../../../shared/domain/letter/decide.ts';
import type { LetterFactAt } from '../../../shared/domain/letter/reduce.ts';
import { reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { storeWaiting } from '../dispositions/waiting.ts';
import { letWait } from '../search/index-letters.ts';
import { columnsOf } from '../../../shared/domain/letter/columns.ts';

interface Stored {
  row: number;
  state: string;
}

export function findLetter(reader: Reader, id: string): { row: number; letter: Letter } | null {
  const stored = reader.get<Stored>(
    sql`SELECT row, state FROM letter_states WHERE row = (SELECT row FROM letters WHERE letter = ${id})`,
  );
  return stored ? { row: stored.row, letter: JSON.parse(stored.state) as Letter } : null;
}

/** Throws `letter.unknown`. */
export function knownLetter(reader: Reader, id: string): Letter {
  const found = findLetter(reader, id);
  if (!found) throw new LontarError('letter.unknown', { letter: id });
  return found.letter;
}

/** Decides a command on a letter and stores facts, state, columns and words, within a transaction. */
export function changeLetter(
  archive: Archive,
  writer: Writer,
  id: string,
  command: LetterCommand,
  office: Office,
): Letter {
  const found = command.name === 'letters.register' ? null : findLetter(writer, id);
  if (!found && command.name !== 'letters.register') {
    throw new LontarError('letter.unknown', { letter: id });
  }
  const before = found?.letter ?? null;
  let letter = before;
  let row = found?.row;
  const today = dayOf(new Date(archive.scribe.now()));
  for (const decided of decideLetter(letter, command, office, today)) {
    const aggregate = { kind: 'letter' as const, id, base: letter?.version ?? 0 };
    const fact = archive.journal.append(writer, archive.scribe, decided, aggregate);
    row ??= fact.row;
    letter = reduceLetter(letter, id, fact as unknown as LetterFactAt);
  }
  if (letter !== before) {
    if (before) updateLetter(writer, row!, letter!);
    else insertLetter(writer, row!, letter!);
  }
  return letter!;
}

/** @param row that of the letter's first fact */
export function insertLetter(writer: Writer, row: number, letter: Letter): void {
  const c = columnsOf(letter);
  writer.run(sql`INSERT INTO letters
    (row, letter, book, year, agenda, received, number, date, sender, subject, urgency, secrecy,
     status, pages, forwarded)
    VALUES (${row}, ${letter.id}, ${c.book}, ${c.year}, ${c.agenda}, ${c.received}, ${c.number},
     ${c.date}, ${c.sender}, ${c.subject}, ${c.urgency}, ${c.secrecy}, ${c.status}, ${c.pages},
     ${c.forwarded})`);
  writer.run(sql`INSERT INTO letter_states (row, state) VALUES (${row}, ${canonicalText(letter)})`);
  storeWaiting(writer, row, letter);
}

export function updateLetter(writer: Writer, row: number, letter: Letter): void {
  const c = columnsOf(letter);
  writer.run(sql`UPDATE letters SET received = ${c.received}, number = ${c.number}, date = ${c.date},
    sender = ${c.sender}, subject = ${c.subject}, urgency = ${c.urgency}, secrecy = ${c.secrecy},
    status = ${c.status}, pages = ${c.pages}, forwarded = ${c.forwarded} WHERE row = ${row}`);
  writer.run(sql`UPDATE letter_states SET state = ${canonicalText(letter)} WHERE row = ${row}`);
  if (letter.dispositions.length > 0) {
    writer.run(sql`DELETE FROM waiting WHERE row = ${row}`);
    storeWaiting(writer, row, letter);
  }
  letWait(writer, row);
}

/** A letter that is not the office's any more: its number was given to another before. */
export function removeLetter(writer: Writer, row: number): void {
  writer.run(sql`DELETE FROM waiting WHERE row = ${row}`);
  writer.run(sql`DELETE FROM letter_states WHERE row = ${row}`);
  writer.run(sql`DELETE FROM letters WHERE row = ${row}`);
  letWait(writer, row);
}
