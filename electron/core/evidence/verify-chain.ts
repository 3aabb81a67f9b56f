import type { Finding } from '../../../shared/contract/evidence.ts';
import { canonicalText, Fact, genesis, isSealed } from '../../../shared/domain/fact.ts';
import type { Reader } from '../archive/database.ts';
import { type FactRow, sha256OfText } from '../archive/journal.ts';
import { sql } from '../archive/sql.ts';
import { finding } from './finding.ts';
import { inOrder, isShared, reduceInOrder } from './office-order.ts';
import { type Rebuilt, reduceFact } from './rebuild.ts';
import { read, walkRows } from './walk-rows.ts';
import type { Witness } from './witness.ts';

/** What the journal says, as far as it can be read. */
export interface Chain {
  facts: number;
  /** Hash of the newest fact; empty where nobody can read it. */
  head: string;
  seq: number;
  rebuilt: Rebuilt;
  /** The rows of each letter's first fact, by the letter's id. */
  rows: Map<string, number>;
  /** Aggregates with a fact that can't be believed: their state is not compared, they are named already. */
  doubtful: Set<string>;
}

/** Reads every fact: its own hash, its link to the one before, and whether it can follow that. */
export async function verifyChain(
  { archive, past, rest }: Witness,
  findings: Finding[],
): Promise<Chain> {
  const rebuilt: Rebuilt = { office: null, letters: new Map() };
  const chain: Chain = {
    facts: 0,
    head: genesis,
    seq: 0,
    rebuilt,
    rows: new Map(),
    doubtful: new Set(),
  };
  const shared = read(() => isShared(past)) ?? false;
  const tips = new Map<string, Tip>();
  let lastRow = 0;
  /** Whose fact can't be read, nobody knows: no chain can be told to be broken until each is heard anew. */
  const lost = () => {
    for (const tip of tips.values()) tip.hash = '';
  };
  const walk = walkRows(
    () => past.each<FactRow>(sql`SELECT * FROM facts ORDER BY row`),
    (row) => past.get<FactRow>(sql`SELECT * FROM facts WHERE row = ${row}`),
    () => upTo(newestRow(past)),
  );
  for (const { row, value } of walk) {
    await rest({ facts: chain.facts, blobs: 0 });
    chain.facts += 1;
    const report = (code: string, letter: string | null, data: object = {}) =>
      findings.push(finding(code, letter, { seq: row, ...data }));
    const fact = value && readFact(value.fact);
    const owner = letterOf(value?.aggregate) ?? ownerOf(past, row);
    if (!fact) {
      report('fact.unreadable', owner);
      chain.doubtful.add(owner ? `letter:${owner}` : String(value?.aggregate));
      // The next fact's `prev` can't be compared with a hash that nobody can read.
      if (shared) lost();
      else tips.set(archive.scribe.device, { hash: '', seq: row, owner: null });
      Object.assign(chain, { head: '' });
      lastRow = row;
      continue;
    }
    if (!isAsSealed(past, value, fact)) {
      report('fact.changed', owner);
      const own = letterOf(fact.aggregate);
      if (own !== owner) report('fact.changed', own);
      chain.doubtful.add(fact.aggregate).add(owner ? `letter:${owner}` : fact.aggregate);
    }
    const device = shared ? fact.device : archive.scribe.device;
    const tip = tips.get(device) ?? {
      seq: 0,
      hash: lastRow > 0 && !shared ? '' : genesis,
      owner: null,
    };
    const gap = fact.seq !== tip.seq + 1 && !(shared && tip.hash === '');
    if (gap || row !== (shared ? lastRow + 1 : fact.seq)) report('chain.gap', owner);
    if (tip.hash !== '' && fact.prev !== tip.hash) {
      // The link is between two facts: which of them was forged, the chain alone can't tell.
      report('chain.broken', owner);
      if (tip.owner) report('chain.broken', tip.owner, { seq: tip.row });
    }
    tips.set(device, { seq: shared ? fact.seq : row, hash: fact.hash, owner, row });
    lastRow = row;
    if (device === archive.scribe.device) Object.assign(chain, { head: fact.hash, seq: fact.seq });
    if (shared) continue;
    const message = follow(chain, fact, row);
    if (message) report('fact.out-of-order', owner, { message });
  }
  if (shared) await followOrder({ past, rest }, chain, findings);
  return chain;
}

interface Tip {
  seq: number;
  hash: string;
  owner: string | null;
  row?: number;
}

/** States of a journal with other desks' facts follow the office's order, not that of the rows. */
async function followOrder(
  { past, rest }: Pick<Witness, 'past' | 'rest'>,
  chain: Chain,
  findings: Finding[],
): Promise<void> {
  const { rebuilt, rows, doubtful } = chain;
  for (const { row, fact: text, waits } of inOrder(past)) {
    await rest({ facts: chain.facts, blobs: 0 });
    const fact = readFact(text);
    if (!fact || doubtful.has(fact.aggregate)) continue;
    const byLetter = new Map<string, number>();
    try {
      reduceInOrder(rebuilt, byLetter, { row, fact, waits });
    } catch (error) {
      const data = { seq: row, message: String(error) };
      findings.push(finding('fact.out-of-order', letterOf(fact.aggregate), data));
      continue;
    }
    const letter = letterOf(fact.aggregate);
    if (letter && byLetter.size > 0 && !rows.has(letter)) rows.set(letter, row);
  }
}

/** Null, or why the fact can't follow what was there. */
function follow({ rebuilt, rows, doubtful }: Chain, fact: Fact, row: number): string | null {
  const id = fact.aggregate.slice(fact.aggregate.indexOf(':') + 1);
  if (doubtful.has(fact.aggregate)) return null;
  const state = fact.aggregate.startsWith('letter:') ? rebuilt.letters.get(id) : rebuilt.office;
  if (fact.base > (state?.version ?? 0)) return `base ${fact.base}`;
  try {
    reduceFact(rebuilt, fact);
    if (fact.aggregate.startsWith('letter:') && !rows.has(id)) rows.set(id, row);
    return null;
  } catch (error) {
    return String(error);
  }
}

/** Whether every column is what was sealed, to the byte. */
function isAsSealed(past: Reader, stored: FactRow, fact: Fact): boolean {
  return (
    canonicalText(fact) === stored.fact &&
    isSealed(fact, stored.fact, sha256OfText) &&
    fact.aggregate === stored.aggregate &&
    fact.base === stored.base &&
    (!stored.fact.includes('\uFFFD') || hasBytesOf(past, stored))
  );
}

/** Bytes that are no UTF-8 are read as U+FFFD, as is U+FFFD itself: only SQLite can tell them apart. */
function hasBytesOf(past: Reader, { row, fact }: FactRow): boolean {
  const same = sql`SELECT 1 FROM facts WHERE row = ${row} AND fact = ${fact}`;
  return past.get(same) !== undefined;
}

function readFact(text: unknown): Fact | null {
  if (typeof text !== 'string') return null;
  return read(() => Fact.parse(JSON.parse(text)));
}

function letterOf(aggregate: unknown): string | null {
  if (typeof aggregate !== 'string' || !aggregate.startsWith('letter:')) return null;
  return aggregate.slice('letter:'.length);
}

/** The letter of a fact that can't be read itself, by the tables and the index that point at it. */
function ownerOf(past: Reader, row: number): string | null {
  const first = read(() =>
    past.get<{ letter: string }>(sql`SELECT letter FROM letters WHERE row = ${row}`),
  );
  if (first) return first.letter;
  const later = read(() =>
    past.get<{ aggregate: string }>(
      sql`SELECT aggregate FROM facts INDEXED BY later_facts WHERE base > 0 AND +row = ${row}`,
    ),
  );
  return letterOf(later?.aggregate);
}

function newestRow(reader: Reader): number {
  const rows = [
    read(() => reader.column<number>(sql`SELECT max(row) FROM facts`)[0]),
    read(() => reader.column<number>(sql`SELECT max(row) FROM letters`)[0]),
    read(
      () =>
        reader.column<number>(
          sql`SELECT max(+row) FROM facts INDEXED BY later_facts WHERE base > 0`,
        )[0],
    ),
  ];
  return Math.max(0, ...rows.map((row) => row ?? 0));
}

function* upTo(last: number): Generator<number> {
  for (let row = 1; row <= last; row += 1) yield row;
}
