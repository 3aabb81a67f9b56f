import { execFile } from 'node:child_process';
import { LontarError } from '../../../shared/contract/error.ts';
import type { Printer, PrintJob } from '../../../shared/contract/printing.ts';
import { getJobs, type IppJob } from './ipp.ts';

/**
 * CUPS by its own programs (`lpstat(1)`, `lp(1)`, `cancel(1)`), which every system that has CUPS has.
 * Their words are read in the language they are written in.
 */
async function run(program: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, LC_ALL: 'C', SOFTWARE: '' };
    execFile(program, args, { timeout: 20_000, env }, (error, stdout, stderr) => {
      const output = `${stdout}\n${stderr}`.trim();
      if (error && typeof error.code !== 'number') {
        reject(new LontarError('print.no-system', { program, message: error.message }));
        return;
      }
      resolve({ code: error ? Number(error.code) : 0, output });
    });
  });
}

/** @throws `print.no-system` where there is no CUPS */
export async function readPrinters(): Promise<Printer[]> {
  // The one fails where there is no printer, the other where none is the default: neither is an error.
  const [printers, accepting, chosen] = await Promise.all([
    run('lpstat', ['-l', '-p']),
    run('lpstat', ['-a']),
    run('lpstat', ['-d']),
  ]);
  return parsePrinters(printers.output, accepting.output, chosen.output);
}

export function parsePrinters(printers: string, accepting: string, chosen: string): Printer[] {
  const accepts = new Set(
    [...accepting.matchAll(/^(\S+) accepting requests/gm)].map(([, name]) => name),
  );
  const isDefault = /^system default destination: (\S+)/m.exec(chosen)?.[1];
  const blocks = printers.split(/^(?=printer \S+ )/m).filter((text) => text.startsWith('printer '));
  return blocks.map((block) => {
    const [first = '', ...rest] = block.split('\n');
    const name = first.split(' ')[1]!;
    const stopped = / disabled since /.test(first);
    const printing = / now printing /.test(first);
    const said = rest[0]?.startsWith('\t') && !/^\t[A-Z][\w ]*:/.test(rest[0]) ? rest[0] : '';
    const alerts = /^\tAlerts: (.*)$/m.exec(block)?.[1] ?? '';
    const description = /^\tDescription: (.*)$/m.exec(block)?.[1]?.trim();
    return {
      name,
      description: description || name,
      state: stopped ? 'stopped' : printing ? 'printing' : 'idle',
      accepting: accepts.has(name),
      reason: [said.trim(), ...alerts.split(/[\s,]+/).filter((alert) => !/^(none)?$/.test(alert))]
        .filter(Boolean)
        .join(', '),
      isDefault: name === isDefault,
    };
  });
}

export interface Spool {
  path: string;
  title: string;
  printer: string;
  copies: number;
  duplex: boolean;
  /** As CUPS names it; null: the printer's own. */
  media: string | null;
}

/** Hands a file to a printer. @returns the system's name of the job, such as `LOKET-12` */
export async function spool({
  path,
  title,
  printer,
  copies,
  duplex,
  media,
}: Spool): Promise<string> {
  const options = [`sides=${duplex ? 'two-sided-long-edge' : 'one-sided'}`];
  if (media) options.push(`media=${media}`);
  const { code, output } = await run('lp', [
    '-d',
    printer,
    '-n',
    String(copies),
    '-t',
    title,
    ...options.flatMap((option) => ['-o', option]),
    '--',
    path,
  ]);
  const job = /request id is (\S+)/.exec(output)?.[1];
  if (code === 0 && job) return job;
  if (/not accepting jobs/.test(output)) throw new LontarError('print.rejecting', { printer });
  if (/does not exist|Unknown destination|No such file/i.test(output)) {
    throw new LontarError('print.unknown-printer', { printer });
  }
  throw new LontarError('print.refused', { message: output });
}

type State = Pick<PrintJob, 'state' | 'reason'>;

/** By `job-state` (RFC 8011, 5.3.7). */
const states: Record<number, PrintJob['state']> = {
  3: 'waiting',
  4: 'stopped',
  5: 'printing',
  6: 'stopped',
  7: 'cancelled',
  8: 'failed',
  9: 'done',
};

/** What the system knows of its jobs, by their numbers. */
export async function readJobs(): Promise<Map<number, State>> {
  const jobs = await getJobs();
  return new Map(jobs.map((job) => [job.id, stateOf(job)]));
}

function stateOf({ state, reasons, message }: IppJob): State {
  const usual =
    /^(none|job-printing|job-incoming|job-completed-successfully|processing-to-stop-point)$/;
  const said = [message.trim(), ...reasons.filter((reason) => !usual.test(reason))];
  // A job that waits for a printer which stands still is itself only waiting.
  const held = state === 3 && reasons.includes('printer-stopped');
  return {
    state: held ? 'stopped' : (states[state] ?? 'gone'),
    reason: said.filter(Boolean).join(', '),
  };
}

export async function cancelJob(job: string): Promise<void> {
  await run('cancel', [job]);
}
