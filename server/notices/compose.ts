import { dayOf } from '../../shared/domain/dates.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Between two messages to one person; what comes meanwhile is told in the next. */
const QUIET_MINUTES = 5;

/**
 * Puts what each person is to be told into one message a channel. Not within some minutes of the one
 * before: many letters at once are one message.
 */
export async function compose({ database }: Pick<ServerContext, 'database'>): Promise<number> {
  const waiting = await database.all<{ person: string }>(
    sql`SELECT DISTINCT person FROM notices WHERE NOT EXISTS (
          SELECT FROM messages WHERE messages.person = notices.person AND kind = 'new'
            AND made > now() - make_interval(mins => ${QUIET_MINUTES}))`,
  );
  let made = 0;
  for (const { person } of waiting) {
    made += await database.transaction(async (connection) => {
      const gone = await connection.all<{ kind: string; urgent: boolean }>(
        sql`DELETE FROM notices WHERE person = ${person} RETURNING kind, coalesce(urgent, false) AS urgent`,
      );
      // Another server was here between our looking and our taking.
      if (gone.length === 0) return 0;
      return write(connection, person, {
        kind: 'new',
        dispositions: gone.filter(({ kind }) => kind === 'disposition').length,
        letters: gone.filter(({ kind }) => kind === 'letter').length,
        overdue: 0,
        urgent: gone.filter(({ urgent }) => urgent).length,
      });
    });
  }
  return made;
}

/** Once a day from the set hour on, for everyone whose positions have something overdue. */
export async function composeDigests({
  database,
  settings,
  now,
}: Pick<ServerContext, 'database' | 'settings' | 'now'>): Promise<number> {
  const moment = new Date(now());
  if (moment.getHours() < settings.digestHour) return 0;
  const today = dayOf(moment);
  return database.transaction(async (connection) => {
    const due = await connection.all<{ office: string }>(
      sql`INSERT INTO digests (office, day) SELECT office, ${today}::date FROM offices
          ON CONFLICT DO NOTHING RETURNING office`,
    );
    let made = 0;
    for (const { office } of due) {
      const people = await connection.all<{ person: string; overdue: number; urgent: number }>(
        sql`SELECT person, count(*)::int AS overdue,
              count(*) FILTER (WHERE letters.urgency = 'sangat-segera')::int AS urgent
            FROM people JOIN waiting ON waiting.office = people.office
              AND position = ANY(positions) AND kind = 'task' AND due < ${today}
            JOIN letters ON letters.office = waiting.office AND letters.letter = waiting.letter
            LEFT JOIN notice_settings USING (person)
            WHERE people.office = ${office} AND closed IS NULL AND coalesce(digest, true)
            GROUP BY person`,
      );
      for (const { person, overdue, urgent } of people) {
        const none = { dispositions: 0, letters: 0 };
        made += await write(connection, person, { kind: 'digest', ...none, overdue, urgent });
      }
    }
    return made;
  });
}

interface Counts {
  kind: 'new' | 'digest';
  dispositions: number;
  letters: number;
  overdue: number;
  urgent: number;
}

/** One message for each of the person's browsers, and one mail. */
async function write(
  connection: Connection,
  person: string,
  { kind, dispositions, letters, overdue, urgent }: Counts,
): Promise<number> {
  return connection.run(
    sql`INSERT INTO messages (person, channel, subscription, kind, dispositions, letters, overdue, urgent)
        SELECT person, channel, hash, ${kind}, ${dispositions}::int, ${letters}::int, ${overdue}::int,
          ${urgent}::int
        FROM (
          SELECT people.person, 'mail' AS channel, NULL AS hash FROM people
            LEFT JOIN notice_settings USING (person)
            WHERE email IS NOT NULL AND coalesce(mail, true)
          UNION ALL
          SELECT people.person, 'push', hash FROM people JOIN push_subscriptions USING (person)
            LEFT JOIN notice_settings USING (person)
            WHERE coalesce(push, true)
        ) AS ways WHERE person = ${person}`,
  );
}
