import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { LontarError } from '../../../shared/contract/error.ts';
import { openBlobs } from '../../../server/blobs/open.ts';
import { serveBlobs } from '../../../server/blobs/serve-blobs.ts';
import type { Uploader } from '../../../server/blobs/receive-uploads.ts';
import type { ServerContext } from '../../../server/context.ts';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { refusalOf } from '../../../server/errors.ts';
import { readBodies } from '../../../server/serve.ts';
import { readSettings } from '../../../server/settings.ts';

export interface BlobServer {
  address: string;
  context: ServerContext;
  close(): Promise<void>;
}

/** A server for blobs alone, listening; who asks says so by its device's id. */
export async function blobServer(
  database: Database,
  env: Record<string, string>,
  limits: { largest?: number } = {},
): Promise<BlobServer> {
  const settings = readSettings({ LONTAR_LOG: 'silent', ...env });
  const blobs = await openBlobs(settings);
  const context = { database, blobs, settings, resources: '', now: Date.now };
  const app = fastify();
  readBodies(app);
  app.setErrorHandler((error, _, reply) => {
    const { status, code, data } = refusalOf(error);
    return reply.code(status).send({ code, data });
  });
  const desk = async ({ headers }: { headers: Record<string, unknown> }): Promise<Uploader> => {
    const known = await database.get<Uploader>(
      sql`SELECT device, office FROM devices WHERE device = ${String(headers['x-device'])}`,
    );
    if (!known) throw new LontarError('auth.signature');
    return known;
  };
  const refuse = () => Promise.reject(new LontarError('auth.needed'));
  serveBlobs(app, context, { desk, person: refuse, anyone: async () => null }, limits);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, context, close: () => app.close() };
}

/** A desk of an office of its own. */
export async function newDesk(database: Database): Promise<string> {
  const [office, device] = [randomUUID(), randomUUID()];
  await database.run(sql`INSERT INTO offices (office, name) VALUES (${office}, 'Kantor')`);
  await database.run(
    sql`INSERT INTO devices (device, office, name, tip) VALUES (${device}, ${office}, 'Loket', '')`,
  );
  return device;
}
