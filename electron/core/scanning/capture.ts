import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { LontarError, toWireError, type WireError } from '../../../shared/contract/error.ts';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type {
  ImportAnswer,
  ScanAnswer,
  ScanningProgress,
} from '../../../shared/contract/scanning.ts';
import type { Reader } from '../archive/database.ts';
import { newId } from '../archive/identity.ts';
import { syncFolder } from '../archive/durable.ts';
import { sql } from '../archive/sql.ts';
import type { CallContext, CoreContext } from '../context.ts';
import { dropReading } from '../reading/store.ts';
import { dropDraft, isDraft, keepDraft } from './drafts.ts';
import { makeDocument } from './make-document.ts';
import { scan } from './scan.ts';
import { scansFolder } from './scans-folder.ts';

/** Takes files into the archive; each is safe when it is named in the answer. */
export async function importFiles(
  context: CoreContext,
  { files, together }: ParsedInputOf<'scanning.import'>,
  { signal, progress }: CallContext = {},
): Promise<ImportAnswer> {
  const answer: ImportAnswer = { documents: [], refused: [] };
  const groups = together ? [files] : files.map((file) => [file]);
  for (const [done, group] of groups.entries()) {
    signal?.throwIfAborted();
    progress?.({ done, total: groups.length });
    try {
      const document = await captureFiles(context, group, { signal });
      keepDraft(context.archive, document);
      answer.documents.push(document);
    } catch (error) {
      signal?.throwIfAborted();
      answer.refused.push({ file: group[0]!, error: toWireError(error) });
    }
  }
  return answer;
}

/** Makes one document of files and takes it into the archive, without a draft. */
export async function captureFiles(
  { archive, resources }: CoreContext,
  files: string[],
  { signal }: CallContext = {},
): Promise<PreparedDocument> {
  const workDir = archive.blobs.workFolder;
  const made = await makeDocument({ files, workDir, resources, signal });
  try {
    await archive.blobs.adopt(made.path, made.sha256);
  } catch (error) {
    // On a full disk it would hold the very space that is missing.
    rmSync(made.path, { force: true });
    throw error;
  }
  const name = basename(files[0]!)
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 255);
  return { sha256: made.sha256, pages: made.pages, bytes: made.bytes, name };
}

/**
 * Scans into one document. Every page is on disk before it counts; if the feed stops early or the
 * person cancels, the pages so far become the document.
 */
export async function scanDocument(
  context: CoreContext,
  request: ParsedInputOf<'scanning.scan'>,
  { signal, progress }: CallContext = {},
): Promise<ScanAnswer> {
  const tell = (value: ScanningProgress) => progress?.(value);
  const folder = newScanFolder(context);
  let stopped: WireError | null = null;
  try {
    await scan({
      ...request,
      outDir: folder,
      home: context.archive.home,
      signal,
      onProgress: ({ page, percent }) => tell({ step: 'page', page, percent }),
      onPage: ({ number }) => tell({ step: 'kept', page: number }),
    });
  } catch (error) {
    stopped = signal?.aborted ? { code: 'scanning.cancelled', data: {} } : toWireError(error);
  }
  tell({ step: 'document' });
  return { document: await gather(context, folder), stopped };
}

/**
 * Pages that a crash left in these folders become documents too: nothing that was scanned is lost.
 * What can't be read stays where it is, for the next start or a person.
 */
export async function recoverScans(
  context: CoreContext,
  names: readonly string[],
): Promise<PreparedDocument[]> {
  const recovered: PreparedDocument[] = [];
  for (const name of names.toSorted()) {
    const folder = join(scansFolder(context.archive.home), name);
    const document = await gather(context, folder).catch(() => null);
    if (document) recovered.push(document);
  }
  return recovered;
}

function newScanFolder({ archive }: CoreContext): string {
  const scans = scansFolder(archive.home);
  const folder = join(scans, newId());
  mkdirSync(folder, { recursive: true });
  syncFolder(scans);
  syncFolder(archive.home);
  return folder;
}

async function gather(context: CoreContext, folder: string): Promise<PreparedDocument | null> {
  const pages = readdirSync(folder)
    .filter((name) => /^page-\d+\.(jpg|png)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
  let document: PreparedDocument | null = null;
  if (pages.length > 0) {
    const captured = await captureFiles(context, pages);
    document = { ...captured, name: scanName(context.archive.scribe.now()) };
    keepDraft(context.archive, document);
  }
  rmSync(folder, { recursive: true });
  return document;
}

/** `Pindai 2024-06-13 09.15.pdf`, by the desk's clock. */
function scanName(now: number): string {
  const at = new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString();
  return `Pindai ${at.slice(0, 10)} ${at.slice(11, 16).replace(':', '.')}.pdf`;
}

/**
 * Drops a draft, and its file where no letter points at it: the same paper may have come in twice.
 * Throws `document.in-use` where it is no draft but a letter's.
 */
export function discardDraft(context: CoreContext, sha256: string): void {
  context.archive.write((writer) => {
    if (dropDraft(writer, sha256)) return;
    const letter = letterWith(writer, sha256);
    if (letter) throw new LontarError('document.in-use', { letter });
  });
  releaseDocument(context, sha256);
}

/** Lets go of a document that was taken in for a letter which did not come to be, if nobody needs it. */
export function releaseDocument({ archive }: CoreContext, sha256: string): void {
  if (isDraft(archive.read, sha256) || letterWith(archive.read, sha256)) return;
  archive.write((writer) => dropReading(writer, sha256));
  archive.blobs.discard(sha256);
}

/** As its document, or as an attachment: a hash stands nowhere else in a state. */
function letterWith(reader: Reader, sha256: string): string | undefined {
  const [letter] = reader.column<string>(
    sql`SELECT letter FROM letters JOIN letter_states USING (row)
        WHERE instr(state, ${`"${sha256}"`}) > 0 LIMIT 1`,
  );
  return letter;
}
