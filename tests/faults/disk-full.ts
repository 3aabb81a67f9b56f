import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Core, openCore } from '../../electron/core/core.ts';
import { type Acknowledged, importOne, registerOne, resources, temporary } from './desk.ts';
import { type Faults, inspectArchive, inspectCore } from './inspect-archive.ts';
import { smallJpeg, smallPdf } from './papers.ts';
import { limitFiles, makeDisk, type SmallDisk, withinNamespace } from './small-disk.ts';

/**
 * Fills a small disk while letters are registered, tries everything that writes on the full disk, makes
 * room, and goes on, several times over; the core stays open. `--rounds N` (5) `--megabytes N` (16)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      megabytes: { type: 'string', default: '16' },
    },
  });
  const folder = temporary('disk-full');
  try {
    const made = makeDisk(folder, Number(values.megabytes));
    if (!made)
      return (
        withinNamespace(fileURLToPath(import.meta.url), args) ??
        (await onLimitedFiles(folder, Number(values.rounds)))
      );
    return await onDisk(made, folder, Number(values.rounds));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '2'];

function onLimitedFiles(folder: string, rounds: number): Promise<object> {
  const disk = path.join(folder, 'disk');
  return onDisk(limitFiles(disk, path.join(disk, 'archive', 'archive.sqlite-wal')), folder, rounds);
}

async function onDisk(disk: SmallDisk, folder: string, rounds: number): Promise<object> {
  try {
    return await fillAgain(disk, path.join(folder, 'papers'), rounds);
  } finally {
    disk.remove();
  }
}

async function fillAgain(disk: SmallDisk, papers: string, rounds: number): Promise<object> {
  mkdirSync(papers);
  const home = path.join(disk.folder, 'archive');
  const core = await openCore({ home, resources });
  await core.call('office.found', { name: 'Sekretariat Daerah' });
  const said: Acknowledged[] = [];
  const answers: Record<string, Record<string, number>> = {};
  const total: Record<string, number> = { leftOutside: 0, jumps: 0 };
  const count = (what: string, answer: string) => {
    const counts = (answers[what] ??= {});
    counts[answer] = (counts[answer] ?? 0) + 1;
  };
  for (let round = 0; round < rounds; round += 1) {
    const first = round * 10_000 + 1;
    await registerOne(core, first, papers, (one) => said.push(one));
    disk.fill(disk.by === 'tmpfs' ? 1 << 20 : 1 << 16);
    count('registering', await registerUntilRefused(core, said, first + 1, papers));
    disk.fill(0);
    for (const [what, work] of Object.entries(writings(core, said, disk, papers, first))) {
      count(what, await answerOf(work));
    }
    total.leftOutside! += readdirSync(disk.folder).filter((name) =>
      /\.(part|pdf)$/.test(name),
    ).length;
    disk.free();
    const newest = newestOf(said);
    const next = await registerOne(core, first + 9_998, papers, (one) => said.push(one));
    if (next !== newest + 1) total.jumps! += 1;
    add(total, (await inspectCore(core, said)).faults);
  }
  await core.close();
  const found = await inspectArchive(home, said);
  add(total, found.faults);
  const codes = Object.values(answers).flatMap((counts) => Object.keys(counts));
  const ok =
    Object.values(total).every((faults) => faults === 0) &&
    codes.every((code) => code === 'disk.full' || code === 'done') &&
    answers.registering?.['disk.full'] === rounds;
  return {
    fault: 'disk-full',
    by: disk.by,
    rounds,
    acknowledged: said.length,
    letters: found.letters,
    answers,
    ...total,
    ok,
  };
}

/** All that a person may try on a full disk; each is done wholly, or refused with a code. */
function writings(
  core: Core,
  said: Acknowledged[],
  disk: SmallDisk,
  papers: string,
  turn: number,
): Record<string, () => Promise<unknown>> {
  const withFile = said.findLast((one) => 'number' in one && one.sha256 !== null)!.id;
  const out = path.join(disk.folder, 'handed-over.pdf');
  const [pdf, jpeg] = [
    path.join(papers, `${turn}-full.pdf`),
    path.join(papers, `${turn}-full.jpg`),
  ];
  writeFileSync(pdf, smallPdf(turn));
  writeFileSync(jpeg, smallJpeg(turn));
  const handOver = (what: 'original' | 'stamped' | 'sheet') => async () => {
    await core.call('letters.export', { letter: withFile, what, out });
    rmSync(out);
  };
  return {
    importPdf: () => importOne(core, pdf),
    importJpeg: () => importOne(core, jpeg),
    register: () => registerOne(core, turn + 9_000, papers, (one) => said.push(one)),
    correct: () =>
      core.call('letters.correct', { letter: withFile, fields: { subject: `Perihal ${turn}` } }),
    letterhead: () => core.call('office.setLetterhead', { name: `Sekretariat ${turn}` }),
    exportOriginal: handOver('original'),
    exportStamped: handOver('stamped'),
    exportSheet: handOver('sheet'),
  };
}

async function answerOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

/** @returns the answer to the first that was refused */
async function registerUntilRefused(
  core: Core,
  said: Acknowledged[],
  first: number,
  papers: string,
): Promise<string> {
  for (let turn = first; turn < first + 9_000; turn += 1) {
    const answer = await answerOf(() => registerOne(core, turn, papers, (one) => said.push(one)));
    if (answer !== 'done') return answer;
  }
  return 'never full';
}

function newestOf(said: Acknowledged[]): number {
  return Math.max(0, ...said.map((one) => ('number' in one ? one.number : 0)));
}

function add(total: Record<string, number>, faults: Faults): void {
  for (const [name, count] of Object.entries(faults)) total[name] = (total[name] ?? 0) + count;
}

/** Within a namespace of its own: the figures on stdout. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(await run(process.argv.slice(2))));
}
