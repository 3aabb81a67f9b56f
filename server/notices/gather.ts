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
  const behind = await database.all<{ office: string }>(
    sql`SELECT office FROM notice_cursors JOIN offices USING (office) WHERE head > n`,
  );
  let facts = 0;
  for (const { office } of behind) {
    facts += await database.transaction((connection) => gatherOf(connection, office, now()));
  }
  return facts;
}

async function gatherOf(connection: Connection, office: string, now: number): Promise<number> {
  const cursor = await connection.get<{ n: number }>(
    sql`SELECT n FROM notice_cursors WHERE office = ${office} FOR UPDATE SKIP LOCKED`,
  );
  if (!cursor) return 0;
  const rows = await connection.all<{ n: number; verdict: string; fact: string }>(
    sql`SELECT n, verdict, fact FROM facts WHERE office = ${office} AND n > ${cursor.n}
        ORDER BY n LIMIT ${BATCH}`,
  );
  const since = new Date(now - NEWS_MS).toISOString();
  for (const { verdict, fact: text } of rows) {
    if (verdict !== 'applied') continue;
    const fact = JSON.parse(text) as Fact;
    if (fact.at < since) continue;
    if (fact.type === 'letter.disposed') await noteDisposition(connection, office, fact);
    if (fact.type === 'letter.registered') await noteLetter(connection, office, fact);
  }
  const last = rows.at(-1)?.n ?? cursor.n;
  await connection.run(sql`UPDATE notice_cursors SET n = ${last} WHERE office = ${office}`);
  return rows.length;
}

async function noteDisposition(connection: Connection, office: string, fact: Fact): Promise<void> {
  const { disposition } = fact.body as { disposition: GivenDisposition };
  const positions = [...disposition.to, ...(disposition.copies ?? [])].map(({ key }) => key);
  const letter = fact.aggregate.slice('letter:'.length);
  await connection.run(
    sql`INSERT INTO notices (person, kind, about, urgent)
        SELECT person, 'disposition', ${fact.id}::uuid,
          (SELECT urgency = 'sangat-segera' FROM letters
            WHERE letters.office = people.office AND letter = ${letter}::uuid)
        FROM people LEFT JOIN notice_settings USING (person)
        WHERE office = ${office} AND closed IS NULL AND positions && ${positions}::text[]
          AND coalesce(dispositions, true)
        ON CONFLICT DO NOTHING`,
  );
}

async function noteLetter(connection: Connection, office: string, fact: Fact): Promise<void> {
  const { agenda, fields } = fact.body as unknown as Pick<Letter, 'agenda' | 'fields'>;
  const row = await connection.get<{ state: string }>(
    sql`SELECT state FROM office_states WHERE office = ${office}`,
  );
  const { books } = JSON.parse(row!.state) as Office;
  if (books.find(({ key }) => key === agenda.book)?.direction !== 'incoming') return;
  const urgent = fields.urgency === 'sangat-segera';
  await connection.run(
    sql`INSERT INTO notices (person, kind, about, urgent)
        SELECT person, 'letter', ${fact.id}::uuid, ${urgent}
        FROM people JOIN notice_settings USING (person)
        WHERE office = ${office} AND closed IS NULL AND role = 'leader' AND letters
        ON CONFLICT DO NOTHING`,
  );
}
