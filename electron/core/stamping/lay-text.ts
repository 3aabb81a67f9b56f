import { chmod, constants, copyFile, open } from 'node:fs/promises';
import type { ReadPage } from '../../../shared/contract/reading.ts';
import { commonPdfium } from '../pages/pdfium.ts';
import { Document } from './document.ts';
import { fileSource, findHeader } from './source.ts';
import { Unreadable } from './syntax.ts';
import { textLayer } from './text-layer.ts';

/**
 * Copies a PDF and appends the words that were read on its pages; gives on how many pages. Where the
 * file's structure forbids it, or PDFium does not find the words afterwards, it is a copy alone.
 */
export async function layText(
  { input, output }: { input: string; output: string },
  pages: ReadPage[],
): Promise<number> {
  await copyFile(input, output, constants.COPYFILE_FICLONE);
  await chmod(output, 0o644);
  const file = await open(output, 'r+');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(size, 1028));
    await file.read(head, 0, head.length, 0);
    const base = findHeader(head);
    const bytes = base < 0 ? null : await layerOf(file.fd, base, pages);
    if (!bytes) return 0;
    await file.write(bytes, 0, bytes.length, size);
    await file.sync();
    if (await canBeFound(output, pages)) return pages.length;
    await file.truncate(size);
    await file.sync();
    return 0;
  } finally {
    await file.close();
  }
}

async function layerOf(fd: number, base: number, pages: ReadPage[]): Promise<Uint8Array | null> {
  try {
    return await textLayer(await Document.open(fileSource(fd, base)), pages);
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

async function canBeFound(path: string, pages: ReadPage[]): Promise<boolean> {
  const page = pages.find(({ words }) => words.length > 0);
  if (!page) return false;
  try {
    const { codes } = await commonPdfium().run({ kind: 'text', path, page: page.page });
    // In which order it gives those of a turned page is its own affair.
    const there = new Set(codes);
    return [...page.words[0]!.text].every((letter) => there.has(letter.codePointAt(0)!));
  } catch {
    return false;
  }
}
