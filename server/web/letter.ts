import { LontarError } from '../../shared/contract/error.ts';
import { letterSeenBy } from '../../shared/domain/letter/seen-by.ts';
import { filesOf, type Letter } from '../../shared/domain/letter/state.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import type { Caller } from '../people/session.ts';
import { officeStateOf, todayOf, viewerOf } from './office.ts';

/** A letter, and with what eyes whoever asks looks at it. */
export interface Opened {
  /** As they may see it. */
  seen: Letter;
  office: Office | null;
  /** Any state of this letter as they would see it. */
  look: (letter: Letter) => Letter | null;
}

/**
 * A letter as whoever asks may see it. Throws `letter.unknown`, also for one that they may not know
 * of: the answer must not tell that there is such a letter.
 */
export async function openLetter(
  context: ServerContext,
  caller: Caller,
  id: string,
): Promise<Opened> {
  const { database } = context;
  const [row, office] = await Promise.all([
    database.get<{ state: string }>(
      sql`SELECT state FROM letters WHERE office = ${caller.office} AND letter = ${id}`,
    ),
    officeStateOf(database, caller.office),
  ]);
  const viewer = viewerOf(caller, office, todayOf(context));
  const look = (letter: Letter) => letterSeenBy(letter, viewer);
  const seen = row ? look(JSON.parse(row.state) as Letter) : null;
  if (!seen) throw new LontarError('letter.unknown', { letter: id });
  return { seen, office, look };
}

export const letterFor = async (context: ServerContext, caller: Caller, id: string) =>
  (await openLetter(context, caller, id)).seen;

/** Throws `document.unknown` for a file that is none of what they see of the letter. */
export async function mustSeeFile(
  context: ServerContext,
  caller: Caller,
  { letter, sha256 }: { letter: string; sha256: string },
): Promise<void> {
  const seen = await letterFor(context, caller, letter);
  if (!filesOf(seen).includes(sha256)) throw new LontarError('document.unknown', { sha256 });
}
