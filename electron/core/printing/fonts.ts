import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SheetFonts } from './text.ts';

/** The two faces that sheets are set in. */
export async function readSheetFonts(resources: string): Promise<SheetFonts> {
  const face = (name: string) => readFile(join(resources, 'fonts', `${name}.ttf`));
  const [regular, semiBold] = await Promise.all([
    face('LontarSans-Regular'),
    face('LontarSans-SemiBold'),
  ]);
  return { regular, semiBold };
}
