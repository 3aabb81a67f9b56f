import type { Finding } from '../../../shared/contract/evidence.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { type Waiting, waitingOf } from '../../../shared/domain/letter/routing.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { waitingRows } from '../dispositions/waiting.ts';
import { columnsOf } from '../../../shared/domain/letter/columns.ts';
import { finding } from './finding.ts';
import type { Chain } from './verify-chain.ts';
import { read, walkRows } from './walk-rows.ts';
import type { Witness } from './witness.ts';

interface StoredLetter extends Record<string, unknown> {
  row: number;
  letter: string;
  state: string | null;
}

type Stored = Map<string, Letter | null>;

/** Compares the state tables with what the facts give; returns the letters as they are stored. */
export async function verifyStates(
  { past, rest }: Witness,
  chain: Chain,
  findings: Finding[],
): Promise<Stored> {
  const { rebuilt, rows, doubtful } = chain;
  const stored: Stored = new Map();
  const walk = walkRows(
    () =>
      past.each<StoredLetter>(
        sql`SELECT letters.*, state FROM letters LEFT JOIN letter_states USING (row) ORDER BY row`,
      ),
    (row) =>
      past.get<StoredLetter>(
        sql`SELECT letters.*, state FROM letters LEFT JOIN letter_states USING (row)
            WHERE row = ${row}`,
      ),
    () => rows.values(),
  );
  for (const { row, value } of walk) {
    await rest({ facts: chain.facts, blobs: 0 });
    // One that can't be read is reported as missing below.
    if (!value) continue;
    const id = String(value.letter);
    const expected = rebuilt.letters.get(id);
    stored.set(id, readState(value.state));
    if (doubtful.has(`letter:${id}`)) continue;
    if (!expected) findings.push(finding('state.without-facts', id));
    else if (!isText(past, value, canonicalText(expected))) {
      findings.push(finding('state.differs', id));
    } else if (row !== rows.get(id) || !read(() => hasColumns(past, value, expected))) {
      findings.push(finding('state.columns-differ', id));
    } else if (!read(() => waitsAsStored(past, row, expected))) {
      findings.push(finding('state.waiting-differs', id));
    }
  }
  for (const id of rebuilt.letters.keys()) {
    if (!stored.has(id) && !doubtful.has(`letter:${id}`))
      findings.push(finding('state.missing', id));
  }
  verifyOrphans(past, findings);
  verifyOffice(past, chain, findings);
  verifyIntegrity(past, findings);
  return stored;
}

function verifyOrphans(past: Reader, findings: Finding[]): void {
  const orphans = read(() =>
    past.all<{ state: string }>(
      sql`SELECT state FROM letter_states WHERE row NOT IN (SELECT row FROM letters)`,
    ),
  );
  for (const { state } of orphans ?? []) {
    findings.push(finding('state.without-facts', readState(state)?.id ?? null));
  }
}

function verifyOffice(past: Reader, chain: Chain, findings: Finding[]): void {
  const { rebuilt, doubtful } = chain;
  if ([...doubtful].some((aggregate) => !aggregate.startsWith('letter:'))) return;
  const expected = rebuilt.office && canonicalText(rebuilt.office);
  // SQLite compares bytes; reading would take bytes that are no UTF-8 for U+FFFD.
  const same = read(
    () =>
      past.column<number>(
        sql`SELECT count(*) FROM office WHERE row = 1 AND state IS ${expected}`,
      )[0],
  );
  const all = read(() => past.column<number>(sql`SELECT count(*) FROM office`)[0]);
  const wanted = expected === null ? 0 : 1;
  if (same !== wanted || all !== wanted) findings.push(finding('state.office-differs', null));
}

function verifyIntegrity(past: Reader, findings: Finding[]): void {
  const message = readOr(() => past.column<string>(sql`PRAGMA integrity_check(1)`)[0]);
  if (message !== 'ok') findings.push(finding('archive.damaged', null, { message }));
}

function readOr(work: () => string | undefined): string | undefined {
  try {
    return work();
  } catch (error) {
    const { data } = error as { data?: { message?: string } };
    return data?.message ?? String(error);
  }
}

function isText(past: Reader, { row, state }: StoredLetter, expected: string): boolean {
  if (state !== expected) return false;
  if (!expected.includes('\uFFFD')) return true;
  const same = sql`SELECT 1 FROM letter_states WHERE row = ${row} AND state = ${expected}`;
  return past.get(same) !== undefined;
}

function hasColumns(past: Reader, stored: StoredLetter, expected: Letter): boolean {
  return Object.entries(columnsOf(expected)).every(([name, value]) => {
    if (stored[name] !== value) return false;
    if (typeof value !== 'string' || !value.includes('\uFFFD')) return true;
    // The name is one of our own columns.
    const text = `SELECT 1 FROM letters WHERE row = ? AND ${name} = ?`;
    return past.get({ text, values: [stored.row, value] }) !== undefined;
  });
}

function waitsAsStored(past: Reader, row: number, expected: Letter): boolean {
  const inOrder = (all: Waiting[]) => all.map((one) => canonicalText(one)).sort();
  const stored = inOrder(waitingRows(past, row));
  return canonicalText(stored) === canonicalText(inOrder(waitingOf(expected)));
}

function readState(text: string | null): Letter | null {
  if (text === null) return null;
  const state = read(() => JSON.parse(text) as Letter | null);
  return state?.agenda ? state : null;
}
