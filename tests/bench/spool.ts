/**
 * How long after the key a disposition sheet lies on the printer's spool: the sheet is made anew for a
 * letter that has never been printed, handed to CUPS, and its file is there. Beside it CUPS's own `lp` with a file that is there already.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openCore } from '../../electron/core/core.ts';
import { warmUp } from '../../electron/core/printing/warm-up.ts';
import { startCups } from '../core/printing/cups-server.ts';

const RESOURCES = path.resolve(import.meta.dirname, '../../resources');
const LIMIT_MS = 1000;

export const short = ['4'];
/** It judges a time. */
export const alone = true;

export async function run([count = '20']: string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-bench-spool-'));
  const server = await startCups();
  const core = await openCore({ home: path.join(folder, 'archive'), resources: RESOURCES });
  try {
    // Jobs wait, so that each is still there when it is looked for.
    server.cups('cupsdisable', 'LOKET');
    // As a desk does by itself, seconds after its start.
    await warmUp(RESOURCES);
    await core.call('office.found', { name: 'Sekretariat Daerah Kabupaten Sukamaju' });
    const times: number[] = [];
    let made = '';
    for (let at = 0; at < Number(count); at += 1) {
      const fields = { sender: 'Dinas Kesehatan', subject: `Laporan bulan ke-${at}` };
      const { id: letter } = await core.call('letters.register', { fields });
      await core.call('dispositions.give', { letter, from: 'sekda', to: ['asisten-1'] });
      const print = { kind: 'sheet', letter } as const;
      const start = performance.now();
      await core.call('printing.print', { print, printer: 'LOKET' });
      times.push(performance.now() - start);
      made = (await core.call('printing.make', { print })).path;
    }
    const spooled = jobsIn(server.spool);
    const [first = 0, ...others] = times;
    const most = Math.max(...times);
    const onSpool = spooled.filter((bytes) => bytes.subarray(0, 5).toString() === '%PDF-').length;
    return {
      bench: 'spool',
      sheets: times.length,
      /** On the spool as files, whole. */
      onSpool: { count: onSpool, limit: times.length },
      firstMs: Math.round(first),
      medianMs: Math.round(middleOf(others)),
      mostMs: { value: Math.round(most), limit: LIMIT_MS },
      peer: { lpMs: Math.round(middleOf(others.slice(0, 10).map(() => timeLp(made)))) },
      ok: most <= LIMIT_MS && onSpool === times.length,
    };
  } finally {
    await core.close();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CUPS keeps each job's document as `d00012-001` (cupsd(8)). */
function jobsIn(spool: string): Buffer[] {
  return readdirSync(spool)
    .filter((name) => /^d\d+-\d+$/.test(name))
    .map((name) => readFileSync(path.join(spool, name)));
}

function timeLp(file: string): number {
  const start = performance.now();
  execFileSync('lp', ['-d', 'LOKET', '--', file], { stdio: 'ignore' });
  return performance.now() - start;
}

const middleOf = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
