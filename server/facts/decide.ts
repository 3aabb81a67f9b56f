import { hash } from 'node:crypto';
import { LontarError } from '../../shared/contract/error.ts';
import { dayOf } from '../../shared/domain/dates.ts';
import type { Actor, Decided, Fact } from '../../shared/domain/fact.ts';
import { sealFact } from '../../shared/domain/fact.ts';
import { decideLetter, type LetterCommand } from '../../shared/domain/letter/decide.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { decideOffice, type OfficeCommand } from '../../shared/domain/office/decide.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import { checkBody } from '../../shared/domain/sync/judge.ts';
import { newId } from '../../electron/core/archive/identity.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { type Ledger, lockOffice } from './ledger.ts';
import { storeLedger } from './store.ts';

type LetterChange = Exclude<LetterCommand, { name: 'letters.register' }>;

/**
 * A command on a letter by somebody on the web, decided on the office's present state and stored as facts
 * of this server's own chain, in one transaction.
 * Throws `letter.unknown`, and what `decideLetter` refuses.
 * @param within done in the same transaction, after the facts: what must not be without them
 */
export async function decideOnServer(
  { database, now }: ServerContext,
  office: string,
  actor: Actor,
  { letter: id, command }: { letter: string; command: LetterChange },
  within?: (connection: Connection, letter: Letter) => Promise<void>,
): Promise<Letter> {
  return database.transaction(async (connection) => {
    const ledger = await lockOffice(connection, office);
    await ledger.loadLetters([id]);
    const letter = ledger.letters.get(id) ?? null;
    if (!letter) throw new LontarError('letter.unknown', { letter: id });
    if (!ledger.state) throw new LontarError('office.missing');
    const decided = decideLetter(letter, command, ledger.state, dayOf(new Date(now())));
    await appendAll(ledger, { actor, now: now(), aggregate: `letter:${id}`, decided });
    const changed = ledger.letters.get(id)!;
    await within?.(connection, changed);
    return changed;
  });
}

/** A command on the office itself, as an administrator's: a lost desk's book handed over. */
export async function decideOfficeOnServer(
  { database, now }: ServerContext,
  office: string,
  actor: Actor,
  command: Exclude<OfficeCommand, { name: 'office.found' }>,
): Promise<Office> {
  return database.transaction(async (connection) => {
    const ledger = await lockOffice(connection, office);
    if (!ledger.state) throw new LontarError('office.missing');
    const { device } = await ownDevice(connection, office);
    const decided = decideOffice(ledger.state, command, device);
    const aggregate = `office:${ledger.state.id}`;
    await appendAll(ledger, { actor, now: now(), aggregate, decided });
    return ledger.state;
  });
}

interface ToAppend {
  actor: Actor;
  now: number;
  aggregate: string;
  decided: Decided[];
}

/** Seals what was decided onto this server's chain in the office. */
async function appendAll(
  ledger: Ledger,
  { actor, now, aggregate, decided }: ToAppend,
): Promise<void> {
  if (decided.length === 0) return;
  const tip = await ownDevice(ledger.connection, ledger.office);
  for (const one of decided) {
    const letter = ledger.letters.get(aggregate.slice('letter:'.length));
    const version = aggregate.startsWith('letter:') ? letter?.version : ledger.state?.version;
    const { fact, text } = sealFact(
      {
        id: newId(now),
        device: tip.device,
        seq: tip.seq + 1,
        at: new Date(now).toISOString(),
        actor,
        type: one.type,
        version: one.version,
        body: one.body as Fact['body'],
        aggregate,
        base: version ?? 0,
        prev: tip.tip,
      },
      (sealed) => hash('sha256', sealed, 'hex'),
    );
    checkBody(fact);
    const { verdict, code } = ledger.append(fact, text, { ofServer: true });
    // What was just decided on this very state is refused only where deciding and judging differ.
    if (verdict !== 'applied') throw new LontarError(code ?? 'internal', { type: one.type });
    Object.assign(tip, { seq: fact.seq, tip: fact.hash });
  }
  await storeLedger(ledger, {
    device: tip.device,
    seq: tip.seq,
    hash: tip.tip,
    signature: null,
  });
}

interface Own {
  device: string;
  seq: number;
  tip: string;
}

/** The chain of what people do on the web, one for each office. */
async function ownDevice(connection: Connection, office: string): Promise<Own> {
  const found = await connection.get<Own>(
    sql`SELECT device, seq, tip FROM devices WHERE office = ${office} AND public_key IS NULL`,
  );
  if (!found) throw new Error('the office has no chain of its own');
  return found;
}
