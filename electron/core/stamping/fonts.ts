import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The bytes of the TrueType files that stamps are set in. Load them once and pass the same object. */
export interface StampFonts {
  regular: Uint8Array;
  semiBold: Uint8Array;
}

export async function loadStampFonts(resources: string): Promise<StampFonts> {
  const load = (name: string) => readFile(join(resources, 'fonts', name));
  const [regular, semiBold] = await Promise.all([
    load('LontarSansCondensed-Regular.ttf'),
    load('LontarSansCondensed-SemiBold.ttf'),
  ]);
  return { regular, semiBold };
}
