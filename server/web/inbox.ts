import type { WebInbox, WebItem } from '../../shared/contract/server/web.ts';
import { daysBetween } from '../../shared/domain/dates.ts';
import { dispositionWith } from '../../shared/domain/letter/routing.ts';
import { leadsOffice } from '../../shared/domain/letter/seen-by.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import type { LetterRow } from '../../shared/contract/letters.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import type { Caller } from '../people/session.ts';
import { officeStateOf, todayOf, viewerOf } from './office.ts';

/** A phone shows so many; what is done makes room for the rest. */
const MOST = 60;

interface Row extends Omit<LetterRow, 'row' | 'id' | 'reason'> {
  letter: string;
  disposition: string | null;
  position: string;
  kind: WebItem['kind'];
  since: string;
  due: string | null;
  seen: boolean;
  /** Of what was given alone. */
  state: string | null;
}

/** What waits for all positions of whoever asks: the overdue, then the urgent first; copies last. */
export async function inboxOf(context: ServerContext, caller: Caller): Promise<WebInbox> {
  const { database } = context;
  const office = await officeStateOf(database, caller.office);
  const today = todayOf(context);
  const { positions } = viewerOf(caller, office, today);
  if (!office || positions.length === 0) return { items: [], more: false };
  const leading =
    caller.role === 'leader' ? positions.find((key) => leadsOffice(office, key, today)) : undefined;
  const books = office.books.filter(({ direction }) => direction === 'incoming');
  const keys = leading === undefined ? [] : books.map(({ key }) => key);
  const rows = await database.all<Row>(
    sql`WITH mine AS (
          SELECT letter, disposition, position, kind, since, due, seen FROM waiting
          WHERE office = ${caller.office} AND position = ANY(${[...positions]})
          UNION ALL
          -- No more of them than are shown, in the order in which they would be.
          (SELECT letter, NULL, ${leading ?? ''}, 'first', received::timestamptz, NULL, true
          FROM letters WHERE office = ${caller.office} AND status = 'registered' AND book = ANY(${keys})
          ORDER BY CASE urgency WHEN 'sangat-segera' THEN 0 WHEN 'segera' THEN 1 WHEN 'penting' THEN 2
            ELSE 3 END, received, agenda, letter
          LIMIT ${MOST + 1})
        )
        SELECT mine.*, book, year, agenda, received, number, date, sender, subject, urgency, secrecy,
          status, pages, forwarded, CASE WHEN disposition IS NULL THEN NULL ELSE state END AS state
        FROM mine JOIN letters ON letters.office = ${caller.office} AND letters.letter = mine.letter
        ORDER BY kind = 'copy', due IS NULL OR due >= ${today},
          CASE urgency WHEN 'sangat-segera' THEN 0 WHEN 'segera' THEN 1 WHEN 'penting' THEN 2
            ELSE 3 END, due IS NULL, due, since, agenda, mine.letter
        LIMIT ${MOST + 1}`,
  );
  const items = rows.slice(0, MOST).flatMap((row) => itemOf(row, today) ?? []);
  return { items, more: rows.length > MOST };
}

function itemOf(row: Row, today: string): WebItem | null {
  const { letter: id, disposition, position, kind, since, due, seen, state, ...columns } = row;
  const letter = { row: columns.agenda, id, reason: null, ...columns };
  const base = { letter, position, kind, since, due, seen };
  if (disposition === null || state === null) {
    return { ...base, disposition: '', from: '', instructions: [], note: '', overdue: 0 };
  }
  const given = dispositionWith(JSON.parse(state) as Letter, disposition);
  if (!given) return null;
  const { from, instructions, note } = given;
  return {
    ...base,
    disposition,
    from: from.title,
    instructions: instructions.map(({ text }) => text),
    note,
    overdue: due === null ? 0 : Math.max(0, daysBetween(due, today)),
  };
}
