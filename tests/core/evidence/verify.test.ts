import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCore } from '../../../electron/core/core.ts';
import { registerLetters } from '../../../electron/core/letters/register.ts';
import { RegisterLetter } from '../../../shared/contract/letters.ts';
import { openDesk, resources, someFields } from '../temporary-archive.ts';
import { archiveWithLetters, tamper, verified } from './tampered-archive.ts';

test('an untouched archive agrees with itself, also after a rebuild', async () => {
  const { home } = await archiveWithLetters();
  const before = await verified(home);
  expect(before).toMatchObject({ ok: true, letters: 3, facts: 6, blobs: 1, findings: [] });
  const core = await openCore({ home, resources });
  const dump = () =>
    ['letters', 'letter_states', 'office'].map((table) =>
      core.context.archive.read.all({ text: `SELECT * FROM ${table} ORDER BY row`, values: [] }),
    );
  const tables = dump();
  await core.call('evidence.rebuild', {});
  expect(dump()).toEqual(tables);
  expect((await core.call('letters.list', { filter: 'lain' })).rows).toHaveLength(1);
  await core.close();
  expect(await verified(home)).toEqual(before);
});

test('one changed byte of any fact is found, and the letter named', async () => {
  const { home } = await archiveWithLetters();
  const file = path.join(home, 'archive.sqlite');
  const clean = readFileSync(file);
  const rows = new Database(file)
    .prepare('SELECT row, aggregate, fact FROM facts ORDER BY row')
    .all() as { row: number; aggregate: string; fact: string }[];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...rows),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 255 }),
      async ({ row, aggregate, fact }, share, flip) => {
        const bytes = Buffer.from(fact);
        const at = Math.floor(bytes.length * share);
        bytes[at] = bytes[at]! ^ flip;
        writeFileSync(file, clean);
        tamper(home, (db) =>
          db.prepare('UPDATE facts SET fact = CAST(? AS TEXT) WHERE row = ?').run(bytes, row),
        );
        const { ok, findings } = await verified(home);
        expect(ok).toBe(false);
        if (!aggregate.startsWith('letter:')) return;
        const named = findings.filter(({ letter }) => letter === aggregate.slice(7));
        expect(named.length).toBeGreaterThan(0);
        expect(named[0]!.agenda).toMatch(/^masuk\/\d{4}\/\d$/);
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  [
    'a state',
    "UPDATE letter_states SET state = replace(state, 'Undangan', 'undangan') || ' ' WHERE row = ?",
  ],
  ['a column', "UPDATE letters SET sender = sender || '.' WHERE row = ?"],
  ['an agenda number', 'UPDATE letters SET agenda = 99 WHERE row = ?'],
  ['a fact’s letter', "UPDATE facts SET aggregate = 'letter:x' WHERE row = ?"],
  ['a missing state', 'DELETE FROM letter_states WHERE row = ?'],
  ['a missing letter', 'DELETE FROM letters WHERE row = ?'],
  ['a missing fact', 'DELETE FROM facts WHERE row = ?'],
])('%s that was tampered with is found, and the letter named', async (_, statement) => {
  const { home, ids } = await archiveWithLetters();
  tamper(home, (db) => db.prepare(statement).run(3));
  const { ok, findings } = await verified(home);
  expect(ok).toBe(false);
  expect(findings.map(({ letter }) => letter)).toContain(ids[1]);
});

test('a fact forged with a hash of its own breaks the chain after it', async () => {
  const { home, ids } = await archiveWithLetters();
  const { sealFact } = await import('../../../shared/domain/fact.ts');
  const { sha256OfText } = await import('../../../electron/core/archive/journal.ts');
  tamper(home, (db) => {
    const { fact } = db.prepare('SELECT fact FROM facts WHERE row = 3').get() as { fact: string };
    const { hash: _, ...forged } = JSON.parse(fact);
    forged.body.fields.sender = 'Palsu';
    const { text } = sealFact(forged, sha256OfText);
    db.prepare('UPDATE facts SET fact = ? WHERE row = 3').run(text);
  });
  const { findings } = await verified(home);
  expect(
    findings.find(({ code, letter }) => code === 'chain.broken' && letter === ids[1]),
  ).toBeTruthy();
  expect(findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['chain.broken', 'state.differs']),
  );
});

test('the last facts can’t be cut off unseen', async () => {
  const { home, ids } = await archiveWithLetters();
  tamper(home, (db) => db.exec('DELETE FROM facts WHERE row = 6'));
  const { findings } = await verified(home);
  expect(findings).toContainEqual(
    expect.objectContaining({ code: 'state.differs', letter: ids[1] }),
  );
});

test.each(['changed', 'missing'])(
  'a document that is %s is found, and its letter named',
  async (how) => {
    const { home, ids, sha256 } = await archiveWithLetters();
    const blob = path.join(home, 'blobs', sha256.slice(0, 2), sha256);
    if (how === 'missing') rmSync(blob);
    else {
      chmodSync(blob, 0o600);
      const bytes = readFileSync(blob);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(blob, bytes);
    }
    const { ok, findings } = await verified(home);
    expect(ok).toBe(false);
    expect(findings).toEqual([
      expect.objectContaining({
        code: `blob.${how}`,
        letter: ids[0],
        agenda: expect.stringMatching(/\/1$/),
      }),
    ]);
  },
);

test('letters registered while it verifies are neither kept waiting nor taken for damage', async () => {
  const { core } = await openDesk();
  const register = () => core.call('letters.register', { fields: someFields() });
  for (let turn = 0; turn < 3; turn += 1) {
    registerLetters(
      core.context.archive,
      Array.from({ length: 400 }, () => RegisterLetter.parse({ fields: someFields() })),
    );
  }
  const before = core.context.archive.journal.head().seq;
  const course = { ended: false };
  const verifying = core.call('evidence.verify', {}).finally(() => {
    course.ended = true;
  });
  while (!course.ended) {
    await register();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const facts = core.context.archive.journal.head().seq;
  // Of one moment after it was asked for: what was registered after that is not in it.
  const seen = await verifying;
  expect(seen).toMatchObject({ ok: true, findings: [] });
  expect(seen.facts).toBeGreaterThanOrEqual(before);
  expect(seen.facts).toBeLessThan(facts);
  expect(await core.call('evidence.verify', {})).toMatchObject({ ok: true, facts });
});

test('a verification can be cancelled, and tells how far it is', async () => {
  const { core } = await openDesk();
  registerLetters(
    core.context.archive,
    Array.from({ length: 800 }, () => RegisterLetter.parse({ fields: someFields() })),
  );
  const controller = new AbortController();
  const seen: unknown[] = [];
  const verifying = core.call(
    'evidence.verify',
    {},
    {
      signal: controller.signal,
      progress: (done) => {
        seen.push(done);
        controller.abort();
      },
    },
  );
  await expect(verifying).rejects.toThrow(/abort/i);
  expect(seen).toEqual([{ facts: expect.any(Number), blobs: 0 }]);
});
