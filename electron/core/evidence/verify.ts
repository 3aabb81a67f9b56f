import { existsSync } from 'node:fs';
import type { Finding, Verification } from '../../../shared/contract/evidence.ts';
import { canonicalText, Fact, genesis, hashOfFact } from '../../../shared/domain/fact.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { hashOfFile } from '../archive/blobs.ts';
import { type FactRow, sha256OfText } from '../archive/journal.ts';
import { sql } from '../archive/sql.ts';
import { columnsOf } from '../letters/columns.ts';
import { type Rebuilt, reduceFact } from './rebuild.ts';

export interface VerifyContext {
  signal?: AbortSignal | undefined;
  progress?: ((done: { facts: number; blobs: number }) => void) | undefined;
}

interface StoredLetter extends Record<string, unknown> {
  row: number;
  letter: string;
  state: string | null;
}

/**
 * Checks everything that can be checked without believing anything: the chain of facts, the state
 * tables against a rebuild held aside, and the hash of every document. Changes nothing.
 */
export async function verify(archive: Archive, context: VerifyContext = {}): Promise<Verification> {
  const findings: Finding[] = [];
  const rebuilt: Rebuilt = { office: null, letters: new Map() };
  const chain = verifyChain(archive, rebuilt, findings);
  const stored = verifyStates(archive, rebuilt, findings);
  const blobs = await verifyBlobs(archive, rebuilt, stored, findings, context);
  return {
    ok: findings.length === 0,
    facts: chain.facts,
    letters: rebuilt.letters.size,
    blobs,
    head: chain.head,
    findings: findings.map((found) => named(found, rebuilt, stored)),
  };
}

function verifyChain(archive: Archive, rebuilt: Rebuilt, findings: Finding[]) {
  const chain = { facts: 0, head: genesis, seq: 0 };
  const report = (code: string, row: FactRow, data: object = {}) =>
    findings.push(finding(code, letterOf(row.aggregate), { seq: row.row, ...data }));
  let before: FactRow | null = null;
  try {
    for (const row of archive.journal.each()) {
      chain.facts += 1;
      const fact = readFact(row.fact);
      if (!fact) {
        report('fact.unreadable', row);
        // The next fact's `prev` can't be compared with a hash that nobody can read.
        chain.head = '';
        chain.seq = row.row;
        continue;
      }
      if (hashOfFact(fact, sha256OfText) !== fact.hash) report('fact.changed', row);
      else if (canonicalText(fact) !== row.fact) report('fact.changed', row);
      if (fact.aggregate !== row.aggregate) {
        report('fact.changed', row);
        report('fact.changed', { ...row, aggregate: fact.aggregate });
      }
      if (fact.seq !== chain.seq + 1 || row.row !== fact.seq) report('chain.gap', row);
      if (chain.head !== '' && fact.prev !== chain.head) {
        // The link is between two facts: which of them was forged, the chain alone can't tell.
        report('chain.broken', row);
        if (before) report('chain.broken', before);
      }
      before = row;
      chain.head = fact.hash;
      chain.seq = fact.seq;
      try {
        reduceFact(rebuilt, fact);
      } catch (error) {
        report('fact.out-of-order', row, { message: String(error) });
      }
    }
  } catch (error) {
    findings.push(finding('archive.damaged', null, { message: String(error) }));
  }
  return chain;
}

function readFact(text: string): Fact | null {
  try {
    return Fact.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function verifyStates(archive: Archive, rebuilt: Rebuilt, findings: Finding[]) {
  const stored = new Map<string, Letter | null>();
  try {
    const rows = archive.read.each<StoredLetter>(
      sql`SELECT letters.*, state FROM letters LEFT JOIN letter_states USING (row) ORDER BY row`,
    );
    for (const { row: _, letter: id, state, ...columns } of rows) {
      const expected = rebuilt.letters.get(id);
      stored.set(id, readState(state));
      if (!expected) findings.push(finding('state.without-facts', id));
      else if (state !== canonicalText(expected)) findings.push(finding('state.differs', id));
      else if (!sameColumns(columns, columnsOf(expected))) {
        findings.push(finding('state.columns-differ', id));
      }
    }
    for (const id of rebuilt.letters.keys()) {
      if (!stored.has(id)) findings.push(finding('state.missing', id));
    }
    const office = archive.read.get<{ state: string }>(sql`SELECT state FROM office`);
    if ((office?.state ?? null) !== (rebuilt.office && canonicalText(rebuilt.office))) {
      findings.push(finding('state.office-differs', null));
    }
    const [answer] = archive.read.column<string>(sql`PRAGMA integrity_check(1)`);
    if (answer !== 'ok') findings.push(finding('archive.damaged', null, { message: answer }));
  } catch (error) {
    findings.push(finding('archive.damaged', null, { message: String(error) }));
  }
  return stored;
}

function sameColumns(stored: Record<string, unknown>, expected: Record<string, unknown>): boolean {
  return Object.entries(expected).every(([name, value]) => stored[name] === value);
}

function readState(text: string | null): Letter | null {
  try {
    return text === null ? null : (JSON.parse(text) as Letter);
  } catch {
    return null;
  }
}

async function verifyBlobs(
  archive: Archive,
  rebuilt: Rebuilt,
  stored: Map<string, Letter | null>,
  findings: Finding[],
  { signal, progress }: VerifyContext,
): Promise<number> {
  const owners = new Map<string, string[]>();
  const own = (sha256: string | undefined, id: string) => {
    if (!sha256 || !/^[0-9a-f]{64}$/.test(sha256)) return;
    const ids = owners.get(sha256) ?? [];
    if (!ids.includes(id)) owners.set(sha256, [...ids, id]);
  };
  for (const letter of rebuilt.letters.values()) own(letter.document?.sha256, letter.id);
  for (const [id, letter] of stored)
    if (!rebuilt.letters.has(id)) own(letter?.document?.sha256, id);
  for (const sha256 of archive.read.column<string>(sql`SELECT sha256 FROM drafts`)) {
    if (!owners.has(sha256)) owners.set(sha256, []);
  }
  let done = 0;
  for (const [sha256, ids] of owners) {
    signal?.throwIfAborted();
    const code = await blobFinding(archive.blobs.pathOf(sha256), sha256);
    if (code) {
      const concerned = ids.length > 0 ? ids : [null];
      for (const id of concerned) findings.push(finding(code, id, { sha256 }));
    }
    done += 1;
    if (done % 50 === 0) progress?.({ facts: archive.journal.head().seq, blobs: done });
  }
  return done;
}

async function blobFinding(path: string, sha256: string): Promise<string | null> {
  if (!existsSync(path)) return 'blob.missing';
  try {
    return (await hashOfFile(path)) === sha256 ? null : 'blob.changed';
  } catch {
    return 'blob.unreadable';
  }
}

function finding(code: string, letter: string | null, data: Record<string, unknown> = {}): Finding {
  return { code, letter, agenda: null, data };
}

function letterOf(aggregate: string): string | null {
  return aggregate.startsWith('letter:') ? aggregate.slice('letter:'.length) : null;
}

/** Adds the agenda number, by which a person finds the letter. */
function named(found: Finding, rebuilt: Rebuilt, stored: Map<string, Letter | null>): Finding {
  const letter = found.letter && (rebuilt.letters.get(found.letter) ?? stored.get(found.letter));
  return letter ? { ...found, agenda: agendaText(letter.agenda) } : found;
}
