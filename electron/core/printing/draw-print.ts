import type { MadePrint } from '../../../shared/contract/printing.ts';
import { writeDurably } from '../archive/durable.ts';
import type { CoreContext } from '../context.ts';
import { type Describe, drawPages, type InkedPage } from './draw-pages.ts';
import { readSheetFonts } from './fonts.ts';
import { type Faces, readFaces } from './text.ts';

/** The print made from these inputs, or the one at hand: of a few pages, drawn at once. */
export async function drawPrint(
  { archive, resources }: CoreContext,
  inputs: object,
  describe: Omit<Describe, 'fonts'>,
  layout: (faces: Faces) => InkedPage[],
): Promise<MadePrint> {
  const made = await archive.derived.get(inputs, async (path) => {
    const fonts = await readSheetFonts(resources);
    const pages = layout(await readFaces(fonts));
    await writeDurably(path, await drawPages(pages, { ...describe, fonts }));
    return { pages: pages.length };
  });
  return { ...made, title: describe.title };
}
