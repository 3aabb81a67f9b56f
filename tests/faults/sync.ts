import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Core, openCore } from '../../electron/core/core.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { makeCode } from '../../server/enrolment/codes.ts';
import { stateHash } from '../../server/facts/state-hash.ts';
import { LontarError } from '../../shared/contract/error.ts';
import { startPostgres } from '../server/postgres.ts';
import { BadNetwork } from './bad-network.ts';
import { resources, temporary } from './desk.ts';
import { workOnce } from './office-work.ts';
import { randomFrom } from './random.ts';

/**
 * Several desks and a server on a real PostgreSQL under a seeded schedule. A round: every desk does up to
 * three things offline, then some of them exchange with the server at once over a network that loses,
 * repeats, delays and cuts requests and answers. Every 40th round the server is killed with SIGKILL while
 * they do, every 50th a desk is. Every 25th all is calm: once each desk has exchanged with the server, all
 * must hold the same state; in the end no fact may be missing and no number doubled, and each desk's
 * archive must verify and be the same after a rebuild.
 * `--rounds N` (100) `--seed N` `--desks N` (3)
 */
export const short = ['--rounds', '25', '--seed', '5'];

const TOLERATED = new Set(['sync.unreachable', 'auth.replayed', 'request.too-many']);

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '100' },
      seed: { type: 'string' },
      desks: { type: 'string', default: '3' },
    },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const world = await World.make(seed, Number(values.desks));
  const started = performance.now();
  try {
    for (let round = 1; round <= Number(values.rounds); round += 1) await world.round(round);
    await world.calm();
    const found = await world.inspect();
    const ok =
      world.faults.length === 0 && found.missing === 0 && found.doubled === 0 && found.gaps === 0;
    const seconds = Math.round((performance.now() - started) / 1000);
    return {
      fault: 'sync',
      rounds: Number(values.rounds),
      seed,
      desks: Number(values.desks),
      ...world.counts,
      mishaps: world.network.counts,
      ...found,
      faults: world.faults.slice(0, 20),
      seconds,
      ok,
    };
  } finally {
    await world.end();
  }
}

interface Desk {
  home: string;
  hours: number;
  core: Core;
}

class World {
  readonly faults: string[] = [];
  readonly counts = { letters: 0, comparisons: 0, serverKills: 0, deskKills: 0 };
  readonly desks: Desk[] = [];
  readonly registered: string[] = [];
  network!: BadNetwork;
  private readonly folder = temporary('sync');
  private readonly random: () => number;
  private postgres!: Awaited<ReturnType<typeof startPostgres>>;
  private database!: Database;
  private server: ChildProcess | null = null;
  private readonly target = { port: 0 };
  private office = '';
  private turn = 0;

  private constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  static async make(seed: number, desks: number): Promise<World> {
    const world = new World(seed);
    try {
      await world.begin(seed, desks);
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  private async begin(seed: number, desks: number): Promise<void> {
    this.postgres = await startPostgres();
    this.target.port = await freePort();
    await this.startServer();
    this.database = await openPostgres(this.postgres.url);
    const row = await this.database.get<{ office: string }>(sql`SELECT office FROM offices`);
    this.office = row!.office;
    this.network = new BadNetwork(this.target, randomFrom(seed + 1));
    const address = await this.network.listen();
    for (let index = 0; index < desks; index += 1) {
      const home = path.join(this.folder, `desk-${index}`);
      // Clocks hours apart, the wrong way too.
      const hours = (index - 1) * 5;
      const desk = { home, hours, core: await open(home, hours) };
      this.desks.push(desk);
      if (index === 0) await desk.core.call('office.found', { name: 'Sekretariat Daerah' });
      const code = await makeCode(this.database, this.office, Date.now());
      await desk.core.call('sync.join', { address, code, name: `Meja ${index}` });
      await desk.core.call('sync.now', {});
      const book = { key: `buku-${index}`, title: `Buku ${index}` };
      await desk.core.call('office.openBook', book);
      await desk.core.call('sync.now', {});
    }
  }

  async round(round: number): Promise<void> {
    for (const desk of this.desks) {
      const deeds = Math.floor(this.random() * 4);
      for (let deed = 0; deed < deeds; deed += 1) await this.work(desk);
    }
    this.network.trouble = this.random() < 0.3 ? 0 : this.random() * 0.7;
    if (round % 50 === 30) await this.killDesk();
    const chosen = this.desks.filter(() => this.random() < 0.6);
    const syncing = chosen.map((desk) => this.exchange(desk));
    // Somebody registers while it goes on.
    const busy = this.desks[Math.floor(this.random() * this.desks.length)]!;
    const meanwhile = this.work(busy);
    if (round % 40 === 20) await this.killServer();
    await Promise.all([...syncing, meanwhile]);
    if (round % 25 === 0) await this.calm();
  }

  private work({ core }: Desk): Promise<void> {
    this.turn += 1;
    return workOnce(core, this.random, this.turn, (letter) => {
      this.registered.push(letter);
      this.counts.letters += 1;
    });
  }

  private async exchange({ core }: Desk): Promise<void> {
    try {
      await core.call('sync.now', {});
    } catch (error) {
      const code = error instanceof LontarError ? error.code : String(error);
      if (!TOLERATED.has(code))
        this.faults.push(`exchange: ${code} ${JSON.stringify((error as LontarError).data)}`);
    }
  }

  /** No trouble; everybody exchanges until nothing waits, then all compare. */
  async calm(): Promise<void> {
    this.network.trouble = 0;
    for (let again = 0; again < 2; again += 1) {
      for (const { core } of this.desks) await core.call('sync.now', {});
    }
    const there = await stateHash(this.database, this.office);
    for (const [index, { core }] of this.desks.entries()) {
      const here = await core.call('sync.hash', {});
      this.counts.comparisons += 1;
      if (here.hash !== there.hash || here.waiting > 0) {
        this.faults.push(
          `desk ${index} differs at ${here.head}/${there.head}, ${here.waiting} wait`,
        );
      }
    }
  }

  /** Facts, numbers and archives in the end. */
  async inspect() {
    const { database, office } = this;
    let missing = 0;
    for (const { core } of this.desks) {
      const { device } = core.context.archive.scribe;
      const tip = core.context.archive.journal.head();
      const known = await database.get<{ seq: number; tip: string; facts: number }>(
        sql`SELECT seq, tip, (SELECT count(DISTINCT seq) FROM facts WHERE device = ${device}) AS facts
            FROM devices WHERE device = ${device}`,
      );
      if (known?.seq !== tip.seq || known.tip !== tip.hash || known.facts !== tip.seq) missing += 1;
    }
    for (const letter of this.registered) {
      const found = await database.get(
        sql`SELECT 1 FROM facts WHERE office = ${office} AND aggregate = ${`letter:${letter}`} LIMIT 1`,
      );
      if (!found) missing += 1;
    }
    const books = await database.all<{
      book: string;
      most: number;
      count: number;
      numbers: number;
    }>(
      sql`SELECT book, max(agenda) AS most, count(*) AS count, count(DISTINCT agenda) AS numbers
          FROM letters WHERE office = ${office} GROUP BY book, year`,
    );
    const doubled = books.filter(({ count, numbers }) => count !== numbers).length;
    const gaps = books.filter(({ most, count }) => most !== count).length;
    const files = await this.inspectArchives();
    const verdicts = await database.all<{ verdict: string; code: string | null; count: number }>(
      sql`SELECT verdict, code, count(*) AS count FROM facts WHERE office = ${office}
          GROUP BY verdict, code ORDER BY count DESC`,
    );
    const judged = verdicts.map(({ verdict, code, count }) => [code ?? verdict, count]);
    return { missing, doubled, gaps, files, verdicts: Object.fromEntries(judged) as object };
  }

  private async inspectArchives(): Promise<number> {
    let files = 0;
    for (const [index, { core }] of this.desks.entries()) {
      const before = await core.call('sync.hash', {});
      const verified = await core.call('evidence.verify', {});
      if (!verified.ok) this.faults.push(`desk ${index}: ${JSON.stringify(verified.findings[0])}`);
      await core.call('evidence.rebuild', {});
      const after = await core.call('sync.hash', {});
      if (after.hash !== before.hash) this.faults.push(`desk ${index} is another after a rebuild`);
      const status = await core.call('sync.status', {});
      if (status.waiting.files > 0) this.faults.push(`desk ${index} lacks files`);
      files += verified.blobs;
    }
    return files;
  }

  private async killServer(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.random() * 60));
    this.server?.kill('SIGKILL');
    this.counts.serverKills += 1;
    await this.startServer();
  }

  /** One desk goes on in a process of its own, and is killed in the midst of it. */
  private async killDesk(): Promise<void> {
    const index = Math.floor(this.random() * this.desks.length);
    const desk = this.desks[index]!;
    await desk.core.close();
    const script = fileURLToPath(new URL('sync-desk.ts', import.meta.url));
    const seed = Math.floor(this.random() * 1_000_000);
    const child = spawn(process.execPath, [script, desk.home, String(seed), String(desk.hours)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    const gone = new Promise((resolve) => child.once('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 700 + this.random() * 900));
    child.kill('SIGKILL');
    await gone;
    this.counts.deskKills += 1;
    const letters = said.split('\n').slice(0, -1);
    this.registered.push(...letters);
    this.counts.letters += letters.length;
    desk.core = await open(desk.home, desk.hours);
  }

  private async startServer(): Promise<void> {
    const cli = fileURLToPath(new URL('../../scripts/lontar.mjs', import.meta.url));
    this.server = spawn(process.execPath, [cli, 'serve', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: this.postgres.url,
        LONTAR_DATA: path.join(this.folder, 'server'),
        LONTAR_PORT: String(this.target.port),
        LONTAR_LOG: 'silent',
      },
    });
    const { stdout } = this.server;
    await new Promise<void>((resolve, reject) => {
      stdout!.on('data', (part: Buffer) => part.includes('address') && resolve());
      this.server!.once('close', () => reject(new Error('the server ended by itself')));
    });
  }

  async end(): Promise<void> {
    await Promise.allSettled(this.desks.map(({ core }) => core.close()));
    this.network?.close();
    this.server?.removeAllListeners('close');
    this.server?.kill('SIGKILL');
    await this.database?.close();
    this.postgres?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const open = (home: string, hours: number) =>
  openCore({ home, resources, now: () => Date.now() + hours * 3_600_000 });

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
