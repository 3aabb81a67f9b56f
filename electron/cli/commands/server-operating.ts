import path from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { ServerContext } from '../../../server/context.ts';
import { needed } from '../arguments.ts';
import type { Command, Out } from '../command.ts';
import { serverSettings, withServerDatabase } from '../server-database.ts';
import { explainFinding, say, words } from '../words.ts';

/** The server's database and files without the server: it may run meanwhile where PostgreSQL is apart. */
async function withStores<Result>(
  work: (stores: Pick<ServerContext, 'database' | 'blobs' | 'now'>) => Promise<Result>,
): Promise<Result> {
  const { openBlobs } = await import('../../../server/blobs/open.ts');
  const blobs = await openBlobs(await serverSettings());
  return withServerDatabase((database) => work({ database, blobs, now: Date.now }));
}

/** Told to the person alone, at the beginning of each part and every two seconds. */
function telling(out: Out) {
  let last = { what: '', at: 0 };
  return ({ what, done, total }: { what: string; done: number; total: number }) => {
    if (out.json || (what === last.what && Date.now() - last.at < 2000)) return;
    last = { what, at: Date.now() };
    out.note(say(words.serverProgress, { what, done, total }));
  };
}

export const serverBackup: Command = {
  usage: 'server backup --out DIR',
  flags: { out: { type: 'string' } },
  async run(given, out) {
    mustBeNoMore(given.words[0]);
    const folder = path.resolve(needed(given.text('out'), '--out', this.usage));
    const { backUp } = await import('../../../server/operating/back-up.ts');
    const { tables, blobs } = await withStores((stores) => backUp(stores, folder, telling(out)));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = blobs.reduce((sum, blob) => sum + blob.bytes, 0);
    const result = { folder, rows, blobs: blobs.length, bytes };
    out.result(result, () => say(words.serverBackedUp, result));
  },
};

export const serverRestore: Command = {
  usage: 'server restore DIR',
  flags: {},
  async run(given, out) {
    mustBeNoMore(given.words[1]);
    const folder = path.resolve(needed(given.words[0], 'DIR', this.usage));
    const { restore } = await import('../../../server/operating/restore.ts');
    const { tables, blobs, made } = await withStores((stores) =>
      restore(stores, folder, telling(out)),
    );
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const result = { folder, made, rows, blobs: blobs.length };
    out.result(result, () => say(words.serverRestored, result));
  },
};

export const serverVerify: Command = {
  usage: 'server verify',
  flags: {},
  async run(given, out) {
    mustBeNoMore(given.words[0]);
    const { verifyServer } = await import('../../../server/operating/verify.ts');
    const result = await withStores((stores) => verifyServer(stores, telling(out)));
    out.result(result, () =>
      result.ok
        ? say(words.serverVerified, { ...result })
        : [
            say(words.different, { count: result.findings.length }),
            ...result.findings.map(
              ({ code, office, data }) =>
                `${office}\t${say(explainFinding(code), data)} [${code}]\t${JSON.stringify(data)}`,
            ),
          ],
    );
    return result.ok ? 0 : 1;
  },
};

function mustBeNoMore(word: string | undefined): void {
  if (word !== undefined) throw new LontarError('usage.flag', { message: word });
}
