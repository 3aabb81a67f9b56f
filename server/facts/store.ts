import { canonicalText } from '../../shared/domain/fact.ts';
import { columnsOf } from '../../shared/domain/letter/columns.ts';
import { waitingOf } from '../../shared/domain/letter/routing.ts';
import type { Rows } from '../database/copy.ts';
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
 * Writes down what a ledger has taken in: each table once, its rows copied into it.
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

function storeFacts({ connection, office, appended }: Ledger): Promise<void> {
  return connection.copy({
    table: 'facts',
    columns: ['office', 'n', 'device', 'seq', 'id', 'aggregate', 'verdict', 'code', 'fact'],
    rows: appended.map(({ n, fact: { device, seq, id, aggregate }, text, verdict, code }) => {
      return { office, n, device, seq, id, aggregate, verdict, code, fact: text };
    }),
  });
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
  /** Those that stood before. */
  known: string[];
  letters: Rows;
  waiting: Rows;
}

function readyLetters({ office, letters, changed, known }: Ledger): ReadyLetters {
  const states = [...changed].map((id) => letters.get(id)!);
  return {
    known: states.filter(({ id }) => known.has(id)).map(({ id }) => id),
    letters: {
      table: 'letters',
      columns: LETTER_COLUMNS,
      rows: states.map((letter) => ({
        office,
        letter: letter.id,
        receipt: letter.receipt?.code ?? null,
        state: canonicalText(letter),
        ...columnsOf(letter),
      })),
    },
    waiting: {
      table: 'waiting',
      columns: WAITING_COLUMNS,
      rows: states.flatMap((letter) =>
        waitingOf(letter).map((one) => ({ office, letter: letter.id, ...one })),
      ),
    },
  };
}

async function storeLetters({ connection, office }: Ledger, ready: ReadyLetters): Promise<void> {
  if (ready.known.length > 0) {
    // With them goes what waits for them.
    await connection.run(
      sql`DELETE FROM letters WHERE office = ${office} AND letter = ANY(${ready.known}::uuid[])`,
    );
  }
  await connection.copy(ready.letters);
  await connection.copy(ready.waiting);
}

const LETTER_COLUMNS = [
  'office',
  'letter',
  'book',
  'year',
  'agenda',
  'received',
  'number',
  'date',
  'sender',
  'subject',
  'urgency',
  'secrecy',
  'status',
  'pages',
  'forwarded',
  'receipt',
  'state',
] as const;

const WAITING_COLUMNS = [
  'office',
  'letter',
  'disposition',
  'position',
  'kind',
  'since',
  'due',
  'seen',
] as const;
