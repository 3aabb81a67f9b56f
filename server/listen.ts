import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { LontarError } from '../shared/contract/error.ts';
import { openBlobs } from './blobs/open.ts';
import { buildServer } from './build.ts';
import type { ServerContext } from './context.ts';
import { openDatabase } from './database/open.ts';
import { firstCode } from './enrolment/codes.ts';
import { judgeAgain } from './facts/judge-again.ts';
import type { Settings } from './settings.ts';

export interface Server {
  /** How it is reached from this machine. */
  address: string;
  context: ServerContext;
  /** With it the first desk joins; null once one has. */
  firstCode: string | null;
  /** Ends what is being answered, then closes all. */
  close(): Promise<void>;
}

const resources = fileURLToPath(new URL('../resources', import.meta.url));
/** What is being answered may go on for so long once the server is told to end. */
const GRACE_MS = 3000;
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Opens the database, builds the server and listens.
 * Throws `server.plain-http` where it would speak without TLS beyond loopback.
 */
export async function startServer(
  settings: Settings,
  { now = Date.now }: { now?: () => number } = {},
): Promise<Server> {
  if (!loopback.has(settings.host) && !settings.tls && !settings.plainHttp) {
    throw new LontarError('server.plain-http', { host: settings.host });
  }
  mkdirSync(settings.data, { recursive: true, mode: 0o700 });
  const database = await openDatabase({
    data: settings.data,
    ...(settings.database !== undefined && { url: settings.database }),
  });
  try {
    const blobs = await openBlobs(settings);
    await judgeAgain(database);
    const context: ServerContext = { database, blobs, settings, resources, now };
    const app = await buildServer(context);
    const code = await firstCode(database, now());
    await app.listen({ host: settings.host, port: settings.port });
    const { port, address, family } = app.server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    return {
      address: `${settings.tls ? 'https' : 'http'}://${host}:${port}`,
      context,
      firstCode: code,
      async close() {
        // Who has its answer and only keeps the line open must not keep the server from ending.
        const cut = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
        await app.close();
        clearTimeout(cut);
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
