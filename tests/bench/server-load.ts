import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { newId } from '../../electron/core/archive/identity.ts';
import type { Database } from '../../server/database/database.ts';
import { openDatabase } from '../../server/database/open.ts';
import { sql } from '../../server/database/sql.ts';
import { makeCode, makeOffice } from '../../server/enrolment/codes.ts';
import { hashPassword } from '../../server/people/password.ts';
import { Browser } from '../server/browser.ts';
import { startPostgres } from '../server/postgres.ts';
import { SigningDesk } from '../server/signing-desk.ts';
import { memoryOf } from './process-memory.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PASSWORD = 'nyiur melambai 7';
const LIMITS = { inbox: 150, dispose: 150, errors: 0, memory: 500 };
const FEW_SECONDS = 10;
/** A leader looks at the inbox, reads a letter and disposes of it in so long on average; a desk registers one. */
const THINK_MS = { leader: 10_000, desk: 5000 };

export const short = ['--leaders', '10', '--desks', '3', '--offices', '1', '--seconds', '3'];

/**
 * Leaders and desks at once against a server in a process of its own on a real PostgreSQL, all on one
 * machine: leaders fetch their inbox, then dispose of a letter; desks register a letter, push it and pull
 * what others did. Times are those that the asking process sees.
 * `--leaders N` (200) `--desks N` (50) `--offices N` (10) `--seconds N` (30)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      leaders: { type: 'string', default: '200' },
      desks: { type: 'string', default: '50' },
      offices: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '30' },
    },
  });
  const [leaders, desks, offices, seconds] = [
    Number(values.leaders),
    Number(values.desks),
    Number(values.offices),
    Number(values.seconds),
  ];
  const data = mkdtempSync(path.join(tmpdir(), 'lontar-load-'));
  const postgres = await startPostgres();
  const database = await openDatabase({ data, url: postgres.url });
  const server = await startServer(data, postgres.url);
  try {
    const crowd = { leaders: leaders / offices, desks: desks / offices, seconds };
    const groups: Group[] = [];
    for (let at = 0; at < offices; at += 1) {
      groups.push(await gather(database, server.address, at, crowd));
    }
    const watch = watchMemory(server.child.pid!);
    const times: Times = { inbox: [], dispose: [], push: [], pull: [], errors: [] };
    const end = Date.now() + seconds * 1000;
    await Promise.all(
      groups.flatMap((group) => [
        ...group.leaders.map((leader) => lead(leader, end, times)),
        ...group.desks.map((desk) => register(desk, end, times)),
      ]),
    );
    const memory = Math.round(watch.stop());
    const figures = {
      inbox: figuresOf(times.inbox),
      dispose: figuresOf(times.dispose),
      push: figuresOf(times.push),
      pull: figuresOf(times.pull),
      perSecond: Math.round(
        (times.inbox.length + times.dispose.length + times.push.length + times.pull.length) /
          seconds,
      ),
      errors: times.errors.length,
      memory,
    };
    return {
      bench: 'server-load',
      leaders,
      desks,
      offices,
      seconds,
      ...figures,
      ...(times.errors.length > 0 && { first: times.errors.slice(0, 3) }),
      limits: LIMITS,
      // A few seconds are a look at whether it runs: their times are told, not judged.
      ok:
        figures.errors === 0 &&
        memory <= LIMITS.memory &&
        (seconds < FEW_SECONDS ||
          (figures.inbox.p95 <= LIMITS.inbox && figures.dispose.p95 <= LIMITS.dispose)),
    };
  } finally {
    await database.close();
    server.child.kill('SIGTERM');
    await new Promise((resolve) => server.child.once('exit', resolve));
    postgres.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function startServer(
  data: string,
  url: string,
): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'scripts/lontar.mjs'), 'serve', '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        DATABASE_URL: url,
        LONTAR_DATA: data,
        LONTAR_PORT: '0',
        LONTAR_LOG: 'silent',
        // Each leader comes from an address of their own.
        LONTAR_PROXIES: '127.0.0.1',
      },
    },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    const { address } = JSON.parse(line) as { address?: string };
    if (address !== undefined) return { address, child };
  }
  throw new Error('the server did not start');
}

interface Leader {
  browser: Browser;
  /** Letters that are this leader's to dispose of. */
  letters: string[];
}
interface Member {
  desk: SigningDesk;
  book: string;
  number: number;
  head: number;
}
interface Group {
  leaders: Leader[];
  desks: Member[];
}

/** An office with its desks, each with a book of its own, and its leaders, signed in. */
async function gather(
  database: Database,
  address: string,
  office: number,
  crowd: { leaders: number; desks: number; seconds: number },
): Promise<Group> {
  const id = await makeOffice(database, `Kantor ${office}`);
  const desks: Member[] = [];
  for (let at = 0; at < crowd.desks; at += 1) {
    const desk = new SigningDesk();
    await desk.enrol(address, await makeCode(database, id, Date.now()));
    if (at === 0) await sent(desk, desk.found());
    else await desk.see();
    const book = at === 0 ? 'masuk' : `masuk-${at + 1}`;
    if (at > 0) {
      const input = { key: book, title: book, direction: 'incoming' as const };
      await sent(desk, desk.do({ name: 'office.openBook', input }));
    }
    desks.push({ desk, book, number: 0, head: 0 });
  }
  const each = Math.ceil(crowd.seconds / (THINK_MS.leader / 1000)) + 2;
  const [first] = desks as [Member];
  const letters = Array.from({ length: crowd.leaders * each }, () => newId());
  for (let at = 0; at < letters.length; at += 200) {
    const facts = letters.slice(at, at + 200).flatMap((letter) => {
      const fields = { subject: `Surat ${letter}`, sender: 'Dinas Pekerjaan Umum' };
      return first.desk.register((first.number += 1), fields, { letter });
    });
    await sent(first.desk, facts);
  }
  // Desks have seen what there is: what they pull is what comes.
  const row = await database.get<{ head: number }>(
    sql`SELECT head FROM offices WHERE office = ${id}`,
  );
  for (const member of desks) member.head = row!.head;
  const password = await hashPassword(PASSWORD);
  const leaders: Leader[] = [];
  for (let at = 0; at < crowd.leaders; at += 1) {
    const login = `pimpinan-${office}-${at}`;
    await database.run(
      sql`INSERT INTO people (person, office, name, login, password, role, positions)
          VALUES (${newId()}, ${id}, ${login}, ${login}, ${password}, 'leader', ${['sekda']})`,
    );
    const browser = new Browser(address);
    const { status } = await browser.signIn(login, PASSWORD);
    if (status !== 200) throw new Error(`sign-in: ${status}`);
    leaders.push({ browser, letters: letters.slice(at * each, (at + 1) * each) });
  }
  return { leaders, desks };
}

async function sent(desk: SigningDesk, facts: object[]): Promise<void> {
  const answer = await desk.send(facts);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer));
}

interface Times {
  inbox: number[];
  dispose: number[];
  push: number[];
  pull: number[];
  errors: string[];
}

const think = (ms: number) => wait(ms * (0.5 + Math.random()));

async function lead({ browser, letters }: Leader, end: number, times: Times): Promise<void> {
  const ask = async (kind: 'inbox' | 'dispose', operation: string, input: object) => {
    const key = kind === 'dispose' ? { key: randomUUID() } : {};
    const begun = performance.now();
    const { status, body } = await browser.post(`/v1/call/${operation}`, {
      operation,
      input,
      ...key,
    });
    times[kind].push(performance.now() - begun);
    if (status !== 200) times.errors.push(`${operation}: ${JSON.stringify(body)}`);
  };
  await wait(Math.random() * THINK_MS.leader);
  while (Date.now() < end) {
    await ask('inbox', 'web.inbox', {});
    await think(THINK_MS.leader / 2);
    const letter = letters.pop();
    if (letter !== undefined) {
      const input = { letter, from: 'sekda', to: ['asisten-1'], instructions: ['telaah'] };
      await ask('dispose', 'dispositions.give', input);
    }
    await think(THINK_MS.leader / 2);
  }
}

async function register(member: Member, end: number, times: Times): Promise<void> {
  const { desk, book } = member;
  await wait(Math.random() * THINK_MS.desk);
  while (Date.now() < end) {
    const facts = desk.register((member.number += 1), { subject: 'Baru' }, { book });
    const begun = performance.now();
    const answer = await desk.send(facts);
    times.push.push(performance.now() - begun);
    if (answer.status !== 200 || answer.confirmed?.[0]?.verdict !== 'applied') {
      times.errors.push(`push: ${JSON.stringify(answer)}`);
      return;
    }
    const pulling = performance.now();
    const lines = await desk.get(member.head, 500);
    times.pull.push(performance.now() - pulling);
    member.head = Number(lines.at(-1)?.[0] ?? member.head);
    await think(THINK_MS.desk);
  }
}

function watchMemory(pid: number): { stop: () => number } {
  let most = 0;
  const look = () => {
    most = Math.max(most, memoryOf(pid));
  };
  const timer = setInterval(look, 500);
  return {
    stop() {
      clearInterval(timer);
      look();
      return most;
    },
  };
}

function figuresOf(times: number[]): { n: number; p50: number; p95: number; max: number } {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) =>
    Math.round((sorted[Math.floor((sorted.length - 1) * part)] ?? 0) * 10) / 10;
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}
