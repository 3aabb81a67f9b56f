import { canonicalText } from '../../shared/domain/fact.ts';
import { columnsOf } from '../../shared/domain/letter/columns.ts';
import { waitingOf } from '../../shared/domain/letter/routing.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { listOf, unnested } from '../database/lists.ts';
import { sql } from '../database/sql.ts';
import type { Ledger } from './ledger.ts';

/** The channel on which servers tell each other, and their desks, of new facts: `office/head`. */
export const HEAD_CHANNEL = 'lontar_head';

/** Where a device's chain has come to. */
export interface Tip {
  device: string;
  seq: number;
  hash: string;
  signature: Uint8Array | null;
}

/**
 * Writes down what a ledger has taken in: each table once, its rows by the column.
 * @param tip of the device whose facts they are; null: its chain does not grow by them
 */
export async function storeLedger(ledger: Ledger, tip: Tip | null): Promise<void> {
  const { connection, office, head } = ledger;
  const facts = storeFacts(ledger);
  // Made ready while the database is busy with the facts.
  const letters = readyLetters(ledger);
  await facts;
  await storeDisputes(ledger);
  await storeLetters(ledger, letters);
  if (ledger.officeChanged) {
    const state = canonicalText(ledger.state);
    await connection.run(
      sql`INSERT INTO office_states (office, state) VALUES (${office}, ${state})
          ON CONFLICT (office) DO UPDATE SET state = excluded.state`,
    );
  }
  if (tip) {
    await connection.run(
      sql`UPDATE devices SET seq = ${tip.seq}, tip = ${tip.hash}, heard = now(),
            signature = ${tip.signature} WHERE device = ${tip.device}`,
    );
  }
  const name = ledger.state?.name ?? null;
  await connection.run(
    sql`UPDATE offices SET head = ${head}, founded = ${ledger.founded},
          name = coalesce(${name}, name) WHERE office = ${office}`,
  );
  await connection.run(sql`SELECT pg_notify(${HEAD_CHANNEL}, ${`${office}/${head}`})`);
}

const FACT_COLUMNS = {
  n: 'bigint',
  device: 'uuid',
  seq: 'bigint',
  id: 'uuid',
  aggregate: 'text',
  verdict: 'text',
  code: 'text',
  fact: 'text',
};
const insertFacts = `INSERT INTO facts (office, ${Object.keys(FACT_COLUMNS).join(', ')})
  SELECT $1::uuid, lines.* FROM ${unnested(FACT_COLUMNS, 2)}`;

async function storeFacts({ connection, office, appended }: Ledger): Promise<void> {
  const columns = [
    appended.map(({ n }) => n),
    appended.map(({ fact }) => fact.device),
    appended.map(({ fact }) => fact.seq),
    appended.map(({ fact }) => fact.id),
    appended.map(({ fact }) => fact.aggregate),
    appended.map(({ verdict }) => verdict),
    appended.map(({ code }) => code),
    appended.map(({ text }) => text),
  ];
  await connection.run({ text: insertFacts, values: [office, ...columns.map(listOf)] });
}

async function storeDisputes({ connection, office, appended }: Ledger): Promise<void> {
  for (const { n, fact, verdict } of appended) {
    if (verdict === 'disputed') {
      await connection.run(
        sql`INSERT INTO disputes (office, fact, n) VALUES (${office}, ${fact.id}, ${n})`,
      );
    } else if (verdict === 'applied' && fact.type.endsWith('.dispute-settled')) {
      const { fact: settled } = fact.body as { fact: string };
      await connection.run(
        sql`UPDATE disputes SET settled = coalesce(settled, ${n})
            WHERE office = ${office} AND fact = ${settled}`,
      );
    }
  }
}

interface ReadyLetters {
  states: Letter[];
  columns: string[];
}

function readyLetters({ letters, changed }: Ledger): ReadyLetters {
  const states = [...changed].map((id) => letters.get(id)!);
  const rows = states.map((letter) => ({
    letter: letter.id,
    ...columnsOf(letter),
    receipt: letter.receipt?.code ?? null,
    state: canonicalText(letter),
  }));
  return { states, columns: names.map((name) => listOf(rows.map((row) => row[name]))) };
}

async function storeLetters(
  { connection, office, known }: Ledger,
  { states, columns }: ReadyLetters,
): Promise<void> {
  if (states.length === 0) return;
  await connection.run({ text: upsertLetters, values: [office, ...columns] });
  const before = states.filter(({ id }) => known.has(id)).map(({ id }) => id);
  if (before.length > 0) {
    await connection.run(
      sql`DELETE FROM waiting WHERE office = ${office} AND letter = ANY(${before}::uuid[])`,
    );
  }
  const waiting = states.flatMap((letter) => waitingRows(letter));
  if (waiting.length === 0) return;
  await connection.run(
    sql`INSERT INTO waiting (office, letter, disposition, position, kind, since, due, seen)
        SELECT ${office}::uuid, letter, disposition, position, kind, since, due, seen
        FROM json_to_recordset(${JSON.stringify(waiting)}::json) AS row (letter uuid,
          disposition uuid, position text, kind text, since timestamptz, due text, seen boolean)`,
  );
}

const waitingRows = (letter: Letter) =>
  waitingOf(letter).map((one) => ({ letter: letter.id, ...one }));

const COLUMNS = {
  letter: 'uuid',
  book: 'text',
  year: 'int',
  agenda: 'int',
  received: 'text',
  number: 'text',
  date: 'text',
  sender: 'text',
  subject: 'text',
  urgency: 'text',
  secrecy: 'text',
  status: 'text',
  pages: 'int',
  forwarded: 'text',
  receipt: 'text',
  state: 'text',
};
const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const upsertLetters = `INSERT INTO letters (office, ${names.join(', ')})
  SELECT $1::uuid, lines.* FROM ${unnested(COLUMNS, 2)}
  ON CONFLICT (office, letter) DO UPDATE SET
    ${names
      .slice(1)
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}`;
