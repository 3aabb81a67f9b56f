import { hash } from 'node:crypto';
import { canonicalText, Fact, genesis, isSealed } from '../../shared/domain/fact.ts';
import { signedChain } from '../../shared/domain/sync/signed-text.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { isSigned } from '../enrolment/keys.ts';
import type { Progress } from './manifest.ts';
import { eachOf } from './tables.ts';

export type Find = (office: string, code: string, data?: Record<string, unknown>) => void;

interface Row {
  office: string;
  n: number;
  device: string;
  seq: number;
  id: string;
  aggregate: string;
  fact: string;
}

interface Device {
  office: string;
  device: string;
  seq: number;
  tip: string;
  public_key: Uint8Array | null;
  signature: Uint8Array | null;
}

const sha256 = (text: string) => hash('sha256', text, 'hex');
const EVERY = 1000;

/** Each fact's hash, each device's chain up to its signed tip, and the office's numbers. */
export async function verifyChains(
  connection: Connection,
  find: Find,
  progress: Progress,
): Promise<number> {
  const counted = await connection.get<{ n: number }>(sql`SELECT count(*) AS n FROM facts`);
  const total = counted!.n;
  const tips = new Map<string, { seq: number; hash: string }>();
  let done = 0;
  const query = 'SELECT * FROM facts ORDER BY office, device, seq, n';
  for await (const row of eachOf<Row>(connection, query)) {
    if (done % EVERY === 0) progress({ what: 'facts', done, total });
    done += 1;
    const at = { n: row.n, device: row.device, seq: row.seq };
    const fact = read(row.fact);
    if (!fact || canonicalText(fact) !== row.fact || !isSealed(fact, row.fact, sha256)) {
      find(row.office, 'fact.changed', at);
      continue;
    }
    if (!isSame(row, fact)) find(row.office, 'fact.misplaced', at);
    const tip = tips.get(row.device) ?? { seq: 0, hash: genesis };
    // A fact that was too new for this server once stands there again, with a number of its own.
    if (fact.seq === tip.seq && fact.hash === tip.hash) continue;
    if (fact.seq !== tip.seq + 1 || fact.prev !== tip.hash) find(row.office, 'chain.broken', at);
    tips.set(row.device, { seq: fact.seq, hash: fact.hash });
  }
  await verifyTips(connection, tips, find);
  await verifyNumbers(connection, find);
  return total;
}

async function verifyTips(
  connection: Connection,
  tips: Map<string, { seq: number; hash: string }>,
  find: Find,
): Promise<void> {
  const devices = await connection.all<Device>(
    sql`SELECT office, device, seq, tip, public_key, signature FROM devices`,
  );
  for (const { office, device, seq, tip, public_key, signature } of devices) {
    const found = tips.get(device) ?? { seq: 0, hash: genesis };
    if (found.seq !== seq || (seq > 0 && found.hash !== tip)) {
      find(office, 'chain.tip', { device, seq, found: found.seq });
    } else if (seq > 0 && public_key && signature) {
      const [key, signed] = [public_key, signature].map((bytes) =>
        Buffer.from(bytes).toString('base64url'),
      );
      if (!isSigned(key!, signedChain(tip), signed!)) find(office, 'chain.signature', { device });
    }
  }
}

/** 1, 2, 3 … up to the head, without a gap. */
async function verifyNumbers(connection: Connection, find: Find): Promise<void> {
  const wrong = await connection.all<{ office: string; head: number; facts: number; last: number }>(
    sql`SELECT offices.office, head, count(n) AS facts, coalesce(max(n), 0) AS last
        FROM offices LEFT JOIN facts USING (office) GROUP BY offices.office
        HAVING count(n) <> head OR coalesce(max(n), 0) <> head`,
  );
  for (const { office, ...data } of wrong) find(office, 'facts.gap', data);
}

function read(text: string): Fact | null {
  try {
    return Fact.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const isSame = (row: Row, fact: Fact) =>
  row.device === fact.device &&
  row.seq === fact.seq &&
  row.id === fact.id &&
  row.aggregate === fact.aggregate;
