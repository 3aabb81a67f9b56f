import { hash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCore } from '../../../electron/core/core.ts';
import { firstCode } from '../../../server/enrolment/codes.ts';
import { sql } from '../../../server/database/sql.ts';
import { terminal } from '../../cli/terminal.ts';
import { testServer } from '../../server/start-server.ts';
import { resources } from '../temporary-archive.ts';

const MB = 1 << 20;
const SIZE = 24 * MB;
/** What lies in sockets when a process is killed. */
const ON_ITS_WAY = 4 * MB;

test('an upload that ended with its desk goes on where it stopped, and begins anew where the server forgot it', async () => {
  const server = await testServer();
  onTestFinished(() => server.close());
  const { database, blobs } = server.context;
  const line = await openLine(server.address);
  onTestFinished(line.close);
  const desk = terminal({ LONTAR_LANG: 'en' });
  const code = await firstCode(database, Date.now());
  expect((await desk.lontar('init', '--office', 'Sekretariat Daerah')).status).toBe(0);
  expect((await desk.lontar('enrol', line.address, code!)).status).toBe(0);

  const killedAfter = async (bytes: number) => {
    const { child, ended } = desk.start('sync', '--json');
    await line.passed(bytes);
    child.kill('SIGKILL');
    await ended;
    return line.count();
  };
  const uploads = () =>
    database.all<{ upload: string; done: string | null }>(sql`SELECT upload, done FROM uploads`);

  await registerFile(desk.home, 'satu');
  const first = await killedAfter(10 * MB);
  expect(first).toBeLessThan(SIZE);
  const begun = await uploads();
  expect(begun).toMatchObject([{ done: null }]);
  const { json } = await desk.lontar('sync', '--json');
  expect(json()).toMatchObject({ blobsUp: 1, waiting: 0 });
  expect(first + line.count()).toBeLessThan(SIZE + ON_ITS_WAY);
  expect(await uploads()).toMatchObject([{ upload: begun[0]!.upload, done: expect.anything() }]);

  const sha256 = await registerFile(desk.home, 'dua');
  await killedAfter(10 * MB);
  const { upload } = (await uploads()).find(({ done }) => done === null)!;
  await database.run(sql`DELETE FROM uploads WHERE upload = ${upload}`);
  expect((await desk.lontar('sync', '--json')).json()).toMatchObject({ blobsUp: 1, waiting: 0 });
  expect(line.count()).toBeGreaterThan(SIZE);
  expect(await blobs.sizeOf(sha256)).toBe(SIZE);
}, 60_000);

/** A letter with a file that is sent in several pieces. */
async function registerFile(home: string, subject: string): Promise<string> {
  const core = await openCore({ home, resources });
  try {
    const { blobs } = core.context.archive;
    const bytes = randomBytes(SIZE);
    const sha256 = hash('sha256', bytes, 'hex');
    const file = path.join(blobs.workFolder, subject);
    writeFileSync(file, bytes);
    await blobs.adopt(file, sha256);
    const document = { sha256, pages: 1, bytes: SIZE, name: 'surat.pdf' };
    await core.call('letters.register', { fields: { sender: 'Dinas', subject }, document });
    return sha256;
  } finally {
    await core.close();
  }
}

/** A line to the server that counts what goes up. */
async function openLine(server: string) {
  let bytes = 0;
  let heard: () => void = () => undefined;
  const ends = new Set<Socket>();
  const listening = createServer((desk) => {
    const there = connect(Number(new URL(server).port), '127.0.0.1');
    for (const end of [desk, there]) {
      ends.add(end);
      end.on('error', () => undefined).on('close', () => ends.delete(end));
    }
    desk.on('data', (part) => {
      bytes += part.length;
      heard();
    });
    desk.pipe(there).pipe(desk);
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    passed: (most: number) =>
      new Promise<void>((resolve) => {
        bytes = 0;
        heard = () => void (bytes >= most && resolve());
      }),
    /** Since it was asked last. */
    count() {
      const counted = bytes;
      bytes = 0;
      heard = () => undefined;
      return counted;
    },
    close() {
      for (const end of ends) end.destroy();
      listening.close();
    },
  };
}
