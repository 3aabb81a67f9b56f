import type { MadePrint } from '../../../shared/contract/printing.ts';
import { writeDurably } from '../archive/durable.ts';
import type { CoreContext } from '../context.ts';
import { drawAside } from './draw-aside.ts';
import type { LongPrint } from './draw-long.ts';

type Without<Key extends string, Of> = Of extends unknown ? Omit<Of, Key> : never;

/** A print of many pages: the one at hand, or drawn beside all other work. */
export async function makeLong(
  { archive, resources }: CoreContext,
  inputs: object,
  print: Without<'resources', LongPrint>,
): Promise<MadePrint> {
  const made = await archive.derived.get(inputs, async (path) => {
    const { bytes, pages, each } = await drawAside({ ...print, resources });
    await writeDurably(path, bytes);
    return { pages, ...(each.length > 0 && { each }) };
  });
  return { ...made, title: print.title };
}
