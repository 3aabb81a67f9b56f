import { availableParallelism } from 'node:os';
import type { ParsedInputOf } from '../../../../shared/contract/api.ts';
import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import type { SheetsRead, UnreadPage } from '../../../../shared/contract/sheet-reading.ts';
import type { CallContext, CoreContext } from '../../context.ts';
import { findLetter } from '../../letters/store.ts';
import { workerPool } from '../../worker-pool.ts';
import { gatherSheets } from './gather-sheets.ts';
import { findPrint } from './find-print.ts';
import { pagesOf, type ScannedSheetPage } from './load-pages.ts';
import { openReference } from './reference.ts';
import type { SheetPageRead } from './sheet-page-read.ts';
import type { SheetAnswer, SheetJob } from './sheet-reading-worker.ts';

const HANDS = Math.min(2, availableParallelism());
const pool = workerPool<SheetJob, SheetAnswer>({
  source: 'dispositions/reading/sheet-reading-worker',
  workers: HANDS,
  timeLimitMs: 60_000,
});

/**
 * Reads disposition sheets that a leader has filled in by pen: whose each is, what is ticked, and where
 * something was written. Nothing is recorded; a clerk confirms first.
 */
export async function readSheets(
  context: CoreContext,
  { files, documents }: ParsedInputOf<'dispositions.readSheets'>,
  { signal, progress }: CallContext,
): Promise<SheetsRead> {
  const refused: UnreadPage[] = [];
  const paths = [...files, ...documents.map((sha256) => documentPath(context, sha256))];
  const pages: ScannedSheetPage[] = [];
  for (const path of paths) {
    try {
      pages.push(...(await pagesOf(path)));
    } catch (error) {
      refused.push({ file: path, page: 1, error: toWireError(error) });
    }
  }
  const read: (SheetPageRead | null)[] = pages.map(() => null);
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < pages.length) {
      const index = next++;
      const page = pages[index]!;
      if (signal?.aborted) throw new LontarError('scanning.cancelled');
      try {
        read[index] = await readOne(context, page, signal);
      } catch (error) {
        if (signal?.aborted) throw error;
        refused.push({ file: page.file, page: page.page, error: toWireError(error) });
      }
      done += 1;
      progress?.({ done });
    }
  };
  // One more than there are threads: the next page is decoded while they read.
  await Promise.all(Array.from({ length: HANDS + 1 }, work));
  const sheets = await gatherSheets(
    context,
    read.filter((page) => page !== null),
  );
  return { sheets, refused };
}

async function readOne(
  context: CoreContext,
  scan: ScannedSheetPage,
  signal: AbortSignal | undefined,
): Promise<SheetPageRead> {
  const loaded = await scan.load(signal);
  const found = await pool.run(
    { kind: 'find', picture: loaded },
    { signal, transfer: [loaded.data.buffer as ArrayBuffer] },
  );
  if (found.kind !== 'find' || !found.code) throw new LontarError('sheet.no-code');
  const { code, picture } = found;
  const letter = findLetter(context.archive.read, code.letter)?.letter;
  if (!letter) throw new LontarError('sheet.unknown-letter', { letter: code.letter });
  const printed = findPrint(context.archive, letter, code.print);
  if (!printed) throw new LontarError('sheet.unknown-print', { letter: code.letter });
  const { geometry, pageOf } = await openReference(context, printed);
  const reference = await pageOf(code.page, signal);
  const answer = await pool.run(
    {
      kind: 'read',
      picture,
      corners: code.corners,
      geometry,
      page: code.page,
      printed: reference,
    },
    { signal, transfer: [picture.data.buffer as ArrayBuffer] },
  );
  if (answer.kind !== 'read' || !answer.page) throw new LontarError('sheet.not-laid-straight');
  const { boxes, straight } = answer.page;
  const { file, page } = scan;
  return { scan: { file, page }, letter, geometry, page: code.page, boxes, straight };
}

function documentPath({ archive }: CoreContext, sha256: string): string {
  if (!archive.blobs.has(sha256)) throw new LontarError('document.unknown', { sha256 });
  return archive.blobs.pathOf(sha256);
}
