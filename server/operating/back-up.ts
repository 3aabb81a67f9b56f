import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { hashOfFile } from '../../electron/core/archive/blobs.ts';
import {
  diskError,
  syncFile,
  syncFolder,
  writeDurably,
} from '../../electron/core/archive/durable.ts';
import { LontarError } from '../../shared/contract/error.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { blobFile, MANIFEST, type Manifest, type Progress, tableFile } from './manifest.ts';
import { eachOf, formOf, freeze, quoted, tablesOf } from './tables.ts';

/**
 * Everything that can't be made again into a new folder: all tables as they were at one moment, and
 * every file. The server goes on meanwhile. Throws `backup.not-empty`, `blob.unknown`,
 * `blob.hash-differs` (what is damaged is not backed up as if it were whole).
 */
export async function backUp(
  { database, blobs, now }: Pick<ServerContext, 'database' | 'blobs' | 'now'>,
  folder: string,
  progress: Progress,
): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new LontarError('backup.not-empty', { folder });
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const made = new Date(now()).toISOString();
    const { form, tables, files } = await database.transaction(async (connection) => {
      await freeze(connection);
      const names = await tablesOf(connection);
      const saved: Manifest['tables'] = [];
      for (const [at, name] of names.entries()) {
        progress({ what: name, done: at, total: names.length });
        saved.push(await saveTable(connection, name, path.join(folder, tableFile(name))));
      }
      return {
        form: await formOf(connection),
        tables: saved,
        files: await connection.all<Manifest['blobs'][number]>(
          sql`SELECT DISTINCT sha256, bytes FROM blobs ORDER BY sha256`,
        ),
      };
    });
    for (const [at, { sha256 }] of files.entries()) {
      progress({ what: 'blobs', done: at, total: files.length });
      await saveBlob(await blobs.open(sha256), path.join(folder, blobFile(sha256)), sha256);
    }
    for (const inner of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (inner.isDirectory()) syncFolder(path.join(inner.parentPath, inner.name));
    }
    const manifest: Manifest = { lontar: 'backup', version: 1, made, form, tables, blobs: files };
    await writeDurably(path.join(folder, MANIFEST), Buffer.from(JSON.stringify(manifest)));
    syncFolder(path.dirname(path.resolve(folder)));
    return manifest;
  } catch (error) {
    throw diskError(error, folder);
  }
}

async function saveTable(connection: Connection, name: string, file: string) {
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  // Told where it is awaited; until then a full disk must not end us.
  written.catch(() => undefined);
  let rows = 0;
  const query = `SELECT row_to_json(one)::text AS line FROM ${quoted(name)} one`;
  for await (const { line } of eachOf<{ line: string }>(connection, query)) {
    rows += 1;
    if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), written]);
  }
  gzip.end();
  await written;
  await syncFile(file);
  return { name, rows, sha256: await hashOfFile(file) };
}

async function saveBlob(from: NodeJS.ReadableStream, file: string, sha256: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.part`;
  await pipeline(from, createWriteStream(aside, { mode: 0o600 }));
  await syncFile(aside);
  const found = await hashOfFile(aside);
  if (found !== sha256) {
    await rm(aside);
    throw new LontarError('blob.hash-differs', { told: sha256, found });
  }
  await rename(aside, file);
}
