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
import { columnsOf, wordsOf } from './columns.ts';

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
  let letter = found?.letter ?? null;
  for (const decided of decideLetter(letter, command, office)) {
    const aggregate = { kind: 'letter' as const, id, base: letter?.version ?? 0 };
    const fact = archive.journal.append(writer, archive.scribe, decided, aggregate);
    letter = reduceLetter(letter, id, fact as unknown as LetterFactAt);
  }
  if (letter !== found?.letter) {
    if (found) updateLetter(writer, found.row, letter!);
    else insertLetter(writer, letter!);
  }
  return letter!;
}

export function insertLetter(writer: Writer, letter: Letter): void {
  const c = columnsOf(letter);
  writer.run(sql`INSERT INTO letters
    (letter, book, year, agenda, received, number, date, sender, subject, urgency, secrecy, status,
     pages, forwarded, number_key)
    VALUES (${letter.id}, ${c.book}, ${c.year}, ${c.agenda}, ${c.received}, ${c.number}, ${c.date},
     ${c.sender}, ${c.subject}, ${c.urgency}, ${c.secrecy}, ${c.status}, ${c.pages}, ${c.forwarded},
     ${c.number_key})`);
  const { row } = writer.get<{ row: number }>(sql`SELECT last_insert_rowid() AS row`)!;
  writer.run(sql`INSERT INTO letter_states (row, state) VALUES (${row}, ${canonicalText(letter)})`);
  addWords(writer, row, letter);
}

function updateLetter(writer: Writer, row: number, letter: Letter): void {
  const c = columnsOf(letter);
  writer.run(sql`UPDATE letters SET received = ${c.received}, number = ${c.number}, date = ${c.date},
    sender = ${c.sender}, subject = ${c.subject}, urgency = ${c.urgency}, secrecy = ${c.secrecy},
    status = ${c.status}, pages = ${c.pages}, forwarded = ${c.forwarded}, number_key = ${c.number_key}
    WHERE row = ${row}`);
  writer.run(sql`UPDATE letter_states SET state = ${canonicalText(letter)} WHERE row = ${row}`);
  writer.run(sql`DELETE FROM letters_words WHERE rowid = ${row}`);
  addWords(writer, row, letter);
}

function addWords(writer: Writer, row: number, letter: Letter): void {
  const words = wordsOf(letter);
  writer.run(sql`INSERT INTO letters_words (rowid, number, sender, subject, rest)
    VALUES (${row}, ${words.number}, ${words.sender}, ${words.subject}, ${words.rest})`);
}
