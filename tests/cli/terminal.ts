import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { smallPdf } from '../faults/papers.ts';
import type { Asked, Ended } from './standing.ts';

const script = fileURLToPath(new URL('../../scripts/lontar.mjs', import.meta.url));

/** What a command left behind: `status` is its exit code, 0, 1 or 2. */
export type Left = ReturnType<typeof left>;

type Env = Record<string, string>;

/** A terminal on an archive of its own that is not made yet. Commands run one after another. */
export function terminal(env: Env = {}) {
  const home = env['LONTAR_HOME'] ?? path.join(temporaryFolder(), 'archive');
  const all = { LONTAR_LANG: 'id', LONTAR_HOME: home, ...env };
  return {
    home,
    /** In a process that stays: three quarters of a short command's time are its start. */
    lontar: async (...args: string[]) => left(await inStanding({ args, env: all })),
    /** In a process of its own, as a person has it. */
    alone: (...args: string[]) => started(all, args).ended,
    /** The same, and not waited for. */
    start: (...args: string[]) => started(all, args),
    /** The same, with `input` behind its prompt. */
    given: (input: string, ...args: string[]) => started(all, args, input).ended,
  };
}

function started(env: Env, args: string[], input = '') {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => (stdout += String(part)));
  child.stderr.on('data', (part) => (stderr += String(part)));
  child.stdin.end(input);
  const ended = once(child, 'close').then(([status]) =>
    left({ status: status as number | null, stdout, stderr }),
  );
  return { child, ended };
}

function left(ended: Ended) {
  return {
    ...ended,
    // oxlint-disable-next-line typescript/no-explicit-any -- whatever a command prints is looked at
    json: (): any => JSON.parse(ended.stdout),
    // oxlint-disable-next-line typescript/no-explicit-any
    lines: (): any[] =>
      ended.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

/** One process for each language, whose words are chosen as it starts. */
const standing = new Map<string, ChildProcess>();

async function inStanding(asked: Asked): Promise<Ended> {
  const language = asked.env['LONTAR_LANG'] ?? '';
  let child = standing.get(language);
  if (!child) {
    child = fork(new URL('standing.ts', import.meta.url), {
      env: { ...process.env, LONTAR_LANG: language },
    });
    standing.set(language, child);
    child.unref();
  }
  child.channel!.ref();
  child.send(asked);
  const heard = new AbortController();
  const gone = once(child, 'exit', heard).then(([code]) => {
    throw new Error(`\`lontar ${asked.args.join(' ')}\` ended its process: ${String(code)}`);
  });
  try {
    const [ended] = (await Promise.race([once(child, 'message', heard), gone])) as [Ended];
    return ended;
  } finally {
    heard.abort();
    gone.catch(() => undefined);
    child.channel?.unref();
  }
}

/** A letter of one page, as a file. */
export function paper(folder: string, name = 'surat.pdf'): string {
  const file = path.join(folder, name);
  writeFileSync(file, smallPdf(1));
  return file;
}
