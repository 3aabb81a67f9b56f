import { dayOf } from '../../shared/domain/dates.ts';
import { leadsOffice, type Viewer } from '../../shared/domain/letter/seen-by.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Caller } from '../people/session.ts';

/** Every request asks for the office, which rarely changes: the same text is the same office. */
const parsed = new Map<string, { text: string; office: Office }>();
const MOST_KEPT = 100;

/** Null before a desk has brought it. */
export async function officeStateOf(
  connection: Connection,
  office: string,
): Promise<Office | null> {
  const row = await connection.get<{ state: string }>(
    sql`SELECT state FROM office_states WHERE office = ${office}`,
  );
  if (!row) return null;
  const known = parsed.get(office);
  if (known?.text === row.state) return known.office;
  if (parsed.size >= MOST_KEPT) parsed.clear();
  const state = JSON.parse(row.state) as Office;
  parsed.set(office, { text: row.state, office: state });
  return state;
}

export const todayOf = ({ now }: Pick<ServerContext, 'now'>) => dayOf(new Date(now()));

/** What somebody may see, by their role and the positions that they hold. */
export function viewerOf(
  { role, positions }: Caller,
  office: Office | null,
  today: string,
): Viewer {
  const acts = role === 'leader' || role === 'unit';
  return {
    positions: acts ? positions : [],
    whole: role === 'clerk' || role === 'auditor',
    leads:
      role === 'leader' &&
      office !== null &&
      positions.some((key) => leadsOffice(office, key, today)),
  };
}
