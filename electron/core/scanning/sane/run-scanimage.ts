import { spawn } from 'node:child_process';
import { LontarError } from '../../../../shared/contract/error.ts';
import { endsRun } from './failure.ts';

export interface ScanimageRun {
  signal?: AbortSignal;
  /** Where relative output names lie: the folder's own name never becomes part of a format string. */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Ends a driver that has said nothing for so long. */
  silenceMs: number;
  /** How long it may stay once it was told to stop, or has said what ended it. */
  leaveMs?: number;
  onStdoutLine?: (line: string) => void;
  onStderrLine?: (line: string) => void;
}

export interface ScanimageEnd {
  code: number | null;
  stdout: string;
  stderr: string;
  silent: boolean;
}

const KEPT = 1 << 20;
/**
 * After SIGTERM scanimage tells the driver to stop, and the sheet is let out. Some drivers lock up
 * in that, and after a failure too: then it is ended, and what it said counts.
 */
const LEAVE_MS = 10_000;

/**
 * Runs `scanimage` to its end. Its messages come in plain C locale, because they are read.
 * @throws `scanning.unavailable` where the program is not installed, with how to get it.
 */
export function runScanimage(args: string[], run: ScanimageRun): Promise<ScanimageEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn('scanimage', args, {
      cwd: run.cwd,
      env: { ...(run.env ?? process.env), LC_ALL: 'C', LANGUAGE: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: drivers start processes that may outlive it and hold its pipes open.
      detached: true,
    });
    let silent = false;
    let leaving: NodeJS.Timeout | undefined;
    const leave = () => {
      leaving ??= setTimeout(() => endGroup(child.pid), run.leaveMs ?? LEAVE_MS);
    };
    const stop = () => {
      child.kill('SIGTERM');
      leave();
    };
    const watch = setTimeout(() => {
      silent = true;
      stop();
    }, run.silenceMs);
    const stdout = readLines(run.onStdoutLine, () => watch.refresh());
    const stderr = readLines(
      (line) => {
        if (endsRun(line)) leave();
        run.onStderrLine?.(line);
      },
      () => watch.refresh(),
    );
    child.stdout.setEncoding('utf8').on('data', stdout.push);
    child.stderr.setEncoding('utf8').on('data', stderr.push);
    const finish = () => {
      clearTimeout(watch);
      clearTimeout(leaving);
      run.signal?.removeEventListener('abort', stop);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      finish();
      reject(error.code === 'ENOENT' ? unavailable() : error);
    });
    child.on('exit', () => endGroup(child.pid));
    child.on('close', (code) => {
      finish();
      resolve({ code, stdout: stdout.end(), stderr: stderr.end(), silent });
    });
    if (run.signal?.aborted) stop();
    else run.signal?.addEventListener('abort', stop, { once: true });
  });
}

/** What is left of the group: nothing, as a rule. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined || process.platform === 'win32') return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: all of them have ended by themselves
  }
}

function unavailable(): LontarError {
  return new LontarError('scanning.unavailable', {
    program: 'scanimage',
    package: 'sane-utils',
    install: 'sudo apt-get install sane-utils',
  });
}

/** Progress ends in a carriage return, all else in a line feed. */
function readLines(onLine: ((line: string) => void) | undefined, onData: () => void) {
  let kept = '';
  let rest = '';
  const emit = (line: string) => {
    if (!line.startsWith('Progress:') && kept.length < KEPT) kept += `${line}\n`;
    onLine?.(line);
  };
  return {
    push: (chunk: string) => {
      onData();
      const parts = (rest + chunk).split(/\r\n|[\r\n]/);
      rest = parts.pop() ?? '';
      if (rest.length > KEPT) rest = '';
      for (const part of parts) emit(part);
    },
    end: () => {
      if (rest !== '') emit(rest);
      rest = '';
      return kept;
    },
  };
}
