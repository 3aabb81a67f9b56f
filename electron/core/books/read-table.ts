import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LontarError } from '../../../shared/contract/error.ts';
import type { Cell } from '../../../shared/domain/book/columns.ts';
import { workerEntry } from '../worker-entry.ts';

export interface TableJob {
  kind: 'xlsx' | 'csv';
  path: string;
  mostRows: number;
}

export interface TableAnswer {
  rows?: Cell[][];
  tooMany?: boolean;
  damaged?: string;
}

const MOST_BYTES = 50 << 20;
const MOST_ROWS = 100_000;
const MOST_MEMORY_MB = 768;
const PATIENCE_MS = 60_000;

/**
 * A table's rows, and the hash of the file they came from.
 * @throws `file.missing`, `file.empty`, `table.type`, `table.too-large`, `table.damaged`
 */
export async function readTable(path: string): Promise<{ rows: Cell[][]; sha256: string }> {
  const name = basename(path).replace(/\p{Cc}/gu, ' ');
  const { kind, sha256 } = await look(path, name);
  const { rows, tooMany, damaged } = await work({ kind, path, mostRows: MOST_ROWS });
  if (rows) return { rows, sha256 };
  if (tooMany) throw new LontarError('table.too-large', { name, limit: `${MOST_ROWS} baris` });
  throw new LontarError('table.damaged', { name, message: damaged });
}

async function look(
  path: string,
  name: string,
): Promise<{ kind: TableJob['kind']; sha256: string }> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new LontarError('file.missing', { path, name }, { cause });
  });
  try {
    const info = await file.stat();
    if (!info.isFile()) throw new LontarError('table.type', { name });
    if (info.size === 0) throw new LontarError('file.empty', { name });
    if (info.size > MOST_BYTES) throw new LontarError('table.too-large', { name, limit: '50 MB' });
    const bytes = await file.readFile();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { kind: kindOf(bytes, name), sha256 };
  } finally {
    await file.close();
  }
}

/** By what it holds, not by what it is called: a ZIP (XLSX), or text without control characters. */
function kindOf(bytes: Buffer, name: string): TableJob['kind'] {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) return 'xlsx';
  const head = bytes.subarray(0, 4096);
  // eslint-disable-next-line no-control-regex
  if (head.includes(0) || /[\u0001-\u0008\u000e-\u001a]/.test(head.toString('latin1'))) {
    throw new LontarError('table.type', { name });
  }
  return 'csv';
}

function work(job: TableJob): Promise<TableAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(workerEntry('books/table-worker'), {
      workerData: job,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    const end = (answer: TableAnswer) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => end({ damaged: 'too slow' }), PATIENCE_MS);
    worker.once('message', end);
    worker.once('error', (error) => end({ damaged: String(error) }));
    worker.once('exit', (code) => end({ damaged: `exit ${code}` }));
  });
}
