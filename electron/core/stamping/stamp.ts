import { chmod, constants, copyFile, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { StampBox, StampResult } from '../../../shared/contract/stamping.ts';
import { asideOf, diskError, syncFolder } from '../archive/durable.ts';
import { Document } from './document.ts';
import type { StampFonts } from './fonts.ts';
import { prepare, type Look, type Plan, type Stamp } from './plan.ts';
import { fileSource, findHeader, type Source } from './source.ts';
import { Unreadable } from './syntax.ts';
import type { Manner } from './page-update.ts';

export { loadStampFonts } from './fonts.ts';
export type { StampFonts } from './fonts.ts';

export interface StampRequest {
  input: string;
  output: string;
  /** At least one. */
  stamps: readonly Stamp[];
  /** Without it no page is looked at: stamps go into their corners. */
  look?: Look;
  fonts: StampFonts;
  signal?: AbortSignal;
}

/** What came of it, and where the stamps stand. */
export interface Stamped extends StampResult {
  /** Pages that the file has more than before. */
  added: number;
  boxes: StampBox[];
}

/**
 * Stamps a PDF into a new file, which is there whole and synced or not at all; the input is only
 * read. The stamps are appended to the input's own bytes; a file whose structure defeats that is
 * redrawn as pictures. Where anything about the file is odd, PDFium looks at the result first.
 * @throws LontarError `file.empty`, `file.type`, `file.not-readable`, `pdf.password`, `pdf.damaged`,
 * `disk.full`, `file.not-writable`
 */
export async function stampFile(request: StampRequest): Promise<Stamped> {
  const { input, output, signal } = request;
  signal?.throwIfAborted();
  const file = await openInput(input);
  const aside = asideOf(output);
  try {
    const source = await openSource(file);
    const result = await stampAside(request, source, aside);
    signal?.throwIfAborted();
    await rename(aside, output);
    syncFolder(dirname(output));
    return result;
  } catch (error) {
    await rm(aside, { force: true });
    throw diskError(error, output);
  } finally {
    await file.close();
  }
}

async function openInput(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
    await file.close();
  } catch (cause) {
    throw new LontarError('file.not-readable', { path }, { cause });
  }
  throw new LontarError('file.not-readable', { path });
}

async function openSource(file: FileHandle): Promise<Source> {
  const { size } = await file.stat();
  if (size === 0) throw new LontarError('file.empty');
  const head = Buffer.alloc(Math.min(size, 1028));
  await file.read(head, 0, head.length, 0);
  const base = findHeader(head);
  if (base < 0) throw new LontarError('file.type');
  return fileSource(file.fd, base);
}

/** The copy is made while the stamps are drawn, and has ended when this has. */
async function stampAside(request: StampRequest, source: Source, aside: string): Promise<Stamped> {
  const copying = copyFile(request.input, aside, constants.COPYFILE_FICLONE);
  // It may fail before it is waited for.
  copying.catch(() => undefined);
  try {
    const plan = await attempt(() => Document.open(source), request);
    const appended = plan?.plain ? await plan.appendix(PLAIN) : undefined;
    await copying;
    // Originals are read-only, and so is a copy at first.
    await chmod(aside, 0o644);
    if (plan && appended) return await append(aside, source, plan, appended);
    return (
      (await appendSeen(request, plan, source, aside)) ??
      (await appendSeen(request, await rebuilt(request, source), source, aside)) ??
      (await redrawAside(request, aside))
    );
  } finally {
    await copying.catch(() => undefined);
  }
}

const rebuilt = (request: StampRequest, source: Source): Promise<Plan | undefined> =>
  attempt(() => Document.rebuild(source), request);

const PLAIN: Manner = { keep: 'wrap', over: false };

/** The plan for stamping the file as read by `read`; `undefined` where it can't be read so. */
async function attempt(
  read: () => Promise<Document>,
  { stamps, fonts, look }: StampRequest,
): Promise<Plan | undefined> {
  try {
    return await prepare(await read(), stamps, fonts, { look });
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

async function append(
  aside: string,
  source: Source,
  { boxes, added }: Plan,
  bytes: Uint8Array,
): Promise<Stamped> {
  const original = source.base + source.size;
  const file = await open(aside, 'r+');
  try {
    await file.truncate(original);
    await file.write(bytes, 0, bytes.length, original);
    await file.sync();
  } finally {
    await file.close();
  }
  return { method: 'append', prefixIntact: true, bytes: original + bytes.length, added, boxes };
}

/** Appends in one manner after the other until PDFium shows what it should. */
async function appendSeen(
  { input, signal }: StampRequest,
  plan: Plan | undefined,
  source: Source,
  aside: string,
): Promise<Stamped | undefined> {
  if (!plan) return undefined;
  const { see } = await import('./seeing.ts');
  const pages = await plan.judged();
  for (const keep of plan.doubtful
    ? (['isolate', 'wrap'] as const)
    : (['wrap', 'isolate'] as const)) {
    for (const over of [false, true]) {
      const result = await append(aside, source, plan, await plan.appendix({ keep, over }));
      const verdict = await see({ before: input, after: aside, added: plan.added, pages }, signal);
      if (verdict === 'good') return result;
      // Only what lies above the page's content can be helped by lying above it too.
      if (verdict !== 'hidden' || !plan.annotated) break;
    }
  }
  return undefined;
}

async function redrawAside(request: StampRequest, aside: string): Promise<Stamped> {
  const { redraw } = await import('./seeing.ts');
  const pictures = `${aside}.pictures`;
  try {
    await redraw(request.input, pictures, request.signal);
    const file = await open(pictures, 'r');
    try {
      const source = await openSource(file);
      const document = await Document.open(source);
      const { stamps, fonts, look } = request;
      const plan = await prepare(document, stamps, fonts, { look, redrawn: true });
      const appended = await plan.appendix(PLAIN);
      await copyFile(pictures, aside, constants.COPYFILE_FICLONE);
      await chmod(aside, 0o644);
      const done = await append(aside, source, plan, appended);
      return { ...done, method: 'redraw', prefixIntact: false };
    } finally {
      await file.close();
    }
  } finally {
    await rm(pictures, { force: true });
  }
}
