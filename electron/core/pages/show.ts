import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/api.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import type { CoreContext } from '../context.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { renderPage } from './render-page.ts';

export async function pageSizes(
  context: CoreContext,
  { sha256 }: ParsedInputOf<'pages.sizes'>,
): Promise<OutputOf<'pages.sizes'>> {
  return (await inspectPdf(pathOf(context, sha256))).sizes;
}

export async function pagePicture(
  context: CoreContext,
  { sha256, page, width }: ParsedInputOf<'pages.picture'>,
): Promise<OutputOf<'pages.picture'>> {
  const path = pathOf(context, sha256);
  const cacheFolder = join(context.archive.cacheFolder, 'pages');
  return renderPage({ path, sha256, page, width, cacheFolder });
}

/** An original or a derived PDF. Throws `document.unknown`. */
function pathOf({ archive }: CoreContext, sha256: string): string {
  const path = [archive.blobs.pathOf(sha256), archive.derived.pathOf(sha256)].find(existsSync);
  if (!path) throw new LontarError('document.unknown', { sha256 });
  return path;
}
