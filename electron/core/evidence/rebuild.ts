import { LontarError } from '../../../shared/contract/error.ts';
import { canonicalText, type Fact, genesis, isSealed } from '../../../shared/domain/fact.ts';
import { type LetterFactAt, reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { OfficeFact } from '../../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Writer } from '../archive/database.ts';
import { sha256OfText } from '../archive/journal.ts';
import { sql } from '../archive/sql.ts';
import { insertLetter } from '../letters/store.ts';
import { storeOffice } from '../office/store.ts';
import { mendReadings } from '../reading/store.ts';
import { inOrder, isShared, reduceInOrder } from './office-order.ts';
import { forgetIndex } from '../search/index-letters.ts';

/** All state, made from facts alone. Letters keep the order in which they were registered. */
export interface Rebuilt {
  office: Office | null;
  letters: Map<string, Letter>;
}

export function reduceFact(state: Rebuilt, fact: Fact): void {
  const [kind, id] = fact.aggregate.split(':') as ['letter' | 'office', string];
  if (kind === 'office') {
    state.office = reduceOffice(state.office, id, fact as unknown as OfficeFact);
    return;
  }
  const before = state.letters.get(id) ?? null;
  state.letters.set(id, reduceLetter(before, id, fact as unknown as LetterFactAt));
}

/**
 * Makes all state tables anew from the journal, in one transaction. Throws `fact.unreadable` where the
 * chain is broken: state made from a forged fact would hide what the tables still know of the true one.
 */
export function rebuild(archive: Archive): { letters: number; facts: number } {
  return archive.write((writer) => {
    const state: Rebuilt = { office: null, letters: new Map() };
    const { facts, rows } = isShared(writer)
      ? reduceShared(archive, writer, state)
      : reduceOwn(archive, state);
    forgetIndex(writer);
    writer.run(sql`DELETE FROM waiting`);
    writer.run(sql`DELETE FROM letter_states`);
    writer.run(sql`DELETE FROM letters`);
    writer.run(sql`DELETE FROM office`);
    if (state.office) storeOffice(writer, state.office);
    for (const letter of state.letters.values()) {
      insertLetter(writer, rows.get(`letter:${letter.id}`)!, letter);
    }
    mendReadings(writer);
    writer.run(sql`DELETE FROM meta WHERE key = 'states'`);
    return { letters: state.letters.size, facts };
  });
}

/** A journal of this desk alone: its order is the chain's. */
function reduceOwn(archive: Archive, state: Rebuilt): { facts: number; rows: Map<string, number> } {
  let facts = 0;
  const rows = new Map<string, number>();
  let prev = genesis;
  for (const { row, aggregate, fact } of archive.journal.each()) {
    facts += 1;
    if (!rows.has(aggregate)) rows.set(aggregate, row);
    prev = readable(row, () => {
      const next = JSON.parse(fact) as Fact;
      mustFollow(next, prev);
      reduceFact(state, next);
      return next.hash;
    });
  }
  return { facts, rows };
}

/** A journal with other desks' facts: each device's chain by the row, then states in the office's order. */
function reduceShared(
  archive: Archive,
  writer: Writer,
  state: Rebuilt,
): { facts: number; rows: Map<string, number> } {
  let facts = 0;
  const tips = new Map<string, string>();
  for (const { row, fact } of archive.journal.each()) {
    facts += 1;
    readable(row, () => {
      const next = JSON.parse(fact) as Fact;
      mustFollow(next, tips.get(next.device) ?? genesis);
      tips.set(next.device, next.hash);
    });
  }
  writer.run(sql`DELETE FROM disputes`);
  writer.run(
    sql`INSERT INTO disputes (fact, row) SELECT fact ->> '$.id', row FROM confirmed JOIN facts USING (row)
        WHERE verdict = 'disputed'`,
  );
  const rows = new Map<string, number>();
  for (const { row, fact, waits } of inOrder(writer)) {
    const next = JSON.parse(fact) as Fact;
    reduceInOrder(state, rows, { row, fact: next, waits });
    if (next.type.endsWith('.dispute-settled')) {
      const { fact: settled } = next.body as { fact: string };
      writer.run(sql`UPDATE disputes SET settled = 1 WHERE fact = ${settled}`);
    }
  }
  return { facts, rows };
}

function readable<Value>(row: number, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new LontarError('fact.unreadable', { seq: row, message });
  }
}

function mustFollow(fact: Fact, prev: string): void {
  if (fact.prev !== prev) throw new Error('the chain is broken before it');
  if (!isSealed(fact, canonicalText(fact), sha256OfText)) throw new Error('its hash differs');
}
