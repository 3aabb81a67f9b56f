import type { Fact } from '../../shared/domain/fact.ts';
import type { GivenDisposition } from '../../shared/domain/letter/facts.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Of facts an office in one go. */
const BATCH = 1000;
/** What a desk did longer ago, without a line or before it joined, is no news any more. */
const NEWS_MS = 24 * 3600 * 1000;

/**
 * Goes through the facts that came since the last time, and notes whom they are news for; each fact once,
 * whichever server does it.
 * @returns how many facts were gone through
 */
export async function gather({
  database,
  now,
}: Pick<ServerContext, 'database' | 'now'>): Promise<number> {
  await database.run(
    sql`INSERT INTO notice_cursors (office, n) SELECT office, 0 FROM offices ON CONFLICT DO NOTHING`,
  );
  const behind = await database.all<{ office: string; head: number }>(
    sql`SELECT office, head FROM notice_cursors JOIN offices USING (office) WHERE head > n`,
  );
  let facts = 0;
  for (const one of behind) {
    facts += await database.transaction((connection) => gatherOf(connection, one, now()));
  }
  return facts;
}

async function gatherOf(
  connection: Connection,
  { office, head }: { office: string; head: number },
  now: number,
): Promise<number> {
  const cursor = await connection.get<{ n: number }>(
    sql`SELECT n FROM notice_cursors WHERE office = ${office} FOR UPDATE SKIP LOCKED`,
  );
  if (!cursor) return 0;
  const last = Math.max(cursor.n, Math.min(head, cursor.n + BATCH));
  const rows = await connection.all<{ n: number; verdict: string; fact: string }>(
    sql`SELECT n, verdict, fact FROM facts WHERE office = ${office} AND n > ${cursor.n} AND n <= ${last}
        ORDER BY n`,
  );
  const since = new Date(now - NEWS_MS).toISOString();
  const news = rows
    .filter(({ verdict }) => verdict === 'applied')
    .map(({ fact }) => JSON.parse(fact) as Fact)
    .filter(({ at }) => at >= since);
  await noteDispositions(connection, office, news);
  await noteLetters(connection, office, news);
  await connection.run(sql`UPDATE notice_cursors SET n = ${last} WHERE office = ${office}`);
  return rows.length;
}

async function noteDispositions(
  connection: Connection,
  office: string,
  news: Fact[],
): Promise<void> {
  const given = news
    .filter(({ type }) => type === 'letter.disposed')
    .map(({ id, aggregate, body }) => {
      const { to, copies = [] } = (body as { disposition: GivenDisposition }).disposition;
      const positions = [...to, ...copies].map(({ key }) => key);
      return { about: id, letter: aggregate.slice('letter:'.length), positions };
    });
  if (given.length === 0) return;
  await connection.run(
    sql`INSERT INTO notices (person, kind, about, urgent)
        SELECT person, 'disposition', about,
          (SELECT urgency = 'sangat-segera' FROM letters
            WHERE letters.office = people.office AND letters.letter = given.letter)
        FROM json_to_recordset(${JSON.stringify(given)}::json)
            AS given (about uuid, letter uuid, positions text[])
          JOIN people ON people.positions && given.positions
          LEFT JOIN notice_settings USING (person)
        WHERE office = ${office} AND closed IS NULL AND coalesce(dispositions, true)
        ON CONFLICT DO NOTHING`,
  );
}

async function noteLetters(connection: Connection, office: string, news: Fact[]): Promise<void> {
  const registered = news.filter(({ type }) => type === 'letter.registered');
  if (registered.length === 0) return;
  const row = await connection.get<{ state: string }>(
    sql`SELECT state FROM office_states WHERE office = ${office}`,
  );
  const { books } = JSON.parse(row!.state) as Office;
  const incoming = books.filter(({ direction }) => direction === 'incoming');
  const letters = registered.flatMap(({ id, body }) => {
    const { agenda, fields } = body as unknown as Pick<Letter, 'agenda' | 'fields'>;
    if (!incoming.some(({ key }) => key === agenda.book)) return [];
    return { about: id, urgent: fields.urgency === 'sangat-segera' };
  });
  await connection.run(
    sql`INSERT INTO notices (person, kind, about, urgent)
        SELECT person, 'letter', about, urgent
        FROM people JOIN notice_settings USING (person),
          json_to_recordset(${JSON.stringify(letters)}::json) AS given (about uuid, urgent boolean)
        WHERE office = ${office} AND closed IS NULL AND role = 'leader' AND letters
        ON CONFLICT DO NOTHING`,
  );
}
