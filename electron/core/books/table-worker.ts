import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import type { Cell } from '../../../shared/domain/book/columns.ts';
import type { TableAnswer, TableJob } from './read-table.ts';

// A small spreadsheet can unpack into more than the machine has: it does so here, within limits.
const job = workerData as TableJob;

// Not awaited at the top: the bundle is a module of the older form, which can't wait.
answer().then(
  (found) => parentPort!.postMessage(found),
  (error: unknown) => parentPort!.postMessage({ damaged: String(error) } satisfies TableAnswer),
);

async function answer(): Promise<TableAnswer> {
  const rows = job.kind === 'xlsx' ? await readXlsx(job) : readCsv(job);
  return rows.length > job.mostRows ? { tooMany: true } : { rows };
}

async function readXlsx({ path }: TableJob): Promise<Cell[][]> {
  return (await readSheet(path)) as Cell[][];
}

function readCsv({ path, mostRows }: TableJob): Cell[][] {
  const text = decoded(readFileSync(path));
  return parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    to: mostRows + 1,
    max_record_size: 1 << 20,
  }) as string[][];
}

/** UTF-8, else what older spreadsheets save in. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Indonesian spreadsheets part by semicolons, since the comma is their decimal sign. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).split('\n').slice(0, 30);
  const count = (sign: string) => head.reduce((sum, line) => sum + line.split(sign).length - 1, 0);
  return [';', '\t', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ',');
}
