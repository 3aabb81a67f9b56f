import { createWriteStream, existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LontarError } from '../../../shared/contract/error.ts';
import { blobRoutes } from '../../../shared/contract/server/blobs.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { filesIn } from '../../../shared/domain/sync/files-in.ts';
import type { Archive } from '../archive/archive.ts';
import { retryFailed } from '../reading/store.ts';
import { sql } from '../archive/sql.ts';
import type { Exchange } from './exchange.ts';
import { forgetUploads, sendFile } from './send-file.ts';
import { keepMeta, metaOf } from './standing.ts';
import { unreachable } from './unreachable.ts';

/** Facts looked through at once for files that the server may lack. */
const PAGE = 500;
/** Files on their way at once: one alone waits for the other side most of the time. */
const AT_ONCE = 4;
/** Sends the files of our own facts that the office has not brought yet, each once. */
export async function sendFiles(
  archive: Archive,
  exchange: Exchange,
  signal?: AbortSignal,
): Promise<number> {
  let sent = 0;
  for (;;) {
    const after = Number(metaOf(archive.read, 'sync.files') ?? 0);
    // Most facts bring none: those are told apart without being read.
    const facts = archive.read.all<{ row: number; fact: string }>(
      sql`SELECT row, fact FROM facts WHERE row > ${after} AND instr(fact, '"sha256":"') > 0
          ORDER BY row LIMIT ${PAGE}`,
    );
    const last = facts.at(-1)?.row ?? archive.journal.head().row;
    if (last <= after) return sent;
    const own = facts
      .map(({ fact }) => JSON.parse(fact) as Fact)
      .filter(({ device }) => device === archive.scribe.device);
    const files = [...new Set(own.flatMap((fact) => filesIn(fact)))].filter((sha256) =>
      archive.blobs.has(sha256),
    );
    for (let at = 0; at < files.length; at += PAGE) {
      const asked = JSON.stringify({ sha256: files.slice(at, at + PAGE) });
      const answer = await exchange.json<{ missing: string[] }>(
        'POST',
        blobRoutes.missing.path,
        asked,
        signal,
      );
      await someAtOnce(answer.missing, async (sha256) => {
        await sendFile(archive, exchange, sha256, signal);
        sent += 1;
      });
    }
    archive.write((writer) => {
      keepMeta(writer, 'sync.files', String(last));
      forgetUploads(writer);
    });
  }
}

/** Fetches files that others' facts speak of; one that its desk has not brought yet is asked for again later. */
export async function fetchFiles(
  archive: Archive,
  exchange: Exchange,
  signal?: AbortSignal,
): Promise<number> {
  let fetched = 0;
  const wanted = archive.read.column<string>(sql`SELECT sha256 FROM blobs_wanted ORDER BY sha256`);
  await someAtOnce(wanted, async (sha256) => {
    signal?.throwIfAborted();
    if (!archive.blobs.has(sha256)) {
      try {
        await fetchFile(archive, exchange, sha256, signal);
      } catch (error) {
        if (error instanceof LontarError && error.code === 'blob.unknown') return;
        throw error;
      }
      fetched += 1;
    }
    archive.write((writer) => {
      writer.run(sql`DELETE FROM blobs_wanted WHERE sha256 = ${sha256}`);
      // Reading may have given it up while it was not here.
      retryFailed(writer, sha256, archive.scribe.now());
    });
  });
  return fetched;
}

/** Throws what the first that failed threw, once none is under way any more. */
async function someAtOnce(items: string[], work: (item: string) => Promise<void>): Promise<void> {
  const queue = items.values();
  const workers = Array.from({ length: Math.min(AT_ONCE, items.length) }, async () => {
    for (const item of queue) await work(item);
  });
  for (const one of await Promise.allSettled(workers)) {
    if (one.status === 'rejected') throw one.reason;
  }
}

async function fetchFile(
  archive: Archive,
  exchange: Exchange,
  sha256: string,
  signal?: AbortSignal,
): Promise<void> {
  const file = path.join(archive.blobs.workFolder, `fetched-${sha256}`);
  const there = existsSync(file) ? (await stat(file)).size : 0;
  const range: Record<string, string> = there > 0 ? { range: `bytes=${there}-` } : {};
  try {
    const source = await exchange.stream(`/v1/blobs/${sha256}`, range, signal);
    await pipeline(source, createWriteStream(file, { flags: there > 0 ? 'a' : 'w' }));
  } catch (error) {
    if (error instanceof LontarError && error.code === 'blob.range')
      await rm(file, { force: true });
    throw unreachable(error);
  }
  try {
    await archive.blobs.adopt(file, sha256);
  } catch (error) {
    // Not the bytes that were asked for: fetched from the beginning next time.
    await rm(file, { force: true });
    throw error;
  }
}
