import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { BatchProgress } from '../../shared/contract/batches.ts';
import { type Core, openCore } from '../../electron/core/core.ts';
import { resources, temporary } from './desk.ts';
import { type BatchFaults, inspect, inspectBatches } from './inspect-batches.ts';
import type { ScanSaid } from './scan-desk.ts';
import { makeDisk, type SmallDisk, withinNamespace } from './small-disk.ts';

/**
 * Fills a small disk in the middle of a feed, tries on the full disk what a person may try, makes room
 * and resumes, several times over in one batch; then closes it. The core stays open.
 * `--rounds N` (4) `--megabytes N` (64)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '4' },
      megabytes: { type: 'string', default: '64' },
    },
  });
  const folder = temporary('scan-disk-full');
  const before = process.env.SANE_CONFIG_DIR;
  try {
    const disk = makeDisk(folder, Number(values.megabytes));
    if (!disk) {
      const figures = withinNamespace(fileURLToPath(import.meta.url), args);
      return figures ?? { fault: 'scan-disk-full', skipped: 'no tmpfs may be mounted here' };
    }
    const sane = path.join(folder, 'sane');
    mkdirSync(sane);
    writeFileSync(path.join(sane, 'dll.conf'), 'test\n');
    process.env.SANE_CONFIG_DIR = sane;
    try {
      return await onDisk(disk, Number(values.rounds));
    } finally {
      disk.remove();
    }
  } finally {
    if (before === undefined) delete process.env.SANE_CONFIG_DIR;
    else process.env.SANE_CONFIG_DIR = before;
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '2'];

const settings = {
  device: 'test:0',
  resolution: 50,
  options: { 'test-picture': 'Color pattern' },
  splitting: { by: 'pages', pages: 7 },
};

async function onDisk(disk: SmallDisk, rounds: number): Promise<object> {
  const home = path.join(disk.folder, 'archive');
  const core = await openCore({ home, resources });
  const { batch } = await core.call('batches.open', { settings });
  const said: ScanSaid[] = [];
  const answers: Record<string, Record<string, number>> = {};
  const total: Record<string, number> = {};
  const count = (what: string, answer: string) => {
    const counts = (answers[what] ??= {});
    counts[answer] = (counts[answer] ?? 0) + 1;
  };
  for (let round = 0; round < rounds; round += 1) {
    const leave = (round % 4) * 60_000;
    count('feed', await feedUntil(core, batch, said, 2 + (round % 5), () => disk.fill(leave)));
    disk.fill(0);
    count('shown', (await core.call('batches.get', { batch })).stopped?.code ?? 'nothing');
    add(total, (await inspect(core, said)).faults);
    const edit = { kind: 'turn', pages: [1], by: 90 };
    count('edit', await answerOf(core.call('batches.edit', { batch, edit })));
    count('close', await answerOf(core.call('batches.close', { batch })));
    count('feedAgain', await feedUntil(core, batch, said, 0, () => undefined));
    disk.free();
    count('resume', await feedUntil(core, batch, said, 0, () => undefined));
    add(total, (await inspect(core, said)).faults);
  }
  const { sheets, stopped } = await core.call('batches.get', { batch });
  const { documents } = await core.call('batches.close', { batch });
  await core.close();
  const found = await inspectBatches(home, said);
  add(total, found.faults);
  const pages = documents.reduce((sum, one) => sum + one.pages.length, 0);
  const full = ['feed', 'shown', 'close', 'feedAgain'].every((what) =>
    only(answers[what], 'disk.full'),
  );
  const ok =
    Object.values(total).every((faults) => faults === 0) &&
    full &&
    only(answers.resume, 'done') &&
    Object.keys(answers.edit!).every((code) => code === 'done' || code === 'disk.full') &&
    pages === sheets.length &&
    stopped === null;
  const told = said.length;
  return { fault: 'scan-disk-full', rounds, told, pages, answers, ...total, ok };
}

const only = (counts: Record<string, number> | undefined, code: string) =>
  Object.keys(counts ?? {}).join() === code;

/** Feeds, does something when so many pages are in, and gives what stopped it. */
async function feedUntil(
  core: Core,
  batch: string,
  said: ScanSaid[],
  pages: number,
  then: () => void,
): Promise<string> {
  let kept = 0;
  const { next } = await core.call('batches.get', { batch });
  const progress = (value: unknown) => {
    const told = value as BatchProgress;
    if (told.step !== 'kept') return;
    said.push({ batch, page: told.page });
    kept += 1;
    if (kept === pages) then();
  };
  const operation = next === 'resume' ? 'batches.resume' : 'batches.scan';
  try {
    const { stopped } = await core.call(operation, { batch }, { progress });
    return stopped?.code ?? 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

async function answerOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

function add(total: Record<string, number>, faults: BatchFaults): void {
  for (const [name, count] of Object.entries(faults)) total[name] = (total[name] ?? 0) + count;
}

/** Within a namespace of its own: the figures on stdout. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await run(process.argv.slice(2))));
}
