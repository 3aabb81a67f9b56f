import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Lock } from '@tus/server';
import { LontarError } from '../../shared/contract/error.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A holder that is gone lets go after so long. */
const LEASE_S = 15;
const RENEW_MS = 2000;
const AGAIN_MS = 200;
const GIVE_UP_MS = 30_000;

/**
 * The right to work on an upload, held by one request of one server at a time: a lease in the database,
 * since the next piece may come to another server. Whoever waits asks the holder to let go, so that a
 * connection that hangs does not keep a desk from going on. Throws `upload.busy`.
 */
export function lockOf(database: Connection, upload: string): Lock {
  const holder = randomUUID();
  let renewing: NodeJS.Timeout | undefined;
  const renew = async (letGo: () => Promise<void> | void) => {
    const held = await database.get<{ wanted: boolean }>(
      sql`UPDATE uploads SET held_until = now() + make_interval(secs => ${LEASE_S})
          WHERE upload = ${upload} AND holder = ${holder} RETURNING wanted`,
    );
    if (held?.wanted !== false) await letGo();
  };
  return {
    async lock(signal, letGo) {
      const until = Date.now() + GIVE_UP_MS;
      while (!(await claim())) {
        if (signal.aborted || Date.now() > until) throw new LontarError('upload.busy');
        await database.run(sql`UPDATE uploads SET wanted = true WHERE upload = ${upload}`);
        await wait(AGAIN_MS);
      }
      renewing = setInterval(() => void renew(letGo).catch(() => undefined), RENEW_MS);
    },
    async unlock() {
      clearInterval(renewing);
      await database.run(
        sql`UPDATE uploads SET holder = NULL, held_until = NULL
            WHERE upload = ${upload} AND holder = ${holder}`,
      );
    },
  };

  async function claim(): Promise<boolean> {
    const claimed = await database.run(
      sql`UPDATE uploads SET holder = ${holder}, wanted = false,
            held_until = now() + make_interval(secs => ${LEASE_S})
          WHERE upload = ${upload} AND (holder IS NULL OR held_until < now())`,
    );
    return claimed === 1;
  }
}
