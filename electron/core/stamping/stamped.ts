import { LontarError } from '../../../shared/contract/error.ts';
import type { StampData, StampedDocument } from '../../../shared/contract/stamping.ts';
import { firstDisposition } from '../../../shared/domain/letter/routing.ts';
import { agendaText, type Letter, type PositionThen } from '../../../shared/domain/letter/state.ts';
import type { CoreContext } from '../context.ts';
import { commonPdfium } from '../pages/pdfium.ts';
import { type Room, roomOf } from './room.ts';
import { loadStampFonts, stampFile } from './stamp.ts';

/** Grows when the same letter would give other bytes. */
const EDITION = 2;

/** Across, of the picture by which a page's room is judged: 75 dots per inch on A4. */
const LOOK = 620;

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
    const room = await roomFor(input, data, places);
    const request = { input, output, data, places, fonts, ...(room && { room }) };
    const { method, prefixIntact, boxes } = await stampFile(request);
    return { method, prefixIntact, boxes, pages: document.pages };
  });
}

/** A look at the first page, where a stamp has no place of its own yet. */
async function roomFor(
  path: string,
  data: StampData,
  places: Letter['stampPlaces'],
): Promise<Room | null> {
  if (places.received && (places.disposition || !data.disposition)) return null;
  try {
    const job = { kind: 'render', path, page: 1, width: LOOK } as const;
    const { pixels, width, height } = await commonPdfium().run(job);
    return roomOf(pixels, width, height);
  } catch {
    // What can't be drawn has no room to show; the stamps go where they go on any page.
    return null;
  }
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
