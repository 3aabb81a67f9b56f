import { randomBytes, hash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolder } from '../../../server/blobs/folder.ts';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { openDatabase } from '../../../server/database/open.ts';
import { makeCode, makeOffice } from '../../../server/enrolment/codes.ts';
import type { Server } from '../../../server/listen.ts';
import { addPerson } from '../../../server/people/keep-accounts.ts';
import { backUp } from '../../../server/operating/back-up.ts';
import { restore } from '../../../server/operating/restore.ts';
import { verifyServer } from '../../../server/operating/verify.ts';
import { temporaryFolder } from '../../core/temporary-archive.ts';
import { startPostgres } from '../postgres.ts';
import { SigningDesk } from '../signing-desk.ts';
import { testServer } from '../start-server.ts';

const silent = () => undefined;
const bytes = randomBytes(50_000);
const sha256 = hash('sha256', bytes, 'hex');

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
let letters: string[];
beforeAll(async () => {
  postgres = await startPostgres();
  server = await testServer({ DATABASE_URL: postgres.url });
  const { database, blobs } = server.context;
  const office = await makeOffice(database, 'Setda');
  const desk = new SigningDesk();
  await desk.enrol(server.address, await makeCode(database, office, Date.now()));
  desk.found();
  for (const number of [1, 2, 3]) desk.register(number);
  letters = [...desk.letters.keys()];
  const given = { from: 'sekda', to: ['asisten-1'], copies: [], instructions: [], note: '' };
  desk.change(letters[0]!, {
    name: 'dispositions.give',
    input: { ...given, due: null, paper: null },
  } as never);
  desk.change(letters[1]!, { name: 'letters.issueReceipt', input: { code: 'a'.repeat(26) } });
  const { status } = await desk.send(desk.facts);
  if (status !== 200) throw new Error(`the facts were refused: ${status}`);
  const file = path.join(server.context.settings.data, 'file');
  writeFileSync(file, bytes);
  await blobs.take(file, sha256);
  await database.run(
    sql`INSERT INTO blobs (office, sha256, bytes) VALUES (${office}, ${sha256}, ${bytes.length})`,
  );
  const person = {
    login: 'sekda',
    name: 'Bu Sekda',
    role: 'leader' as const,
    positions: ['sekda'],
  };
  await addPerson(database, office, { ...person, email: null }, Date.now());
}, 60_000);
afterAll(async () => {
  await server.close();
  postgres.stop();
});

const everything = async (database: Database) => ({
  facts: await database.all(sql`SELECT * FROM facts ORDER BY office, n`),
  letters: await database.all(sql`SELECT * FROM letters ORDER BY letter`),
  states: await database.all(sql`SELECT * FROM office_states`),
  waiting: await database.all(sql`SELECT * FROM waiting`),
  people: await database.all(sql`SELECT * FROM people`),
  devices: await database.all(sql`SELECT row_to_json(devices)::text AS one FROM devices`),
  blobs: await database.all(sql`SELECT * FROM blobs`),
});

describe('a backup', () => {
  it.each(['postgres', 'pglite'])(
    'restores everything into an empty server on %s',
    async (kind) => {
      const folder = temporaryFolder();
      const out = path.join(folder, 'cadangan');
      const manifest = await backUp(server.context, out, silent);
      expect(manifest.blobs).toEqual([{ sha256, bytes: bytes.length }]);
      const other = kind === 'postgres' ? await startPostgres() : null;
      const data = path.join(folder, 'data');
      const database = await openDatabase({ data, ...(other && { url: other.url }) });
      const blobs = openFolder(path.join(folder, 'blobs'));
      await restore({ database, blobs }, out, silent);
      expect(await everything(database)).toEqual(await everything(server.context.database));
      expect(await verifyServer({ database, blobs }, silent)).toEqual({
        ok: true,
        facts: 6,
        letters: 3,
        blobs: 1,
        findings: [],
      });
      const again = restore({ database, blobs }, out, silent);
      await expect(again).rejects.toMatchObject({ code: 'server.not-empty' });
      await database.close();
      other?.stop();
    },
    60_000,
  );

  it('is not written into what is there, and a torn or changed one is refused before anything changes', async () => {
    const out = path.join(temporaryFolder(), 'cadangan');
    await backUp(server.context, out, silent);
    const again = backUp(server.context, out, silent);
    await expect(again).rejects.toMatchObject({ code: 'backup.not-empty' });
    for (const name of readdirSync(out).filter((one) => one.endsWith('.gz'))) {
      const file = path.join(out, name);
      const whole = readFileSync(file);
      writeFileSync(file, whole.subarray(0, -1));
      const torn = restore(server.context, out, silent);
      await expect(torn).rejects.toMatchObject({ code: 'backup.damaged', data: { file: name } });
      writeFileSync(file, whole);
    }
    writeFileSync(path.join(out, 'manifest.json'), '{}');
    const unreadable = restore(server.context, out, silent);
    await expect(unreadable).rejects.toMatchObject({ code: 'backup.unreadable' });
  });
});

describe('verifying', () => {
  it('finds everything in order', async () => {
    const seen: string[] = [];
    const result = await verifyServer(server.context, ({ what }) => seen.push(what));
    expect(result).toMatchObject({ ok: true, findings: [] });
    expect(new Set(seen)).toEqual(new Set(['facts', 'states', 'blobs']));
  });

  const change = (text: string) => ({ text, values: [] });
  it.each([
    ['fact.changed', `UPDATE facts SET fact = replace(fact, 'Undangan', 'Undungan') WHERE n = 2`],
    ['fact.misplaced', `UPDATE facts SET id = gen_random_uuid() WHERE n = 3`],
    ['chain.broken', `DELETE FROM facts WHERE n = 3`],
    ['facts.gap', `DELETE FROM facts WHERE n = 6`],
    ['chain.tip', `UPDATE devices SET seq = 5`],
    ['chain.signature', `UPDATE devices SET signature = decode(repeat('00', 64), 'hex')`],
    [
      'state.differs',
      `UPDATE letters SET state = replace(state, 'Dinas', 'Dunas') WHERE agenda = 3`,
    ],
    ['state.differs', `UPDATE letters SET subject = 'x' WHERE agenda = 3`],
    ['state.differs', `DELETE FROM waiting`],
    ['state.differs', `UPDATE office_states SET state = '{}'`],
    ['state.without-facts', `UPDATE letters SET letter = gen_random_uuid() WHERE agenda = 3`],
    ['blob.missing', `UPDATE blobs SET sha256 = repeat('0', 64)`],
    ['blob.changed', `UPDATE blobs SET bytes = 1`],
  ])('finds %s', async (code, statement) => {
    const { database, blobs } = server.context;
    const undone = new Error('undone');
    const work = database.transaction(async (connection) => {
      await connection.run(change(statement));
      // Within the same transaction: what was changed is seen, and then undone.
      const inside = {
        ...database,
        transaction: async (look: never) => (look as Look)(connection),
      };
      const frozen = { ...connection, run: asked(connection.run) };
      const { findings } = await verifyServer(
        { database: { ...inside, transaction: (look) => look(frozen) }, blobs },
        silent,
      );
      expect(findings.map((one) => one.code)).toContain(code);
      throw undone;
    });
    await expect(work).rejects.toBe(undone);
  });
});

type Look = (connection: unknown) => Promise<never>;
/** The transaction is under way already: its view can't be chosen any more. */
const asked =
  (run: Database['run']): Database['run'] =>
  async (query) =>
    query.text.startsWith('SET TRANSACTION') ? 0 : run(query);
