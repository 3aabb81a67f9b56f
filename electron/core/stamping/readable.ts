import type { ReadPage } from '../../../shared/contract/reading.ts';
import type { StampedDocument } from '../../../shared/contract/stamping.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { CoreContext } from '../context.ts';
import { commonPdfium } from '../pages/pdfium.ts';
import { hasAnyText } from '../reading/pdf-words.ts';
import { readingOf } from '../reading/readings.ts';
import { packPage } from '../reading/stored-page.ts';
import { layText } from './lay-text.ts';
import { stampedOf } from './stamped.ts';

/** Grows when the same words would give other bytes. */
const EDITION = 1;

/**
 * The stamped document with what was read on its pages laid over them, unseen: to be handed out. Pages
 * that have a text of their own keep just that.
 */
export async function readableOf(
  context: CoreContext,
  letter: Letter,
): Promise<StampedDocument & { path: string }> {
  const stamped = await stampedOf(context, letter);
  const { archive } = context;
  const sha256 = letter.document!.sha256;
  const read = readingOf(archive.read, sha256)?.read ?? [];
  const original = archive.blobs.pathOf(sha256);
  const pages: ReadPage[] = [];
  for (const page of read) {
    // A redrawn page has lost its own text with all else.
    if (stamped.method === 'redraw' || (await lacksText(original, page.page))) pages.push(page);
  }
  if (pages.length === 0) return stamped;
  const readings = pages.map((page) => packPage(page).toString('base64'));
  const inputs = { edition: EDITION, stamped: stamped.sha256, readings };
  const { method, prefixIntact, boxes } = stamped;
  return archive.derived.get(inputs, async (output) => {
    await layText({ input: stamped.path, output }, pages);
    return { method, prefixIntact, boxes, pages: stamped.pages };
  });
}

async function lacksText(path: string, page: number): Promise<boolean> {
  const found = await commonPdfium()
    .run({ kind: 'text', path, page })
    .catch(() => null);
  return found !== null && !hasAnyText(found);
}
