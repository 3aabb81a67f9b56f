import type { Fact } from '../../shared/domain/fact.ts';
import { checkBody } from '../../shared/domain/sync/judge.ts';
import { isKnown } from '../../shared/domain/sync/known.ts';
import type { Connection, Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { lockOffice } from './ledger.ts';
import { storeLedger } from './store.ts';

interface Kept {
  office: string;
  n: number;
  device: string;
  seq: number;
  fact: string;
}

/**
 * Facts that were kept because a newer Lontar wrote them, and that this one understands: each is judged on
 * what it meets now and stands in the office's order once more, with a number of its own.
 */
export async function judgeAgain(database: Database): Promise<void> {
  const kept = await database.all<Kept>(
    sql`SELECT office, n, device, seq, fact FROM facts WHERE verdict = 'newer' ORDER BY office, n`,
  );
  for (const one of kept) {
    const fact = JSON.parse(one.fact) as Fact;
    if (isKnown(fact) && holds(fact)) {
      await database.transaction((connection) => judgeOne(connection, one, fact));
    }
  }
}

/** What its form refuses would have been refused when it came; it stays as it is, of no effect. */
function holds(fact: Fact): boolean {
  try {
    checkBody(fact);
    return true;
  } catch {
    return false;
  }
}

async function judgeOne(
  connection: Connection,
  { office, device, seq, fact: text }: Kept,
  fact: Fact,
): Promise<void> {
  const ledger = await lockOffice(connection, office);
  // Another server that was started with this one may have been here.
  const done = await connection.get(
    sql`SELECT 1 FROM facts WHERE device = ${device} AND seq = ${seq} AND verdict <> 'newer'`,
  );
  if (done) return;
  await ledger.prepare([fact]);
  ledger.append(fact, text);
  await storeLedger(ledger, null);
}
