import type { z } from 'zod';
import { LontarError } from '../../../shared/contract/error.ts';
import type { PreparedDocument, RegisterLetter } from '../../../shared/contract/letters.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { newId } from '../archive/identity.ts';
import { sql } from '../archive/sql.ts';
import { foundedOffice } from '../office/store.ts';
import { dropDraft } from '../scanning/drafts.ts';
import { answerLetter } from './answer.ts';
import { changeLetter } from './store.ts';

type Input = z.output<typeof RegisterLetter>;

export function registerLetter(archive: Archive, input: Input): Letter {
  return registerLetters(archive, [input])[0]!;
}

/** Registers letters in one transaction: all get their numbers and are on disk, or none. */
export function registerLetters(archive: Archive, inputs: Input[]): Letter[] {
  return archive.write((writer) => {
    const numbers = new Map<string, number>();
    return inputs.map((input) => registerWithin(archive, writer, input, numbers));
  });
}

/** @param numbers those that the transaction's next letters get, by book and year */
export function registerWithin(
  archive: Archive,
  writer: Writer,
  input: Input,
  numbers = new Map<string, number>(),
): Letter {
  const office = foundedOffice(writer);
  const { device } = archive.scribe;
  const now = archive.scribe.now();
  const received = input.received ?? dayOf(new Date(now));
  const year = Number(received.slice(0, 4));
  const number = numbers.get(`${input.book}/${year}`) ?? nextNumber(writer, input.book, year);
  numbers.set(`${input.book}/${year}`, number + 1);
  if (input.document) checkDocument(archive, input.document);
  const command = { name: 'letters.register' as const, input: { ...input, received } };
  const numbered = { ...command, number, device };
  const letter = changeLetter(archive, writer, newId(now), numbered, office);
  if (input.document) dropDraft(writer, input.document.sha256);
  if (input.answers) answerLetter(archive, writer, letter);
  return letter;
}

/** One more than the greatest number of the book and year: cancelled letters stay, so none comes twice. */
export function nextNumber(reader: Reader, book: string, year: number): number {
  const newest = reader.get<{ last: number }>(
    sql`SELECT agenda AS last FROM letters WHERE book = ${book} AND year = ${year}
        ORDER BY agenda DESC LIMIT 1`,
  );
  return (newest?.last ?? 0) + 1;
}

/** A letter's document must be safely in before the letter can point at it. */
export function checkDocument(archive: Archive, document: PreparedDocument): void {
  if (!archive.blobs.has(document.sha256)) {
    throw new LontarError('document.unknown', { sha256: document.sha256 });
  }
}
