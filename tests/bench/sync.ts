import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Core, openCore } from '../../electron/core/core.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { sql } from '../../server/database/sql.ts';
import { makeCode } from '../../server/enrolment/codes.ts';
import type { Fact } from '../../shared/domain/fact.ts';
import { startPostgres } from '../server/postgres.ts';
import { seededArchive } from './seed-archive.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** As much of PouchDB as is used; it comes without types. */
interface Store {
  bulkDocs(documents: object[]): Promise<unknown>;
  replicate: { to(other: Store, options: { batch_size: number }): Promise<unknown> };
  close(): Promise<void>;
}
const PouchDB = createRequire(import.meta.url)('pouchdb') as new (name: string) => Store;

/**
 * A first sync of so many letters' facts up into a real PostgreSQL over loopback and down to another desk,
 * beside PouchDB replicating as many documents between two local stores; files beside `curl -T` of the same
 * bytes; how soon a new disposition is seen at another desk. The server is a process of its own.
 * `--letters N` (50000) `--files N` (24) `--live N` (40)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      letters: { type: 'string', default: '50000' },
      files: { type: 'string', default: '24' },
      live: { type: 'string', default: '40' },
    },
  });
  const letters = Number(values.letters);
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-sync-bench-'));
  const postgres = await startPostgres();
  const database = await openPostgres(postgres.url);
  const cores: Core[] = [];
  let server: ChildProcess | null = null;
  try {
    const [started, address] = await startServer(postgres.url, folder);
    server = started;
    const { office } = (await database.get<{ office: string }>(sql`SELECT office FROM offices`))!;
    const join = async (home: string, options: object = {}) => {
      const core = await openCore({ home, resources, ...options });
      cores.push(core);
      const code = await makeCode(database, office, Date.now());
      await core.call('sync.join', { address, code, name: path.basename(home) });
      return core;
    };
    const first = path.join(folder, 'first');
    cpSync(await seededArchive(letters), first, { recursive: true });
    const one = await join(first);
    const facts = letters + 1;
    const up = facts / (await seconds(() => one.call('sync.now', {})));
    const two = await join(path.join(folder, 'second'));
    const down = facts / (await seconds(() => two.call('sync.now', {})));
    const same = (await one.call('sync.hash', {})).hash === (await two.call('sync.hash', {})).hash;
    const pouch = letters / (await replicating(folder, sampleFacts(one, letters)));
    const files = await sending(one, folder, Number(values.files));
    const live = await seeing(one, two, Number(values.live));
    const figures = {
      up: Math.round(up),
      down: Math.round(down),
      pouch: Math.round(pouch),
      timesPouch: round(Math.min(up, down) / pouch),
      files,
      live,
    };
    const limits = { up: 10_000, down: 20_000, timesPouch: 4, files: 0.6, live: 500 };
    return { bench: 'sync', letters, ...figures, limits, ...(same ? {} : { ok: false }) };
  } finally {
    await Promise.allSettled(cores.map((core) => core.close()));
    server?.kill('SIGKILL');
    await database.close();
    postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--letters', '300', '--files', '2', '--live', '3'];

const round = (value: number) => Math.round(value * 100) / 100;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
}

async function startServer(url: string, folder: string): Promise<[ChildProcess, string]> {
  const cli = fileURLToPath(new URL('../../scripts/lontar.mjs', import.meta.url));
  const env = {
    ...process.env,
    DATABASE_URL: url,
    LONTAR_DATA: path.join(folder, 'server'),
    LONTAR_PORT: '0',
    LONTAR_LOG: 'silent',
  };
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const server = spawn(process.execPath, [cli, 'serve', '--json'], { stdio: [...stdio], env });
  const said = await new Promise<string>((resolve, reject) => {
    server.stdout!.once('data', (part: Buffer) => resolve(part.toString()));
    server.once('error', reject);
  });
  return [server, (JSON.parse(said) as { address: string }).address];
}

function sampleFacts(core: Core, most: number): Fact[] {
  const { read } = core.context.archive;
  return read
    .all<{ fact: string }>({ text: 'SELECT fact FROM facts LIMIT ?', values: [most] })
    .map(({ fact }) => JSON.parse(fact) as Fact);
}

/** The same facts as documents, from one local store into another, as PouchDB does it by itself. */
async function replicating(folder: string, facts: Fact[]): Promise<number> {
  const from = new PouchDB(path.join(folder, 'pouch-one'));
  const to = new PouchDB(path.join(folder, 'pouch-two'));
  for (let at = 0; at < facts.length; at += 1000) {
    const some = facts.slice(at, at + 1000).map((fact) => ({ ...fact, _id: fact.id }));
    await from.bulkDocs(some);
  }
  const took = await seconds(async () => {
    await from.replicate.to(to, { batch_size: 1000 });
  });
  await Promise.all([from.close(), to.close()]);
  return took;
}

const FILE_BYTES = 5 << 20;

/** Files of new letters up, beside `curl -T` of the same bytes to a receiver that hashes and writes them. */
async function sending(core: Core, folder: string, count: number) {
  const { blobs } = core.context.archive;
  const paths: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const bytes = randomBytes(FILE_BYTES);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = path.join(blobs.workFolder, `bench-${at}`);
    writeFileSync(file, bytes);
    await blobs.adopt(file, sha256);
    paths.push(blobs.pathOf(sha256));
    const document = { sha256, pages: 1, bytes: FILE_BYTES, name: 'surat.pdf' };
    const fields = { sender: 'Dinas', subject: `Berkas ${at}` };
    await core.call('letters.register', { fields, document });
  }
  const megabytes = (count * FILE_BYTES) / 1e6;
  const curl = megabytes / (await curling(folder, paths));
  const ours = megabytes / (await seconds(() => core.call('sync.now', {})));
  return {
    megabytesPerSecond: Math.round(ours),
    curl: Math.round(curl),
    ratio: round(ours / curl),
  };
}

async function curling(folder: string, paths: string[]): Promise<number> {
  let received = 0;
  const receiver = http.createServer((asked, answer) => {
    const file = createWriteStream(path.join(folder, `curl-${(received += 1)}`));
    pipeline(asked, file).then(
      () => answer.end(),
      () => answer.destroy(),
    );
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const args = paths.flatMap((file) => ['-T', file, url]);
  const took = await seconds(
    () =>
      new Promise<void>((resolve, reject) => {
        const curl = spawn('curl', ['-s', ...args], { stdio: 'ignore' });
        curl.once('error', reject);
        curl.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`curl: ${code}`))));
      }),
  );
  receiver.close();
  return took;
}

/** Both desks exchange by themselves, as in the window; from giving a disposition to its being there. */
async function seeing(one: Core, two: Core, times: number) {
  const homes = [one, two].map((core) => core.context.archive.home);
  await Promise.all([one.close(), two.close()]);
  const [giver, seer] = await Promise.all(
    homes.map((home) => openCore({ home, resources, syncs: true })),
  );
  try {
    const { rows } = await giver!.call('letters.list', { first: times });
    await until(() => giver!.context.syncing.status().connected);
    await until(() => seer!.context.syncing.status().waiting.files === 0);
    const took: number[] = [];
    for (const { id } of rows) {
      const since = performance.now();
      await giver!.call('dispositions.give', { letter: id, from: 'sekda', to: ['asisten-1'] });
      await until(() => {
        const found = seer!.context.archive.read.get({
          text: `SELECT 1 FROM letters JOIN waiting USING (row) WHERE letter = ?`,
          values: [id],
        });
        return found !== undefined;
      });
      took.push(performance.now() - since);
    }
    took.sort((a, b) => a - b);
    const at = (part: number) => Math.round(took[Math.floor((took.length - 1) * part)]!);
    return { p50: at(0.5), p95: at(0.95) };
  } finally {
    await Promise.all([giver!.close(), seer!.close()]);
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 10_000) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
