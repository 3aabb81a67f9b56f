import { hash } from 'node:crypto';
import type { z } from 'zod';
import { LontarError } from '../../shared/contract/error.ts';
import type { factRoutes } from '../../shared/contract/server/facts.ts';
import { canonicalText, Fact, isSealed } from '../../shared/domain/fact.ts';
import { holds } from '../../shared/domain/sync/holds.ts';
import { checkBody } from '../../shared/domain/sync/judge.ts';
import { signedChain } from '../../shared/domain/sync/signed-text.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Desk } from '../enrolment/authenticate.ts';
import { isSigned } from '../enrolment/keys.ts';
import { type Ledger, letterOf, lockOffice } from './ledger.ts';
import { storeLedger } from './store.ts';

type Input = z.output<typeof factRoutes.send.input>;
type Output = z.output<typeof factRoutes.send.output>;
type Confirmed = Output['confirmed'][number];

interface Sent {
  fact: Fact;
  text: string;
}

/**
 * Takes in a desk's facts: checked for themselves, then, under the office's lock, decided again on what
 * they meet, numbered and stored with the states that they make. What came before is answered with the
 * numbers that it got then. Anything malformed refuses all of it, and nothing has changed.
 */
export async function takeFacts(
  { database }: ServerContext,
  desk: Desk,
  { facts, signature }: Input,
): Promise<Output> {
  const sent = checkChain(facts, desk.device);
  const last = sent.at(-1)!.fact;
  if (!isSigned(desk.key, signedChain(last.hash), signature)) {
    throw new LontarError('auth.signature');
  }
  return oneAfterAnother(desk.device, () =>
    database.transaction(async (connection) => {
      const ledger = await lockOffice(connection, desk.office);
      const tip = await connection.get<{ seq: number; tip: string; revoked: string | null }>(
        sql`SELECT seq, tip, revoked FROM devices WHERE device = ${desk.device}`,
      );
      if (!tip || tip.revoked) throw new LontarError('auth.revoked');
      const repeated = sent.filter(({ fact }) => fact.seq <= tip.seq);
      const fresh = sent.slice(repeated.length);
      const confirmed = await answersTo(connection, desk.device, repeated);
      const [first] = fresh;
      if (first && (first.fact.seq !== tip.seq + 1 || first.fact.prev !== tip.tip)) {
        throw new LontarError('chain.broken', { seq: tip.seq, tip: tip.tip });
      }
      if (first) {
        confirmed.push(...(await append(ledger, fresh)));
        const bytes = Buffer.from(signature, 'base64url');
        const { seq, hash: newest } = last;
        await storeLedger(ledger, { device: desk.device, seq, hash: newest, signature: bytes });
      }
      return { confirmed, head: ledger.head };
    }),
  );
}

const underWay = new Map<string, Promise<unknown>>();

/**
 * A desk sends what follows before it has its answer: in the order in which it came, as far as it comes to
 * this server. Through another it may be refused, and is sent again.
 */
function oneAfterAnother<Result>(device: string, work: () => Promise<Result>): Promise<Result> {
  const before = underWay.get(device) ?? Promise.resolve();
  const mine = before.then(work, work);
  underWay.set(device, mine);
  const forget = () => {
    if (underWay.get(device) === mine) underWay.delete(device);
  };
  mine.then(forget, forget);
  return mine;
}

async function append(ledger: Ledger, fresh: Sent[]): Promise<Confirmed[]> {
  for (const { fact } of fresh) {
    if (letterOf(fact.aggregate) !== null) continue;
    ledger.founded ??= fact.aggregate.slice('office:'.length);
    if (fact.aggregate !== `office:${ledger.founded}`) {
      throw new LontarError('fact.of-another-office', { seq: fact.seq });
    }
  }
  await ledger.prepare(fresh.map(({ fact }) => fact));
  return fresh.map(({ fact, text }) => {
    const { n, verdict, code } = ledger.append(fact, text);
    return { seq: fact.seq, n, verdict, code };
  });
}

const holdsFact = holds(Fact);
const isFact = (one: unknown): one is Fact => holdsFact(one);

/** Parsed, each following the one before, its hash what it says, its body in the form of its type. */
function checkChain(given: unknown[], device: string): Sent[] {
  let before: Fact | null = null;
  return given.map((one) => {
    if (!isFact(one)) {
      throw new LontarError('fact.malformed', { after: before?.seq ?? null });
    }
    // As it came: its keys are in their order, so that it is quickly written again.
    const fact = one;
    if (fact.device !== device) throw new LontarError('fact.of-another-device', { seq: fact.seq });
    if (before && (fact.seq !== before.seq + 1 || fact.prev !== before.hash)) {
      throw new LontarError('chain.broken', { seq: before.seq, tip: before.hash });
    }
    const text = canonicalText(fact);
    if (!isSealed(fact, text, sha256)) throw new LontarError('fact.changed', { seq: fact.seq });
    checkBody(fact);
    before = fact;
    return { fact, text };
  });
}

const sha256 = (text: string) => hash('sha256', text, 'hex');

/** The numbers of facts that are in already. Throws `chain.forked` for another fact in the same place. */
async function answersTo(
  connection: Connection,
  device: string,
  repeated: Sent[],
): Promise<Confirmed[]> {
  if (repeated.length === 0) return [];
  const rows = await connection.all<Confirmed & { id: string }>(
    sql`SELECT seq, n, id, verdict, code FROM facts
        WHERE device = ${device} AND seq >= ${repeated[0]!.fact.seq}
          AND seq <= ${repeated.at(-1)!.fact.seq} ORDER BY n`,
  );
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  return repeated.map(({ fact }) => {
    const row = bySeq.get(fact.seq);
    if (row?.id !== fact.id) throw new LontarError('chain.forked', { seq: fact.seq });
    const { seq, n, verdict, code } = row;
    return { seq, n, verdict, code };
  });
}
