import type { ReadSheet } from '../../../../shared/contract/sheet-reading.ts';
import { firstDisposition } from '../../../../shared/domain/letter/routing.ts';
import { agendaText } from '../../../../shared/domain/letter/state.ts';
import type { CoreContext } from '../../context.ts';
import { keepPaper } from './keep-paper.ts';
import type { BoxState } from './judge-box.ts';
import type { SheetPageRead } from './sheet-page-read.ts';

/** Pages to sheets, in the order of the pile; a page that a sheet has already begins the sheet anew. */
export async function gatherSheets(
  context: CoreContext,
  pages: readonly SheetPageRead[],
): Promise<ReadSheet[]> {
  const sheets: SheetPageRead[][] = [];
  for (const page of pages) {
    const open = sheets.findLast(([first]) => first!.letter.id === page.letter.id);
    if (open && !open.some((one) => one.page === page.page)) open.push(page);
    else sheets.push([page]);
  }
  const seen = new Set<string>();
  const out: ReadSheet[] = [];
  for (const sheet of sheets) {
    const { letter } = sheet[0]!;
    out.push(await sheetFrom(context, sheet, seen.has(letter.id)));
    seen.add(letter.id);
  }
  return out;
}

async function sheetFrom(
  context: CoreContext,
  unordered: readonly SheetPageRead[],
  repeated: boolean,
): Promise<ReadSheet> {
  const pages = unordered.toSorted((one, other) => one.page - other.page);
  const { letter, geometry } = pages[0]!;
  const boxes = pages.flatMap((page) => page.boxes);
  const inState = (state: BoxState) =>
    boxes.flatMap((box) => (box.state === state ? [{ group: box.group, key: box.key }] : []));
  const keys = (group: 'position' | 'instruction') =>
    inState('ticked').flatMap((box) => (box.group === group ? [box.key] : []));
  const here = new Set(pages.map(({ page }) => page));
  const all = Array.from({ length: geometry.pages }, (_, index) => index + 1);
  return {
    letter: letter.id,
    agenda: agendaText(letter.agenda),
    to: keys('position'),
    instructions: keys('instruction'),
    struck: inState('struck'),
    unsure: inState('unsure'),
    scans: pages.map(({ scan }) => scan),
    missing: all.filter((page) => !here.has(page)),
    state: stateOf(pages[0]!, repeated),
    ...(await keepPaper(context, pages)),
  };
}

function stateOf({ letter }: SheetPageRead, repeated: boolean): ReadSheet['state'] {
  if (letter.cancelled) return 'cancelled';
  if (firstDisposition(letter)) return 'given';
  return repeated ? 'repeated' : 'ready';
}
