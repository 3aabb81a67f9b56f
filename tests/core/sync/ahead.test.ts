import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type Core, openCore } from '../../../electron/core/core.ts';
import { registerLetters } from '../../../electron/core/letters/register.ts';
import { makeCode } from '../../../server/enrolment/codes.ts';
import { sql } from '../../../server/database/sql.ts';
import { RegisterLetter } from '../../../shared/contract/letters.ts';
import { startPostgres } from '../../server/postgres.ts';
import { testServer } from '../../server/start-server.ts';
import { resources, temporaryFolder } from '../temporary-archive.ts';

/** Two requests' worth. */
const LETTERS = 1100;

test('a request that overtakes the one it follows is sent again, and nothing is lost or doubled', async () => {
  const postgres = await startPostgres();
  const server = await testServer({ DATABASE_URL: postgres.url });
  const way = await wayTo(server.address);
  const cores: Core[] = [];
  const join = async () => {
    const core = await openCore({ home: temporaryFolder(), resources });
    cores.push(core);
    const { database } = server.context;
    const { office } = (await database.get<{ office: string }>(sql`SELECT office FROM offices`))!;
    const code = await makeCode(database, office, Date.now());
    await core.call('sync.join', { address: way.address, code, name: 'meja' });
    return core;
  };
  try {
    const one = await join();
    await one.call('office.found', { name: 'Sekretariat Daerah' });
    const fields = { sender: 'Dinas Kesehatan', subject: 'Undangan' };
    const letters = Array.from({ length: LETTERS }, () => RegisterLetter.parse({ fields }));
    registerLetters(one.context.archive, letters);
    const done = await one.call('sync.now', {});
    expect(done).toMatchObject({ pushed: LETTERS + 1, refused: 0, waiting: 0, head: LETTERS + 1 });
    expect(way.refused).toContain('chain.broken');
    const two = await join();
    expect(await two.call('sync.now', {})).toMatchObject({ pulled: LETTERS + 1, waiting: 0 });
    expect(await two.call('sync.hash', {})).toEqual(await one.call('sync.hash', {}));
  } finally {
    await Promise.all(cores.map((core) => core.close()));
    way.close();
    await server.close();
    postgres.stop();
  }
}, 60_000);

/** A way to the server on which the first facts arrive last of those that are on it together. */
async function wayTo(server: string) {
  const refused: string[] = [];
  let overtaken: () => void = () => undefined;
  let first: Promise<void> | null = null;
  const proxy = http.createServer(async (asked, answer) => {
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part as Buffer);
    const { method = 'GET', url = '/', headers } = asked;
    const facts = method === 'POST' && url === '/v1/facts';
    const waits = facts && first === null;
    if (waits) await (first = new Promise((resolve) => (overtaken = resolve)));
    const sent = http.request(new URL(url, server), { method, headers }, async (said) => {
      const body: Buffer[] = [];
      for await (const part of said) body.push(part as Buffer);
      const bytes = Buffer.concat(body);
      if (said.statusCode === 409)
        refused.push((JSON.parse(String(bytes)) as { code: string }).code);
      answer.writeHead(said.statusCode!, said.headers).end(bytes);
      if (facts && !waits) overtaken();
    });
    sent.end(Buffer.concat(parts));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    refused,
    close() {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}
