import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../electron/core/archive/archive.ts';
import { hashOfFile, openBlobs } from '../../../electron/core/archive/blobs.ts';
import { connect } from '../../../electron/core/archive/database.ts';
import { openDerived } from '../../../electron/core/archive/derived.ts';
import { copyDurably, writeDurably } from '../../../electron/core/archive/durable.ts';
import { newId } from '../../../electron/core/archive/identity.ts';
import { migrate, migrations } from '../../../electron/core/archive/migrate.ts';
import { sql } from '../../../electron/core/archive/sql.ts';
import { openCore } from '../../../electron/core/core.ts';
import { Id } from '../../../shared/contract/values.ts';
import { openDesk, resources, someFields, temporaryFolder } from '../temporary-archive.ts';

const actor = { person: 'uji', position: 'uji' };
const snapshot = fileURLToPath(
  new URL('../../../electron/core/archive/schema.sql', import.meta.url),
);

describe('the database', () => {
  test('is as durable as promised', () => {
    const archive = openArchive({ home: path.join(temporaryFolder(), 'a'), actor, create: true });
    const pragma = (name: string) => archive.read.column({ text: `PRAGMA ${name}`, values: [] })[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    archive.close();
  });

  test('has the form of the committed snapshot (LONTAR_SCHEMA=write writes it anew)', () => {
    const connection = connect(path.join(temporaryFolder(), 'a.sqlite'));
    migrate(connection);
    const statements = connection.column<string>(
      sql`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid`,
    );
    connection.close();
    const schema = `${statements.join(';\n\n')};\n`;
    if (process.env.LONTAR_SCHEMA === 'write') writeFileSync(snapshot, schema);
    expect(schema).toBe(readFileSync(snapshot, 'utf8'));
  });

  test('a step that fails stops everything and leaves the file as it was', () => {
    const connection = connect(path.join(temporaryFolder(), 'a.sqlite'));
    const bad = [...migrations, 'CREATE TABLE further (a); CREATE TABLE facts (b)'];
    expect(() => migrate(connection, bad)).toThrow('archive.migration-failed');
    const names = connection.column<string>(sql`SELECT name FROM sqlite_schema`);
    expect(names).toContain('facts');
    expect(names).not.toContain('further');
    migrate(connection);
    expect(connection.column(sql`PRAGMA user_version`)).toEqual([migrations.length]);
    connection.close();
  });

  test('a file of a newer Lontar is left alone', () => {
    const connection = connect(path.join(temporaryFolder(), 'a.sqlite'));
    connection.script('PRAGMA user_version = 99');
    expect(() => migrate(connection)).toThrow('archive.newer');
    connection.close();
  });

  test('a file that is no database is refused with a code', () => {
    const home = temporaryFolder();
    writeFileSync(path.join(home, 'archive.sqlite'), Buffer.alloc(8192, 7));
    expect(() => openArchive({ home, actor, create: false })).toThrow('archive.damaged');
  });

  test('nothing is made where there is no archive', () => {
    const home = path.join(temporaryFolder(), 'none');
    expect(() => openArchive({ home, actor, create: false })).toThrow('archive.missing');
    expect(existsSync(home)).toBe(false);
  });
});

describe('one archive open at a time', () => {
  test('a second opener is refused, and the archive is free again when the first was killed', async () => {
    const home = path.join(temporaryFolder(), 'archive');
    const holder = fileURLToPath(new URL('./hold-archive.ts', import.meta.url));
    const child = spawn(process.execPath, [holder, home], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await expect(openCore({ home, resources })).rejects.toThrow('archive.in-use');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const core = await openCore({ home, resources });
    await core.close();
  });
});

describe('blobs', () => {
  const made = (folder: string, text: string) => {
    const file = path.join(folder, 'work', 'new');
    writeFileSync(file, text);
    return file;
  };
  test('are renamed into place under their hash, read-only', async () => {
    const folder = path.join(temporaryFolder(), 'blobs');
    const blobs = openBlobs(folder);
    const file = made(folder, 'surat');
    const sha256 = await hashOfFile(file);
    await blobs.adopt(file, sha256);
    expect(existsSync(file)).toBe(false);
    expect(await hashOfFile(blobs.pathOf(sha256))).toBe(sha256);
    expect(statSync(blobs.pathOf(sha256)).mode & 0o777).toBe(0o400);
  });
  test('bytes that are not those of the hash are refused', async () => {
    const folder = path.join(temporaryFolder(), 'blobs');
    const blobs = openBlobs(folder);
    await expect(blobs.adopt(made(folder, 'lain'), 'a'.repeat(64))).rejects.toThrow('blob.changed');
    expect(blobs.has('a'.repeat(64))).toBe(false);
  });
  test('what a crash left half done is gone at the next opening', () => {
    const folder = path.join(temporaryFolder(), 'blobs');
    openBlobs(folder);
    made(folder, 'setengah');
    openBlobs(folder);
    expect(readdirSync(path.join(folder, 'work'))).toEqual([]);
  });
});

describe('durable files', () => {
  test('a write that fails leaves the old file and nothing beside it', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a');
    await writeDurably(file, Buffer.from('lama'));
    await expect(copyDurably(path.join(folder, 'tidak-ada'), file)).rejects.toThrow(
      'file.not-writable',
    );
    expect(readFileSync(file, 'utf8')).toBe('lama');
    expect(readdirSync(folder)).toEqual(['a']);
  });
  test('a folder that is not there is a coded error', async () => {
    const file = path.join(temporaryFolder(), 'tidak', 'ada');
    await expect(writeDurably(file, Buffer.from('x'))).rejects.toMatchObject({
      code: 'file.not-writable',
    });
  });
  test('the same inputs make one derived file, and the oldest go when there are too many', async () => {
    const derived = openDerived(path.join(temporaryFolder(), 'derived'), 25);
    let times = 0;
    const make = (text: string) => async (file: string) => {
      times += 1;
      writeFileSync(file, text);
      return { note: text };
    };
    const first = await derived.get({ a: 1 }, make('0123456789'));
    expect(await derived.get({ a: 1 }, make('anders'))).toEqual(first);
    expect(times).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await derived.get({ a: 2 }, make('abcdefghij'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await derived.get({ a: 3 }, make('ABCDEFGHIJ'));
    expect(existsSync(first.path)).toBe(false);
  });
});

test('ids are UUIDv7, each after the one before, also when the clock is set back', () => {
  const ids = Array.from({ length: 5000 }, (_, index) => newId(1_700_000_000_000 - index * 10));
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((one) => Id.safeParse(one).success)).toBe(true);
});

test('a transaction that did not come to pass leaves the chain whole', async () => {
  const { core } = await openDesk();
  const unknown = { sha256: 'a'.repeat(64), pages: 1, bytes: 1, name: 'x.pdf' };
  await core.call('letters.register', { fields: someFields() });
  await expect(
    core.call('letters.register', { fields: someFields(), document: unknown }),
  ).rejects.toMatchObject({ code: 'document.unknown' });
  expect(() =>
    core.context.archive.write((writer) => {
      core.context.archive.journal.append(
        writer,
        core.context.archive.scribe,
        { type: 'letter.cancelled', version: 1, body: { reason: 'x' } },
        { kind: 'letter', id: newId(), base: 1 },
      );
      throw new Error('power cut');
    }),
  ).toThrow('power cut');
  const letter = await core.call('letters.register', { fields: someFields() });
  expect(letter.agenda.number).toBe(2);
  expect((await core.call('evidence.verify', {})).ok).toBe(true);
});
