import { LontarError } from '../../shared/contract/error.ts';
import { letterSeenBy } from '../../shared/domain/letter/seen-by.ts';
import { filesOf, type Letter } from '../../shared/domain/letter/state.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import type { Caller } from '../people/session.ts';
import { officeStateOf, todayOf, viewerOf } from './office.ts';

/**
 * A letter as whoever asks may see it. Throws `letter.unknown`, also for one that they may not know
 * of: the answer must not tell that there is such a letter.
 */
export async function letterFor(
  context: ServerContext,
  caller: Caller,
  id: string,
): Promise<Letter> {
  const { database } = context;
  const [row, office] = await Promise.all([
    database.get<{ state: string }>(
      sql`SELECT state FROM letters WHERE office = ${caller.office} AND letter = ${id}`,
    ),
    officeStateOf(database, caller.office),
  ]);
  const viewer = viewerOf(caller, office, todayOf(context));
  const seen = row ? letterSeenBy(JSON.parse(row.state) as Letter, viewer) : null;
  if (!seen) throw new LontarError('letter.unknown', { letter: id });
  return seen;
}

/** Throws `document.unknown` for a file that is none of what they see of the letter. */
export async function mustSeeFile(
  context: ServerContext,
  caller: Caller,
  { letter, sha256 }: { letter: string; sha256: string },
): Promise<void> {
  const seen = await letterFor(context, caller, letter);
  if (!filesOf(seen).includes(sha256)) throw new LontarError('document.unknown', { sha256 });
}
