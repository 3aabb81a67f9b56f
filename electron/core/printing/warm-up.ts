import { setImmediate as others } from 'node:timers/promises';
import type { CoreContext } from '../context.ts';

/** When a desk that was just opened is in use, and nobody waits for its first list any more. */
const AFTER_MS = 5_000;

/**
 * Loads what draws prints some time after the start: the first receipt at the counter is then as quick as
 * those after it. @returns puts it off for ever
 */
export function warmUpLater({ resources }: Pick<CoreContext, 'resources'>): () => Promise<void> {
  const timer = setTimeout(() => {
    // What is wrong with it shows, and is told, when something is printed.
    warmUp(resources).catch(() => undefined);
  }, AFTER_MS);
  timer.unref();
  return async () => clearTimeout(timer);
}

/** Part by part, so that whoever calls meanwhile waits for one of them at most. */
export async function warmUp(resources: string): Promise<void> {
  for (const load of [
    () => import('pdf-lib'),
    () => import('@cantoo/fontkit'),
    () => import('uqr'),
    () => import('./print.ts'),
  ]) {
    await load();
    await others();
  }
  const { drawPages } = await import('./draw-pages.ts');
  const { readSheetFonts } = await import('./fonts.ts');
  const { readFaces } = await import('./text.ts');
  const fonts = await readSheetFonts(resources);
  await others();
  const { regular } = await readFaces(fonts);
  await others();
  const text = { kind: 'text', size: 9, face: 'regular', text: 'Lontar' } as const;
  const ink = { ...text, x: 5, y: 10, width: regular.width(text.text, text.size) };
  await drawPages([{ width: 50, height: 20, inks: [ink] }], { title: '', fonts });
}
