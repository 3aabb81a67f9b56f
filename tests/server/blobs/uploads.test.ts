import { hash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockOf } from '../../../server/blobs/lock.ts';
import { sweepUploads } from '../../../server/blobs/finish-upload.ts';
import type { Database } from '../../../server/database/database.ts';
import { openDatabase } from '../../../server/database/open.ts';
import { sql } from '../../../server/database/sql.ts';
import { startPostgres } from '../postgres.ts';
import { startS3 } from '../s3.ts';
import { type BlobServer, blobServer, newDesk } from './two-servers.ts';

const TUS = { 'tus-resumable': '1.0.0' };
const PIECE = { ...TUS, 'content-type': 'application/offset+octet-stream' };
const sha256 = (bytes: Buffer) => hash('sha256', bytes, 'hex');

let database: Database;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
beforeAll(async () => {
  postgres = await startPostgres();
  database = await openDatabase({ url: postgres.url, data: '' });
}, 60_000);
afterAll(async () => {
  await database.close();
  postgres.stop();
});

describe.each(['folder', 's3'])('blobs in %s', (kind) => {
  let one: BlobServer;
  let other: BlobServer;
  let folder: string;
  let s3: Awaited<ReturnType<typeof startS3>> | undefined;
  /** What of uploads lies in the store, unfinished. */
  let leftovers: () => string[];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lontar-blobs-'));
    s3 = kind === 's3' ? await startS3() : undefined;
    const env = { LONTAR_DATA: folder, ...(s3 && { BLOBS_URL: s3.url }) };
    one = await blobServer(database, env);
    other = await blobServer(database, env, { largest: 1000 });
    leftovers = () =>
      s3
        ? s3.keys().filter((key) => key.includes('/uploads/'))
        : readdirSync(path.join(folder, 'blobs', 'uploads'));
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await s3?.stop();
    rmSync(folder, { recursive: true });
  });

  const begin = (device: string, bytes: Buffer, told = sha256(bytes), { address } = one) =>
    fetch(`${address}/v1/uploads`, {
      method: 'POST',
      headers: {
        ...TUS,
        'x-device': device,
        'upload-length': String(bytes.length),
        'upload-metadata': `sha256 ${btoa(told)},filename ${btoa('../../etc/passwd')}`,
      },
    });
  const begun = async (device: string, bytes: Buffer, told?: string) => {
    const answer = await begin(device, bytes, told);
    expect(answer.status).toBe(201);
    return answer.headers.get('location')!;
  };
  const piece = (device: string, at: string, offset: number, body: Buffer, { address } = one) =>
    fetch(`${address}${at}`, {
      method: 'PATCH',
      headers: { ...PIECE, 'x-device': device, 'upload-offset': String(offset) },
      body: new Uint8Array(body),
    });
  const offsetOf = async (device: string, at: string, { address } = one) => {
    const answer = await fetch(`${address}${at}`, {
      method: 'HEAD',
      headers: { ...TUS, 'x-device': device },
    });
    return answer.status === 200 ? Number(answer.headers.get('upload-offset')) : answer.status;
  };
  const read = (device: string, name: string, headers: Record<string, string> = {}) =>
    fetch(`${one.address}/v1/blobs/${name}`, { headers: { 'x-device': device, ...headers } });
  const missing = async (device: string, ...names: string[]) => {
    const answer = await fetch(`${one.address}/v1/blobs/missing`, {
      method: 'POST',
      headers: { 'x-device': device, 'content-type': 'application/json' },
      body: JSON.stringify({ sha256: names }),
    });
    return ((await answer.json()) as { missing: string[] }).missing;
  };

  it('takes what a tus client sends, and gives it back, whole and in parts', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(100_000);
    const name = sha256(bytes);
    expect(await missing(device, name)).toEqual([name]);
    await new Promise<void>((resolve, reject) => {
      new Upload(bytes as unknown as Blob, {
        endpoint: `${one.address}/v1/uploads`,
        headers: { 'x-device': device },
        metadata: { sha256: name },
        onSuccess: () => resolve(),
        onError: reject,
      }).start();
    });
    expect(await missing(device, name)).toEqual([]);
    const whole = await read(device, name);
    expect(whole.headers.get('content-length')).toBe('100000');
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    const part = await read(device, name, { range: 'bytes=99990-' });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      'bytes 99990-99999/100000',
    ]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(99_990))).toBe(true);
    expect((await read(device, name, { range: 'bytes=100000-' })).status).toBe(416);
    expect((await read(device, name, { 'if-none-match': `"${name}"` })).status).toBe(304);
    expect(leftovers()).toEqual([]);
  });

  it('lets an upload begun at one server go on at another', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(6 << 20);
    const at = await begun(device, bytes);
    const half = 5_500_000;
    expect((await piece(device, at, 0, bytes.subarray(0, half))).status).toBe(204);
    expect(await offsetOf(device, at, other)).toBe(half);
    expect((await piece(device, at, half, bytes.subarray(half), one)).status).toBe(204);
    expect(await offsetOf(device, at, other)).toBe(bytes.length);
    const answer = await read(device, sha256(bytes));
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('keeps what came before a connection was cut, and goes on from there', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(200_000);
    const at = await begun(device, bytes);
    const { hostname, port } = new URL(one.address);
    const socket = connect(Number(port), hostname);
    const head = { ...PIECE, host: hostname, 'x-device': device, 'upload-offset': '0' };
    const lines = Object.entries(head).map(([key, value]) => `${key}: ${value}\r\n`);
    socket.write(`PATCH ${at} HTTP/1.1\r\n${lines.join('')}content-length: 200000\r\n\r\n`);
    socket.write(bytes.subarray(0, 120_000));
    // Long enough to be on its way, never long enough to be whole.
    await new Promise((resolve) => setTimeout(resolve, 150));
    socket.destroy();
    await expect
      .poll(() => database.get(sql`SELECT holder FROM uploads WHERE upload = ${at.slice(12)}`))
      .toEqual({ holder: null });
    const kept = await offsetOf(device, at);
    expect(kept).toBeLessThanOrEqual(120_000);
    expect((await piece(device, at, kept, bytes.subarray(kept))).status).toBe(204);
    expect(await missing(device, sha256(bytes))).toEqual([]);
  });

  it('finishes what a server left whole but unfinished, when it is asked how far it is', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(5000);
    const at = await begun(device, bytes);
    const { blobs } = one.context;
    const { Readable } = await import('node:stream');
    await blobs.uploads.write(Readable.from([bytes]), blobs.uploadName(at.slice(12)), 0);
    expect(await missing(device, sha256(bytes))).toEqual([sha256(bytes)]);
    expect(await offsetOf(device, at)).toBe(5000);
    expect(await missing(device, sha256(bytes))).toEqual([]);
  });

  it('throws bytes away that are not those told', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(1000);
    const told = sha256(randomBytes(1));
    const at = await begun(device, bytes, told);
    const answer = await piece(device, at, 0, bytes);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'blob.hash-differs', data: { told } });
    expect(await offsetOf(device, at)).toBe(404);
    expect(await missing(device, told, sha256(bytes))).toEqual([told, sha256(bytes)]);
    expect(leftovers()).toEqual([]);
  });

  it('takes a file in the request that announces it', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(1000);
    const answer = await fetch(`${one.address}/v1/uploads`, {
      method: 'POST',
      headers: {
        ...PIECE,
        'x-device': device,
        'upload-length': '1000',
        'upload-metadata': `sha256 ${btoa(sha256(bytes))}`,
      },
      body: bytes,
    });
    expect([answer.status, answer.headers.get('upload-offset')]).toEqual([201, '1000']);
    expect(await missing(device, sha256(bytes))).toEqual([]);
  });

  it('takes an empty file', async () => {
    const device = await newDesk(database);
    await begun(device, Buffer.alloc(0));
    expect(await missing(device, sha256(Buffer.alloc(0)))).toEqual([]);
  });

  it("keeps a file once, and from an office that didn't bring it, however equal the bytes", async () => {
    const [mine, theirs] = [await newDesk(database), await newDesk(database)];
    const bytes = randomBytes(3000);
    const at = await begun(mine, bytes);
    expect(await offsetOf(theirs, at)).toBe(404);
    expect((await piece(theirs, at, 0, bytes)).status).toBe(404);
    expect((await piece(mine, at, 0, bytes)).status).toBe(204);
    expect(await (await read(theirs, sha256(bytes))).json()).toMatchObject({
      code: 'blob.unknown',
    });
    expect(await missing(theirs, sha256(bytes))).toEqual([sha256(bytes)]);
    const again = await begun(theirs, bytes);
    expect((await piece(theirs, again, 0, bytes)).status).toBe(204);
    expect((await read(theirs, sha256(bytes))).status).toBe(200);
    const kept = [];
    for await (const blob of one.context.blobs.list()) kept.push(blob.sha256);
    expect(kept.filter((name) => name === sha256(bytes))).toHaveLength(1);
  });

  it('refuses strangers, oversized files, more than was told, and names that lead elsewhere', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(1001);
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await begin(nobody, bytes)).status).toBe(401);
    const large = await begin(device, bytes, sha256(bytes), other);
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'blob.too-large' }]);
    const at = await begun(device, bytes.subarray(0, 10));
    expect((await piece(device, at, 0, bytes)).status).toBe(413);
    expect((await piece(device, at, 5, bytes.subarray(0, 5))).status).toBe(409);
    for (const told of ['../../etc/passwd', `${sha256(bytes)}/..`, '', sha256(bytes).toUpperCase()])
      expect((await begin(device, bytes, told)).status).toBe(400);
    for (const name of ['..%2f..%2fetc%2fpasswd', '%00', '..', `${nobody}.json`]) {
      expect([404, 400]).toContain(await offsetOf(device, `/v1/uploads/${name}`));
      expect([404, 400]).toContain((await read(device, name)).status);
    }
    expect(await offsetOf(device, at)).toBe(0);
  });

  it('forgets what nobody went on with', async () => {
    const device = await newDesk(database);
    const bytes = randomBytes(1000);
    const at = await begun(device, bytes);
    await piece(device, at, 0, bytes.subarray(0, 10));
    expect(leftovers()).not.toEqual([]);
    await database.run(sql`UPDATE uploads SET made = now() - interval '8 days'`);
    await sweepUploads(one.context);
    expect(leftovers()).toEqual([]);
    expect(await offsetOf(device, at)).toBe(404);
  });

  it('is worked on by one at a time; whoever waits makes the one before let go', async () => {
    const device = await newDesk(database);
    const upload = (await begun(device, randomBytes(10))).slice(12);
    const [first, second] = [lockOf(database, upload), lockOf(database, upload)];
    const { signal } = new AbortController();
    let asked = 0;
    await first.lock(signal, async () => {
      asked += 1;
      await first.unlock();
    });
    await second.lock(signal, () => undefined);
    expect(asked).toBe(1);
    await second.unlock();
  });
});
