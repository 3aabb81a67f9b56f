import { canonicalText, type Fact } from '../../shared/domain/fact.ts';
import { columnsOf } from '../../shared/domain/letter/columns.ts';
import { type LetterFactAt, reduceLetter } from '../../shared/domain/letter/reduce.ts';
import { waitingOf } from '../../shared/domain/letter/routing.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import type { OfficeFact } from '../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../shared/domain/office/reduce.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Progress } from './manifest.ts';
import { eachOf } from './tables.ts';
import type { Find } from './verify-chains.ts';

interface Row {
  office: string;
  aggregate: string;
  fact: string;
}

/** Made anew from the facts of one aggregate; null where they don't follow each other. */
interface Made {
  office: string;
  aggregate: string;
  state: Letter | Office | null;
}

const BATCH = 200;

/** Every state made anew from the facts that were applied, in their order, and compared. */
export async function verifyStates(
  connection: Connection,
  find: Find,
  progress: Progress,
): Promise<number> {
  const counted = await connection.get<{ n: number }>(sql`SELECT count(*) AS n FROM letters`);
  const total = counted!.n;
  let letters = 0;
  let batch: Made[] = [];
  const compare = async () => {
    progress({ what: 'states', done: letters, total });
    await compareStates(connection, batch, find);
    batch = [];
  };
  for await (const made of madeStates(connection)) {
    if (made.aggregate.startsWith('letter:')) letters += 1;
    batch.push(made);
    if (batch.length === BATCH) await compare();
  }
  await compare();
  const strays = await connection.all<{ office: string; letter: string }>(
    sql`SELECT office, letter FROM letters WHERE NOT EXISTS (
          SELECT FROM facts WHERE facts.office = letters.office AND verdict = 'applied'
            AND aggregate = 'letter:' || letter::text) LIMIT 100`,
  );
  for (const { office, letter } of strays) find(office, 'state.without-facts', { letter });
  return total;
}

async function* madeStates(connection: Connection): AsyncGenerator<Made> {
  const query = `SELECT office, aggregate, fact FROM facts WHERE verdict = 'applied'
    ORDER BY office, aggregate, n`;
  let made = null as Made | null;
  let broken = false;
  for await (const { office, aggregate, fact } of eachOf<Row>(connection, query)) {
    if (made?.office !== office || made.aggregate !== aggregate) {
      if (made) yield made;
      made = { office, aggregate, state: null };
      broken = false;
    }
    if (broken) continue;
    try {
      made.state = after(made.state, JSON.parse(fact) as Fact);
    } catch {
      made.state = null;
      broken = true;
    }
  }
  if (made) yield made;
}

function after(state: Letter | Office | null, fact: Fact): Letter | Office {
  const [kind, id] = fact.aggregate.split(':') as [string, string];
  return kind === 'office'
    ? reduceOffice(state as Office | null, id, fact as unknown as OfficeFact)
    : reduceLetter(state as Letter | null, id, fact as unknown as LetterFactAt);
}

interface Stored {
  letter: string;
  office: string;
  receipt: string | null;
  state: string;
}

async function compareStates(connection: Connection, batch: Made[], find: Find): Promise<void> {
  const ids = batch.flatMap(({ aggregate }) => idOf(aggregate) ?? []);
  const stored = await connection.all<Stored & Record<string, unknown>>(
    sql`SELECT * FROM letters WHERE letter = ANY(${ids}::uuid[])`,
  );
  const waiting = await connection.all<{ office: string; letter: string; text: string }>(
    sql`SELECT office, letter, disposition || ' ' || position || ' ' || kind AS text FROM waiting
        WHERE letter = ANY(${ids}::uuid[])`,
  );
  const offices = await connection.all<{ office: string; state: string }>(
    sql`SELECT office, state FROM office_states`,
  );
  for (const { office, aggregate, state } of batch) {
    const letter = idOf(aggregate);
    if (state === null) {
      find(office, 'facts.out-of-order', { aggregate });
    } else if (letter === null) {
      const known = offices.find((one) => one.office === office)?.state;
      if (known !== canonicalText(state)) find(office, 'state.differs', { aggregate });
    } else {
      const row = stored.find((one) => one.office === office && one.letter === letter);
      const waits = waiting.filter((one) => one.office === office && one.letter === letter);
      const wrong = row ? differing(state as Letter, row, waits) : 'letter';
      if (wrong !== null) find(office, 'state.differs', { aggregate, in: wrong });
    }
  }
}

/** What of the stored letter differs; null where nothing does. */
function differing(
  letter: Letter,
  row: Stored & Record<string, unknown>,
  waits: { text: string }[],
) {
  if (row.state !== canonicalText(letter)) return 'state';
  if (row.receipt !== (letter.receipt?.code ?? null)) return 'receipt';
  const columns = Object.entries(columnsOf(letter));
  const column = columns.find(([name, value]) => row[name] !== value);
  if (column) return column[0];
  const expected = waitingOf(letter).map((one) => `${one.disposition} ${one.position} ${one.kind}`);
  const same =
    expected.sort().join('\n') ===
    waits
      .map(({ text }) => text)
      .sort()
      .join('\n');
  return same ? null : 'waiting';
}

const idOf = (aggregate: string) =>
  aggregate.startsWith('letter:') ? aggregate.slice('letter:'.length) : null;
