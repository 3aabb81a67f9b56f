import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { hashOfFile } from '../../electron/core/archive/blobs.ts';
import { LontarError } from '../../shared/contract/error.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { blobFile, MANIFEST, Manifest, type Progress, tableFile } from './manifest.ts';
import { formOf, quoted, tablesOf } from './tables.ts';

const BATCH = 500;

/**
 * A backup into an empty server: every file is hashed before anything is changed, files come first, and
 * all tables in one transaction. Throws `backup.unreadable`, `backup.damaged`, `backup.other-form`,
 * `server.not-empty`.
 */
export async function restore(
  { database, blobs }: Pick<ServerContext, 'database' | 'blobs'>,
  folder: string,
  progress: Progress,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  await mustBeWhole(folder, manifest, progress);
  const form = await formOf(database);
  if (form !== manifest.form) {
    throw new LontarError('backup.other-form', { form: manifest.form, known: form });
  }
  const names = await tablesOf(database);
  if (manifest.tables.some(({ name }) => !names.includes(name))) {
    throw new LontarError('backup.damaged', { file: MANIFEST });
  }
  await mustBeEmpty(database, names);
  for (const [at, { sha256 }] of manifest.blobs.entries()) {
    progress({ what: 'blobs', done: at, total: manifest.blobs.length });
    if ((await blobs.sizeOf(sha256)) === null) {
      await blobs.take(path.join(folder, blobFile(sha256)), sha256);
    }
  }
  await database.transaction(async (connection) => {
    // Two restores at once would each find it empty.
    await connection.run({ text: 'LOCK TABLE offices IN EXCLUSIVE MODE', values: [] });
    await mustBeEmpty(connection, names);
    for (const [at, name] of names.entries()) {
      const table = manifest.tables.find((one) => one.name === name);
      if (!table) continue;
      progress({ what: name, done: at, total: names.length });
      const rows = await loadTable(connection, name, path.join(folder, tableFile(name)));
      if (rows !== table.rows) throw new LontarError('backup.damaged', { file: tableFile(name) });
    }
  });
  return manifest;
}

/** Throws `backup.unreadable`. */
async function readManifest(folder: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')));
  } catch (error) {
    throw new LontarError('backup.unreadable', { folder }, { cause: error });
  }
}

async function mustBeWhole(folder: string, manifest: Manifest, progress: Progress) {
  const files = [
    ...manifest.tables.map(({ name, sha256 }) => ({ file: tableFile(name), sha256 })),
    ...manifest.blobs.map(({ sha256 }) => ({ file: blobFile(sha256), sha256 })),
  ];
  for (const [at, { file, sha256 }] of files.entries()) {
    progress({ what: 'hash', done: at, total: files.length });
    const found = await hashOfFile(path.join(folder, file)).catch(() => null);
    if (found !== sha256) throw new LontarError('backup.damaged', { file });
  }
}

async function mustBeEmpty(connection: Connection, names: string[]): Promise<void> {
  for (const name of names) {
    const any = await connection.get({ text: `SELECT 1 FROM ${quoted(name)} LIMIT 1`, values: [] });
    if (any) throw new LontarError('server.not-empty', { table: name });
  }
}

async function loadTable(connection: Connection, name: string, file: string): Promise<number> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()) });
  const text = `INSERT INTO ${quoted(name)}
    SELECT * FROM json_populate_recordset(NULL::${quoted(name)}, $1::json)`;
  let rows = 0;
  let batch: string[] = [];
  const put = async () => {
    if (batch.length > 0) await connection.run({ text, values: [`[${batch.join(',')}]`] });
    rows += batch.length;
    batch = [];
  };
  for await (const line of lines) {
    batch.push(line);
    if (batch.length === BATCH) await put();
  }
  await put();
  return rows;
}
