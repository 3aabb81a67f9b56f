import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { ScannedPage, ScanRequest, ScanResult } from '../../../shared/contract/scanning.ts';
import { nextPageNumber } from './keep-page.ts';
import { keepPicture } from './keep-picture.ts';
import type { ScanHooks } from './source.ts';

/**
 * For programs that leave each page as a picture file: `run` is given a folder of its own and calls
 * `keep` with each file's name in it. Pages that were kept stay, and an error carries them.
 */
export async function keepFiles(
  request: ScanRequest,
  outDir: string,
  hooks: ScanHooks,
  run: (rawDir: string, keep: (name: string) => Promise<void>) => Promise<void>,
): Promise<ScanResult> {
  const pages: ScannedPage[] = [];
  const data = { device: request.device, pages };
  await mkdir(outDir, { recursive: true });
  const rawDir = await mkdtemp(join(outDir, '.scan-'));
  try {
    if (hooks.signal?.aborted) throw new LontarError('scanning.cancelled');
    const first = await nextPageNumber(outDir);
    await run(rawDir, async (name) => {
      const number = first + pages.length;
      const { mode, resolution } = request;
      const page = await keepPicture(join(rawDir, name), outDir, { mode, resolution, number });
      await rm(join(rawDir, name), { force: true });
      pages.push(page);
      await hooks.onPage?.(page);
    });
    if (hooks.signal?.aborted) throw new LontarError('scanning.cancelled');
    if (pages.length === 0) {
      throw new LontarError(request.feeder ? 'scanning.no-documents' : 'scanning.failed', {
        message: 'no page',
      });
    }
    return { pages, ended: request.feeder ? 'empty' : 'single' };
  } catch (error) {
    if (hooks.signal?.aborted) throw new LontarError('scanning.cancelled', data);
    if (!(error instanceof LontarError)) throw error;
    throw new LontarError(error.code, { ...data, ...error.data }, { cause: error });
  } finally {
    await rm(rawDir, { recursive: true, force: true });
  }
}
