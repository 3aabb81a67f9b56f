import { LontarError } from '../../../shared/contract/error.ts';
import type { StampData, StampedDocument } from '../../../shared/contract/stamping.ts';
import { firstDisposition } from '../../../shared/domain/letter/routing.ts';
import { agendaText, type Letter, type PositionThen } from '../../../shared/domain/letter/state.ts';
import type { CoreContext } from '../context.ts';
import { loadStampFonts, stampFile } from './stamp.ts';

/** Grows when the same letter would give other bytes. */
const EDITION = 1;

/** The letter's document with its stamps on it; the original's bytes come first, untouched. */
export async function stampedOf(
  { archive, resources }: CoreContext,
  letter: Letter,
): Promise<StampedDocument> {
  const { document } = letter;
  if (!document) {
    throw new LontarError('letter.no-document', { agenda: agendaText(letter.agenda) });
  }
  const data = stampData(letter);
  const places = placesWithin(document.pages, letter.stampPlaces);
  const inputs = { edition: EDITION, original: document.sha256, data, places };
  return archive.derived.get(inputs, async (output) => {
    const fonts = await loadStampFonts(resources);
    const input = archive.blobs.pathOf(document.sha256);
    const { method, prefixIntact, boxes } = await stampFile({ input, output, data, places, fonts });
    return { method, prefixIntact, boxes, pages: document.pages };
  });
}

/** The office's place may name a page that this document has not: its last page then. */
function placesWithin(pages: number, places: Letter['stampPlaces']): Letter['stampPlaces'] {
  const within = Object.entries(places).map(([kind, place]) => [
    kind,
    { ...place, page: Math.min(place.page, pages) },
  ]);
  return Object.fromEntries(within);
}

/** What the stamps say: names as they were when the facts were written. */
export function stampData(letter: Letter): StampData {
  const given = firstDisposition(letter);
  return {
    office: letter.officeName,
    book: letter.bookTitle,
    year: letter.agenda.year,
    number: letter.agenda.number,
    received: letter.received,
    letter: letter.id,
    ...(given && {
      disposition: {
        from: titleOf(given.from),
        to: given.to.map(titleOf),
        instructions: given.instructions.map(({ text }) => text),
        note: given.note,
        due: given.due,
      },
    }),
  };
}

function titleOf({ acting, title }: PositionThen): string {
  return acting ? `${acting} ${title}` : title;
}
