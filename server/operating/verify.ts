import { createHash } from 'node:crypto';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import type { Progress } from './manifest.ts';
import { freeze } from './tables.ts';
import { verifyChains } from './verify-chains.ts';
import { verifyStates } from './verify-states.ts';

/** Something that is not as it must be: what, and where. */
export interface Finding {
  code: string;
  office: string;
  data: Record<string, unknown>;
}

export interface Verified {
  ok: boolean;
  facts: number;
  letters: number;
  blobs: number;
  findings: Finding[];
}

/** Nobody reads more; the rest is counted. */
const MOST = 1000;

/**
 * Recomputes everything: each fact's hash and each device's chain, every state from its facts, the hash
 * of every file. Changes nothing.
 */
export async function verifyServer(
  { database, blobs }: Pick<ServerContext, 'database' | 'blobs'>,
  progress: Progress,
): Promise<Verified> {
  const findings: Finding[] = [];
  const find = (office: string, code: string, data: Finding['data'] = {}) => {
    if (findings.length < MOST) findings.push({ code, office, data });
  };
  const { facts, letters, files } = await database.transaction(async (connection) => {
    await freeze(connection);
    return {
      facts: await verifyChains(connection, find, progress),
      letters: await verifyStates(connection, find, progress),
      files: await connection.all<{ sha256: string; bytes: number; office: string }>(
        sql`SELECT sha256, bytes, min(office::text) AS office FROM blobs
            GROUP BY sha256, bytes ORDER BY sha256`,
      ),
    };
  });
  for (const [at, { sha256, bytes, office }] of files.entries()) {
    progress({ what: 'blobs', done: at, total: files.length });
    const size = await blobs.sizeOf(sha256);
    if (size === null) find(office, 'blob.missing', { sha256 });
    else if (size !== bytes) find(office, 'blob.changed', { sha256 });
    else {
      const digest = createHash('sha256');
      for await (const chunk of await blobs.open(sha256)) digest.update(chunk as Buffer);
      if (digest.digest('hex') !== sha256) find(office, 'blob.changed', { sha256 });
    }
  }
  return { ok: findings.length === 0, facts, letters, blobs: files.length, findings };
}
