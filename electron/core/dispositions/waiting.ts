import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { InboxItem, WaitingFor } from '../../../shared/contract/dispositions.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { dayOf, daysBetween } from '../../../shared/domain/dates.ts';
import { dispositionWith, type Waiting, waitingOf } from '../../../shared/domain/letter/routing.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { holderOn } from '../../../shared/domain/office/holding.ts';
import { positionOf } from '../../../shared/domain/office/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { rowsOf } from '../letters/list.ts';
import { foundedOffice } from '../office/store.ts';

/** What a letter waits for, beside its state and in the same transaction. */
export function storeWaiting(writer: Writer, row: number, letter: Letter): void {
  for (const one of waitingOf(letter)) {
    writer.run(sql`INSERT INTO waiting (row, position, disposition, kind, since, due, seen)
      VALUES (${row}, ${one.position}, ${one.disposition}, ${one.kind}, ${one.since}, ${one.due},
        ${one.seen ? 1 : 0})`);
  }
}

type Stored = Omit<Waiting, 'seen'> & { row: number; seen: number };

/** The rows as they should stand for a letter; `verify` compares. */
export function waitingRows(reader: Reader, row: number): Waiting[] {
  const stored = reader.all<Omit<Stored, 'row'>>(
    sql`SELECT position, disposition, kind, since, due, seen FROM waiting WHERE row = ${row}`,
  );
  return stored.map((one) => ({ ...one, seen: one.seen === 1 }));
}

/** What waits for a position. Throws `position.unknown`. */
export function inboxOf(
  archive: Archive,
  { position, limit }: ParsedInputOf<'dispositions.inbox'>,
): InboxItem[] {
  const { read: reader } = archive;
  const office = foundedOffice(reader);
  if (!positionOf(office, position)) {
    const known = office.positions.map(({ key }) => key);
    throw new LontarError('position.unknown', { key: position, known });
  }
  const today = dayOf(new Date(archive.scribe.now()));
  const stored = reader.all<Stored>(
    sql`SELECT waiting.* FROM waiting JOIN letters USING (row) WHERE position = ${position}
        ORDER BY kind = 'copy', due IS NULL OR due >= ${today},
          CASE urgency WHEN 'sangat-segera' THEN 0 WHEN 'segera' THEN 1 WHEN 'penting' THEN 2
            ELSE 3 END, due IS NULL, due, since, row
        LIMIT ${limit}`,
  );
  const letters = new Map(
    rowsOf(reader, [...new Set(stored.map(({ row }) => row))]).map((line) => [line.row, line]),
  );
  return stored.flatMap(({ row, seen, ...one }) => {
    const letter = letters.get(row);
    const state = letter && stateOf(reader, row);
    const given = state && dispositionWith(state, one.disposition);
    if (!letter || !given) return [];
    const { from, instructions, note } = given;
    const texts = instructions.map(({ text }) => text);
    const overdue = one.due === null ? 0 : Math.max(0, daysBetween(one.due, today));
    const asked = { from: from.title, instructions: texts, note, overdue };
    return [{ ...one, seen: seen === 1, letter, ...asked }];
  });
}

function stateOf(reader: Reader, row: number): Letter {
  const { state } = reader.get<{ state: string }>(
    sql`SELECT state FROM letter_states WHERE row = ${row}`,
  )!;
  return JSON.parse(state) as Letter;
}

/** What waits for whom today; letters of outgoing books wait for nobody. */
export function waitingForAll(archive: Archive): {
  positions: WaitingFor[];
  undisposed: number;
} {
  const { read: reader } = archive;
  const office = foundedOffice(reader);
  const today = dayOf(new Date(archive.scribe.now()));
  const counted = reader.all<Omit<WaitingFor, 'title' | 'holder'>>(
    sql`SELECT position, count(*) AS waiting, sum(seen = 0) AS unseen,
          coalesce(sum(due < ${today}), 0) AS overdue,
          coalesce(sum(due = ${today}), 0) AS dueToday, min(since) AS oldest
        FROM waiting WHERE kind <> 'copy' GROUP BY position
        ORDER BY waiting DESC, position`,
  );
  const incoming = office.books.filter(({ direction }) => direction === 'incoming');
  const keys = JSON.stringify(incoming.map(({ key }) => key));
  const { undisposed } = reader.get<{ undisposed: number }>(
    sql`SELECT count(*) AS undisposed FROM letters WHERE status = 'registered'
        AND book IN (SELECT value FROM json_each(${keys}))`,
  )!;
  const positions = counted.map((one) => {
    const position = positionOf(office, one.position);
    const holder = position && holderOn(position, today);
    return { ...one, title: position?.title ?? one.position, holder: holder?.name ?? '' };
  });
  return { positions, undisposed };
}
