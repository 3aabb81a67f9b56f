import { LontarError } from '../../shared/contract/error.ts';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { lockOf } from './lock.ts';

/** How long an upload waits to be gone on with; a desk may be without a line for days. */
export const EXPIRES_DAYS = 7;

interface Known {
  sha256: string;
  bytes: number;
  office: string;
  made: string;
  done: string | null;
}

/** Throws `upload.unknown`, also for another office's. */
export async function knownUpload(
  connection: Connection,
  upload: string,
  office?: string,
): Promise<Known> {
  const known = await connection.get<Known>(
    sql`SELECT sha256, bytes, office, made, done FROM uploads WHERE upload = ${upload}`,
  );
  if (!known || (office !== undefined && known.office !== office)) {
    throw new LontarError('upload.unknown', { upload });
  }
  return known;
}

/**
 * All bytes are here: they are hashed, made to last, named, and recorded as the office's; once, whoever
 * else is about it. Throws `blob.hash-differs`; the upload is gone then.
 */
export async function finishUpload(
  { database, blobs }: Pick<ServerContext, 'database' | 'blobs'>,
  upload: string,
): Promise<void> {
  const lock = lockOf(database, upload);
  await lock.lock(new AbortController().signal, () => undefined);
  try {
    await finishLocked({ database, blobs }, upload, null);
  } finally {
    await lock.unlock();
  }
}

/**
 * The same by whoever has the upload's lock.
 * @param hashed the hash of its bytes, where they were hashed as they came
 */
export async function finishLocked(
  { database, blobs }: Pick<ServerContext, 'database' | 'blobs'>,
  upload: string,
  hashed: string | null,
): Promise<void> {
  const { sha256, bytes, office, done } = await knownUpload(database, upload);
  if (done) return;
  const found = await blobs.settle(upload, hashed);
  if (found !== sha256) {
    await blobs.drop(upload);
    await database.run(sql`DELETE FROM uploads WHERE upload = ${upload}`);
    throw new LontarError('blob.hash-differs', { told: sha256, found });
  }
  await blobs.keep(upload, sha256);
  await database.transaction(async (connection) => {
    await connection.run(
      sql`INSERT INTO blobs (office, sha256, bytes) VALUES (${office}, ${sha256}, ${bytes})
          ON CONFLICT DO NOTHING`,
    );
    // Let go of in the same breath: each commit of its own waits for the disk.
    await connection.run(
      sql`UPDATE uploads SET done = now(), holder = NULL, held_until = NULL
          WHERE upload = ${upload}`,
    );
  });
}

/** Forgets uploads that nobody went on with for a week, and those finished as long ago. */
export async function sweepUploads({
  database,
  blobs,
}: Pick<ServerContext, 'database' | 'blobs'>): Promise<number> {
  const old = await database.all<{ upload: string; done: string | null }>(
    sql`DELETE FROM uploads WHERE upload IN (
          SELECT upload FROM uploads
          WHERE made < now() - make_interval(days => ${EXPIRES_DAYS}) AND (holder IS NULL OR held_until < now())
          LIMIT 200 FOR UPDATE SKIP LOCKED)
        RETURNING upload, done`,
  );
  for (const { upload, done } of old) if (!done) await blobs.drop(upload);
  return old.length;
}
