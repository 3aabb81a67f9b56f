import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Core, openCore } from '../../electron/core/core.ts';
import { sql } from '../../electron/core/archive/sql.ts';
import { batchFolder, batchFoldersIn, rawPath } from '../../electron/core/scanning/batch/folder.ts';
import { deskOf } from '../../electron/core/scanning/batch/desk.ts';
import type { ClosedSummary } from '../../electron/core/scanning/batch/store.ts';
import { inOrder } from '../../shared/domain/batch/state.ts';
import { resources } from './desk.ts';
import type { ScanSaid } from './scan-desk.ts';

/** What must be 0 for all to be well. */
export interface BatchFaults {
  /** Told of, and not there, or its file not as it came. */
  pagesLost: number;
  /** One sheet twice: as two pages, or in two documents. */
  pagesDoubled: number;
  /** Whole page files that are no page of the batch. */
  pagesStray: number;
  editsLost: number;
  /** Of closed batches: not there as the answer or the journal says. */
  documentsLost: number;
  /** Pages or folders of a closed batch, files in the making. */
  leftovers: number;
  unsound: number;
}

export interface BatchInspection {
  pages: number;
  documents: number;
  open: number;
  faults: BatchFaults;
}

/** Opens the archive anew, lets it finish what was cut off, and holds it against what was told. */
export async function inspectBatches(home: string, said: ScanSaid[]): Promise<BatchInspection> {
  const core = await openCore({ home, resources, create: false });
  try {
    return await inspect(core, said);
  } finally {
    await core.close();
  }
}

export async function inspect(core: Core, said: ScanSaid[]): Promise<BatchInspection> {
  const { archive } = core.context;
  await whenRecovered(core);
  const found: BatchInspection = { pages: 0, documents: 0, open: 0, faults: noFaults() };
  const { faults } = found;
  const rows = archive.read.all<{ batch: string; closed: string | null }>(
    sql`SELECT batch, closed FROM batches`,
  );
  const named = new Set(rows.map(({ batch }) => batch));
  faults.pagesLost += said.filter((one) => !named.has(one.batch)).length;
  for (const { batch, closed } of rows) {
    const own = said.filter((one) => one.batch === batch);
    if (closed === null) await lookAtOpen(core, batch, own, found);
    else lookAtClosed(core, batch, JSON.parse(closed) as ClosedSummary, own, found);
  }
  if (!(await core.call('evidence.verify', {})).ok) faults.unsound += 1;
  const entries = readdirSync(archive.home, { recursive: true, encoding: 'utf8' });
  // The open core is cleaning pages meanwhile.
  const halves = entries.filter((one) => one.endsWith('.part') && !/[\\/]clean[\\/]/.test(one));
  faults.leftovers += halves.length;
  faults.leftovers += readdirSync(archive.blobs.workFolder).length;
  return found;
}

async function lookAtOpen(
  core: Core,
  batch: string,
  said: ScanSaid[],
  found: BatchInspection,
): Promise<void> {
  const { archive } = core.context;
  const { faults } = found;
  found.open += 1;
  const { state } = await deskOf(core.context).live(batch);
  const folder = batchFolder(archive.home, batch);
  const files = state.pictures.map((picture) => rawPath(folder, picture));
  faults.pagesDoubled += files.length - new Set(files).size;
  for (const [at, picture] of state.pictures.entries()) {
    if (hashOf(files[at]!) !== picture.sha256) faults.pagesLost += 1;
  }
  for (const one of said) {
    if ('page' in one && one.page > state.pages.length) faults.pagesLost += 1;
    if ('events' in one && one.events > state.version) faults.editsLost += 1;
    if ('closed' in one) faults.documentsLost += 1;
  }
  for (const { document, pages } of state.made) {
    found.documents += 1;
    if (!archive.blobs.has(document.sha256)) faults.documentsLost += 1;
    faults.pagesDoubled += pages.filter((page) => state.pages[page - 1]!.made === null).length;
  }
  faults.pagesStray += pageFilesIn(folder).filter((file) => !files.includes(file)).length;
  found.pages += inOrder(state).length;
}

function lookAtClosed(
  core: Core,
  batch: string,
  { documents }: ClosedSummary,
  said: ScanSaid[],
  found: BatchInspection,
): void {
  const { archive } = core.context;
  const { faults } = found;
  if (existsSync(batchFolder(archive.home, batch))) faults.leftovers += 1;
  const pages = documents.flatMap((one) => one.pages);
  faults.pagesDoubled += pages.length - new Set(pages).size;
  const drafts = new Set(archive.read.column<string>(sql`SELECT sha256 FROM drafts`));
  for (const { document } of documents) {
    const safe = archive.blobs.has(document.sha256) && drafts.has(document.sha256);
    if (!safe) faults.documentsLost += 1;
  }
  for (const one of said) {
    if (!('closed' in one)) continue;
    const kept = documents.map(({ document, pages: own }) => ({
      sha256: document.sha256,
      pages: own,
    }));
    if (JSON.stringify(kept) !== JSON.stringify(one.closed)) faults.documentsLost += 1;
  }
  found.documents += documents.length;
  found.pages += pages.length;
}

/** What a core does by itself once it is open: rests of closed batches go, a closing goes on. */
async function whenRecovered(core: Core): Promise<void> {
  const { home, read } = core.context.archive;
  const closed = () =>
    new Set(read.column<string>(sql`SELECT batch FROM batches WHERE closed IS NOT NULL`));
  for (let i = 0; i < 500; i += 1) {
    const batches = await core.call('batches.list', {});
    const closing = batches.some(({ status }) => status === 'closing');
    if (!closing && !batchFoldersIn(home).some((name) => closed().has(name))) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function pageFilesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /feed-\d+.page-\d+\.(jpg|png)$/.test(name))
    .map((name) => path.join(folder, name));
}

const hashOf = (file: string): string | null =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;

const noFaults = (): BatchFaults => ({
  pagesLost: 0,
  pagesDoubled: 0,
  pagesStray: 0,
  editsLost: 0,
  documentsLost: 0,
  leftovers: 0,
  unsound: 0,
});
