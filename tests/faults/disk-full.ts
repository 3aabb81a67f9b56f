import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Core, openCore } from '../../electron/core/core.ts';
import { type Acknowledged, registerOne, resources, temporary } from './desk.ts';
import { inspectArchive } from './inspect-archive.ts';

/**
 * Fills a small disk while letters are registered, makes room, and goes on, several times over; the
 * core stays open. The disk is a tmpfs, which only root may mount: others get `skipped`.
 * `--rounds N` (5) `--megabytes N` (16)
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
  const [disk, papers] = [path.join(folder, 'disk'), path.join(folder, 'papers')];
  for (const made of [disk, papers]) mkdirSync(made);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${values.megabytes}m`, 'tmpfs', disk]);
  } catch (error) {
    rmSync(folder, { recursive: true });
    return { fault: 'disk-full', skipped: (error as Error).message.split('\n')[0] };
  }
  try {
    return await fillAgain(disk, papers, Number(values.rounds));
  } finally {
    execFileSync('umount', ['-l', disk]);
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '2'];

async function fillAgain(disk: string, papers: string, rounds: number): Promise<object> {
  const home = path.join(disk, 'archive');
  const ballast = path.join(disk, 'ballast');
  const core = await openCore({ home, resources });
  await core.call('office.found', { name: 'Sekretariat Daerah' });
  const said: Acknowledged[] = [];
  const codes: Record<string, number> = {};
  let wentOn = 0;
  let failedVerification = 0;
  for (let round = 0; round < rounds; round += 1) {
    fill(disk, ballast);
    const refused = await registerUntilRefused(core, said, round * 10_000 + 1, papers);
    codes[refused] = (codes[refused] ?? 0) + 1;
    rmSync(ballast);
    said.push(await registerOne(core, round * 10_000 + 9_999, papers));
    wentOn += 1;
    if (!(await core.call('evidence.verify', {})).ok) failedVerification += 1;
  }
  await core.close();
  const found = await inspectArchive(home, said);
  const clean = [found.lost, found.brokenChains, found.halfBlobs, found.doubled, found.gaps];
  const ok =
    clean.every((count) => count === 0) &&
    failedVerification === 0 &&
    wentOn === rounds &&
    Object.keys(codes).every((code) => code === 'disk.full');
  return {
    fault: 'disk-full',
    rounds,
    acknowledged: said.length,
    codes,
    wentOn,
    failedVerification,
    ...found,
    ok,
  };
}

/** Leaves the archive a megabyte. */
function fill(disk: string, ballast: string): void {
  const { bavail, bsize } = statfsSync(disk);
  const bytes = bavail * bsize - (1 << 20);
  if (bytes > 0) writeFileSync(ballast, Buffer.alloc(bytes, 1));
}

/** @returns the code of the refusal */
async function registerUntilRefused(
  core: Core,
  said: Acknowledged[],
  first: number,
  papers: string,
): Promise<string> {
  for (let turn = first; turn < first + 9_000; turn += 1) {
    try {
      said.push(await registerOne(core, turn, papers));
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  }
  return 'never full';
}
