import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sql } from '../../electron/core/archive/sql.ts';
import { type Core, openCore } from '../../electron/core/core.ts';
import { resources, temporary } from './desk.ts';
import { smallJpeg, smallPdf } from './papers.ts';

/**
 * Kills the core with SIGKILL while it reads, round after round on one archive with new papers each
 * time; then lets it finish. Nothing that it said was read may be missing, no page may be read twice
 * into doubles, the counts must agree with the pages, and no reader may live on without its core.
 * `--rounds N` (20) `--seed N`
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
  });
  const rounds = Number(values.rounds);
  const folder = temporary('read-kill');
  const [home, papers] = [path.join(folder, 'archive'), path.join(folder, 'papers')];
  mkdirSync(papers);
  const said = new Set<string>();
  const total = { lost: 0, wrongCounts: 0, orphans: 0 };
  let state = Number(values.seed);
  try {
    for (let round = 0; round < rounds; round++) {
      await withCore(home, (core) => bringPapers(core, papers, round));
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      const life = await oneLife(home, (state / 0x7fffffff) * 2_000, round % 2 === 0);
      for (const page of life.said) said.add(page);
      if (life.orphaned) total.orphans += 1;
      await withCore(home, (core) => {
        const found = holdAgainst(core, said);
        total.lost += found.lost;
        total.wrongCounts += found.wrongCounts;
      });
    }
    const end = await withCore(home, finish);
    const faults = { ...total, ...end.faults };
    const ok = Object.values(faults).every((count) => count === 0) && said.size > 0;
    return { fault: 'read-kill', rounds, said: said.size, pages: end.pages, ...faults, ok };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '4'];

async function withCore<Result>(
  home: string,
  work: (core: Core) => Result | Promise<Result>,
): Promise<Result> {
  const core = await openCore({ home, resources });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}

/** Two papers that must be looked at, and as many letters. */
async function bringPapers(core: Core, papers: string, round: number): Promise<void> {
  if (round === 0) await core.call('office.found', { name: 'Sekretariat Daerah' });
  const files = [2 * round, 2 * round + 1].map((turn) => {
    const file = path.join(papers, `${turn}.${turn % 4 === 0 ? 'jpg' : 'pdf'}`);
    writeFileSync(file, turn % 4 === 0 ? smallJpeg(turn) : smallPdf(turn));
    return file;
  });
  const { documents } = await core.call('scanning.import', { files });
  const fields = { number: null, sender: 'Pengirim', subject: 'Perihal' };
  await core.call('letters.register', { fields, document: documents[0]! });
}

const desk = fileURLToPath(new URL('./reading-desk.ts', import.meta.url));

/** One core from its start to its sudden end, in a process group that shows who outlives it. */
async function oneLife(
  home: string,
  after: number,
  early: boolean,
): Promise<{ said: string[]; orphaned: boolean }> {
  const child = spawn(process.execPath, [desk, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const said: string[] = [];
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'open') said.push(line);
    // It begins to read a second after its start; the other lives end after their first page.
    if (early === (line === 'open')) {
      setTimeout(() => child.kill('SIGKILL'), after + (early ? 900 : 0));
    }
  }
  await ended;
  if (child.signalCode !== 'SIGKILL')
    throw new Error(`the core ended by itself (${child.exitCode})`);
  return { said, orphaned: await outlives(child.pid!) };
}

/** A page under way may come to its end, where nobody takes its answer. */
async function outlives(group: number): Promise<boolean> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    try {
      process.kill(-group, 0);
    } catch {
      return false;
    }
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return true;
}

function holdAgainst(core: Core, said: Set<string>) {
  const { read } = core.context.archive;
  const kept = new Set(
    read.column<string>(
      sql`SELECT sha256 || ' ' || page FROM reading_pages WHERE reading IS NOT NULL`,
    ),
  );
  const [wrongCounts] = read.column<number>(
    sql`SELECT count(*) FROM reading_documents AS one WHERE unsettled <> pages -
        (SELECT count(*) FROM reading_pages WHERE sha256 = one.sha256 AND due IS NULL)`,
  );
  return { lost: [...said].filter((page) => !kept.has(page)).length, wrongCounts: wrongCounts! };
}

async function finish(core: Core) {
  await core.call('reading.read', {});
  const { waiting, failed } = await core.call('reading.status', {});
  const { read } = core.context.archive;
  const { pages, rows, tries } = read.get<{ pages: number; rows: number; tries: number }>(
    sql`SELECT (SELECT sum(pages) FROM reading_documents) AS pages, count(*) AS rows,
        sum(tries) AS tries FROM reading_pages WHERE reading IS NOT NULL`,
  )!;
  const documents = read.column<string>(sql`SELECT sha256 FROM reading_documents`);
  let unreadable = 0;
  for (const sha256 of documents) {
    const reading = await core.call('reading.of', { sha256 });
    if (reading?.read.length !== reading?.pages) unreadable += 1;
  }
  const { ok } = await core.call('evidence.verify', {});
  const doubled = tries - pages;
  return {
    pages,
    faults: { unread: waiting + failed + pages - rows, doubled, unreadable, broken: ok ? 0 : 1 },
  };
}
