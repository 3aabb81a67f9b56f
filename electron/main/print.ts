import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { shell } from 'electron';
import { LontarError } from '../../shared/contract/error.ts';

async function isPdf(file: string): Promise<boolean> {
  if (!file.toLowerCase().endsWith('.pdf')) return false;
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer } = await handle.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.includes('%PDF-');
  } finally {
    await handle.close();
  }
}

/** @returns the exit code, or null when there is no such program */
function runProgram(
  name: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    execFile(name, args, { timeout: 30_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, output: `${stdout}${stderr}`.trim() });
    });
  });
}

/**
 * Prints by CUPS where it has a default printer: it takes a PDF as it is. Elsewhere the system's own
 * viewer opens it. The PDF is never opened in a process of ours.
 */
export async function printPdf(
  file: string,
  copies: number,
): Promise<{ how: 'printed' | 'opened' }> {
  if (!(await isPdf(file))) throw new LontarError('print.notPdf', { path: file });
  if (process.platform !== 'win32') {
    const { code, output } = await runProgram('lpstat', ['-d']);
    if (code === 0 && output.includes(':')) {
      const printed = await runProgram('lp', ['-n', String(copies), '--', file]);
      if (printed.code === 0) return { how: 'printed' };
      throw new LontarError('print.refused', { message: printed.output });
    }
  }
  const refusal = await shell.openPath(file);
  if (refusal !== '') throw new LontarError('print.refused', { message: refusal });
  return { how: 'opened' };
}
