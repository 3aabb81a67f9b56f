import type { Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { type FactRow, sha256OfText } from '../../../electron/core/archive/journal.ts';
import { openCore } from '../../../electron/core/core.ts';
import { type Fact, sealFact } from '../../../shared/domain/fact.ts';
import { resources } from '../temporary-archive.ts';
import { archiveWithLetters, tamper, verified } from './tampered-archive.ts';

const factAt = (db: Database, row: number) =>
  db.prepare('SELECT * FROM facts WHERE row = ?').get(row) as FactRow;

/** The fact at a row with some of it replaced, sealed anew as a forger would. */
function forge(db: Database, row: number, change: (fact: Fact) => Partial<Fact>): Fact {
  const { hash: _, ...fact } = JSON.parse(factAt(db, row).fact) as Fact;
  const forged = sealFact({ ...fact, ...change(fact as Fact) }, sha256OfText);
  db.prepare('INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)').run(
    forged.fact.seq,
    forged.fact.aggregate,
    forged.fact.base,
    forged.text,
  );
  return forged.fact;
}

const lettersOf = async (home: string) => {
  const { ok, findings } = await verified(home);
  expect(ok).toBe(false);
  return findings.map(({ letter }) => letter);
};

// Rows: 1 the office, 2 to 4 the letters, 5 the disposition of the first, 6 the correction of the second.
describe('the chain', () => {
  test('two facts that changed places are found', async () => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) => {
      const [one, other] = [factAt(db, 3), factAt(db, 4)];
      const put = db.prepare('UPDATE facts SET aggregate = ?, base = ?, fact = ? WHERE row = ?');
      put.run(other.aggregate, other.base, other.fact, 3);
      put.run(one.aggregate, one.base, one.fact, 4);
    });
    expect(await lettersOf(home)).toEqual(expect.arrayContaining([ids[1], ids[2]]));
  });

  test('a fact taken out of the middle is found', async () => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) => db.exec('DELETE FROM facts WHERE row = 5'));
    expect(await lettersOf(home)).toContain(ids[0]);
  });

  test('facts cut off the end are found by the state that they left', async () => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) => db.exec('DELETE FROM facts WHERE row >= 4'));
    expect(await lettersOf(home)).toEqual(expect.arrayContaining(ids));
  });

  test('a fact put on the end, properly linked, is found by the state that lacks it', async () => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) =>
      forge(db, 6, ({ seq, base }) => {
        const { hash } = JSON.parse(factAt(db, 6).fact) as Fact;
        return { seq: seq + 1, base: base + 1, prev: hash, body: { fields: {} } };
      }),
    );
    expect(await lettersOf(home)).toEqual([ids[1]]);
  });

  test('a body that no command writes is found, however well it is sealed', async () => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) => forge(db, 3, () => ({ body: {} })));
    expect(await lettersOf(home)).toContain(ids[1]);
  });

  test('a letter’s row that moved, and a state without its letter, are found', async () => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) => {
      db.exec('UPDATE letters SET row = 77 WHERE row = 3');
      db.exec('UPDATE letter_states SET row = 77 WHERE row = 3');
      db.exec('DELETE FROM letters WHERE row = 4');
    });
    const found = (await verified(home)).findings.map(({ code, letter }) => [code, letter]);
    expect(found).toContainEqual(['state.columns-differ', ids[1]]);
    expect(found).toContainEqual(['state.missing', ids[2]]);
    expect(found).toContainEqual(['state.without-facts', ids[2]]);
  });
});

const docOfRow = '(SELECT doc FROM search_letters WHERE row = 4)';

describe('the words by which letters are found', () => {
  test.each([
    ['a letter taken out of them', `DELETE FROM search_tokens WHERE rowid = ${docOfRow}`],
    ['a letter taken out of the phrases', `DELETE FROM search_places WHERE rowid = ${docOfRow}`],
    [
      'a letter with words it does not have',
      `INSERT OR REPLACE INTO search_tokens (rowid, words) VALUES (${docOfRow}, '=a +rahasia')`,
    ],
    ['a letter counted for another unit', 'UPDATE search_letters SET units = sender WHERE row = 4'],
  ])('%s is found', async (_, statement) => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) => db.exec(statement));
    expect((await verified(home)).findings).toEqual([
      expect.objectContaining({ code: 'words.differ', letter: ids[2] }),
    ]);
  });
  test('a mark beyond the newest letter is found: letters after it would not be indexed', async () => {
    const { home } = await archiveWithLetters();
    tamper(home, (db) => db.exec('UPDATE words_mark SET row = 99'));
    expect((await verified(home)).findings).toMatchObject([{ code: 'words.differ' }]);
    const core = await openCore({ home, resources });
    await core.call('evidence.rebuild', {});
    expect((await core.call('letters.list', { filter: 'lain' })).rows).toHaveLength(1);
    expect(await core.call('evidence.verify', {})).toMatchObject({ ok: true });
    await core.close();
  });
});

describe('a rebuild', () => {
  test('of a forged journal is refused, and leaves the tables as witnesses', async () => {
    const { home, ids } = await archiveWithLetters();
    tamper(home, (db) => forge(db, 3, ({ body }) => ({ body: { ...body, officeName: 'Palsu' } })));
    const core = await openCore({ home, resources });
    await expect(core.call('evidence.rebuild', {})).rejects.toMatchObject({
      code: 'fact.unreadable',
      data: { seq: 4 },
    });
    const { letter } = await core.call('letters.get', { letter: ids[1] });
    expect(letter.officeName).toBe('Sekretariat Daerah');
    await core.close();
  });

  test('brings back tables that were emptied, to the byte', async () => {
    const { home } = await archiveWithLetters();
    const tables = ['letters', 'letter_states', 'office'];
    const dump = () =>
      tamper(home, (db) =>
        tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY row`).all()),
      );
    const before = dump();
    tamper(home, (db) => tables.forEach((table) => db.exec(`DELETE FROM ${table}`)));
    expect((await verified(home)).ok).toBe(false);
    const core = await openCore({ home, resources });
    expect(await core.call('evidence.rebuild', {})).toEqual({ letters: 3, facts: 6 });
    await core.close();
    expect(dump()).toEqual(before);
    expect(await verified(home)).toMatchObject({ ok: true });
  });
});
