import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FactRow } from '../../../electron/core/archive/journal.ts';
import { archiveWithLetters, tamper, verified } from './tampered-archive.ts';

const share = fc.double({ min: 0, max: 0.999, noNaN: true });
const flip = fc.integer({ min: 1, max: 255 });

/** What stands in one column of one row, and whose it is. */
interface Cell {
  table: string;
  column: string;
  row: number;
  value: string | number;
  letter: string | null;
}

function cellsOf(home: string): Cell[] {
  return tamper(home, (db) => {
    const owners = new Map(
      db
        .prepare('SELECT row, letter FROM letters')
        .all()
        .map((one) => Object.values(one as object) as [number, string]),
    );
    return ['facts', 'letters', 'letter_states', 'office'].flatMap((table) =>
      (db.prepare(`SELECT * FROM ${table}`).all() as Record<string, string | number | null>[]) //
        .flatMap(({ row, ...columns }) =>
          Object.entries(columns).flatMap(([column, value]) => {
            const aggregate = String(columns.aggregate ?? '');
            const letter = aggregate.startsWith('letter:')
              ? aggregate.slice(7)
              : (owners.get(Number(row)) ?? null);
            // Nothing to flip in nothing.
            return value === null || value === ''
              ? []
              : [{ table, column, row: Number(row), value, letter }];
          }),
        ),
    );
  });
}

test('one byte of any column of any row, changed, is found and names the letter', async () => {
  const { home, file } = await archiveWithLetters();
  const cells = cellsOf(home);
  const kinds = [...new Set(cells.map(({ table, column }) => `${table}.${column}`))];
  expect(kinds).toHaveLength(3 + 14 + 1 + 1);
  const clean = readFileSync(file);
  const some = fc
    .constantFrom(...kinds)
    .chain((kind) =>
      fc.constantFrom(...cells.filter(({ table, column }) => `${table}.${column}` === kind)),
    );
  await fc.assert(
    fc.asyncProperty(some, share, flip, async ({ table, column, row, value, letter }, at, bits) => {
      writeFileSync(file, clean);
      tamper(home, (db) => {
        if (typeof value === 'number') {
          // The second byte: no other letter has such a number.
          const changed = value ^ (bits << 8);
          db.prepare(`UPDATE ${table} SET ${column} = ? WHERE row = ?`).run(changed, row);
          return;
        }
        const bytes = Buffer.from(value);
        const place = Math.floor(bytes.length * at);
        bytes[place] = bytes[place]! ^ bits;
        const change = `UPDATE ${table} SET ${column} = CAST(? AS TEXT) WHERE row = ?`;
        db.prepare(change).run(bytes, row);
      });
      const { ok, findings } = await verified(home);
      expect(ok).toBe(false);
      if (letter === null) return;
      const named = findings.filter((one) => one.letter === letter);
      expect(named[0]?.agenda, JSON.stringify(findings)).toMatch(/^masuk\/\d{4}\/\d$/);
    }),
    { numRuns: 120 },
  );
}, 60_000);

test('bytes that are no UTF-8 are not taken for the sign that stands for them', async () => {
  const { home, ids, file } = await archiveWithLetters({ sender: 'Dinas \uFFFD' });
  expect(await verified(home)).toMatchObject({ ok: true });
  const clean = readFileSync(file);
  for (const [table, column] of [
    ['facts', 'fact'],
    ['letter_states', 'state'],
    ['letters', 'sender'],
  ]) {
    writeFileSync(file, clean);
    tamper(home, (db) => {
      const { text } = db.prepare(`SELECT ${column} AS text FROM ${table} WHERE row = 4`).get() as {
        text: string;
      };
      const bytes = Buffer.from(text);
      // F0 BF BD is a sequence cut short: it is read as one U+FFFD.
      bytes[bytes.indexOf('\uFFFD')] = 0xf0;
      expect(bytes.toString()).toBe(text);
      db.prepare(`UPDATE ${table} SET ${column} = CAST(? AS TEXT) WHERE row = 4`).run(bytes);
    });
    const { findings } = await verified(home);
    expect(findings, table).toContainEqual(expect.objectContaining({ letter: ids[2] }));
  }
});

test('one byte of a fact in the file itself is found, beyond what SQLite can read too', async () => {
  const { home, file } = await archiveWithLetters();
  // What an earlier form of the file left in free space is no row.
  tamper(home, (db) => db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)'));
  const clean = readFileSync(file);
  const db = new Database(file, { readonly: true });
  const rows = db.prepare('SELECT * FROM facts').all() as FactRow[];
  db.close();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...rows), fc.nat(), flip, async (row, where, bits) => {
      const payload = Buffer.from(row.aggregate + row.fact);
      const start = clean.lastIndexOf(payload);
      expect(start).toBeGreaterThan(0);
      // Four bytes before it say of which type and how long its columns are.
      const at = start - 4 + (where % (payload.length + 4));
      const bytes = Buffer.from(clean);
      bytes[at] = bytes[at]! ^ bits;
      writeFileSync(file, bytes);
      const { ok, findings } = await verified(home);
      expect(ok).toBe(false);
      if (!row.aggregate.startsWith('letter:')) return;
      const named = findings.filter(({ letter }) => letter === row.aggregate.slice(7));
      expect(named[0]?.agenda, JSON.stringify(findings)).toMatch(/^masuk\/\d{4}\/\d$/);
    }),
    { numRuns: 120 },
  );
}, 60_000);
