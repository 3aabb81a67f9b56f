import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LontarError } from '../../../shared/contract/error.ts';

export interface ProgramRun {
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal | undefined;
  /** Ends a program that has said nothing for so long. */
  silenceMs: number;
  /** What it writes to either output, line by line; the next one waits until it has returned. */
  onLine: (line: string) => void | Promise<void>;
}

/**
 * Runs a program to its end, without a shell.
 * @returns its exit code
 * @throws `scanning.unavailable` where it is not installed, `scanning.no-answer` after silence, and
 *   what `onLine` throws: then it is ended
 */
export function runProgram(
  program: string,
  args: string[],
  run: ProgramRun,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: run.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let broken: unknown;
    let handling = Promise.resolve();
    const stop = () => void child.kill();
    const silence = setTimeout(() => {
      broken ??= new LontarError('scanning.no-answer');
      stop();
    }, run.silenceMs);
    const take = (line: string) => {
      silence.refresh();
      handling = handling
        .then(() => (broken === undefined ? run.onLine(line) : undefined))
        .catch((error: unknown) => {
          broken ??= error;
          stop();
        });
    };
    createInterface({ input: child.stdout }).on('line', take);
    createInterface({ input: child.stderr }).on('line', take);
    const finish = () => {
      clearTimeout(silence);
      run.signal?.removeEventListener('abort', stop);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      finish();
      const missing = new LontarError('scanning.unavailable', { program, install: program });
      reject(error.code === 'ENOENT' ? missing : error);
    });
    child.on('close', (code) => {
      finish();
      void handling.then(() => (broken === undefined ? resolve(code) : reject(broken)));
    });
    if (run.signal?.aborted) stop();
    else run.signal?.addEventListener('abort', stop, { once: true });
  });
}
