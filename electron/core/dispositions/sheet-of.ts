import { SheetData, type SheetSize } from '../../../shared/contract/sheets.ts';
import { firstDisposition } from '../../../shared/domain/letter/routing.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import type { CoreContext } from '../context.ts';
import { writeDurably } from '../archive/durable.ts';
import { foundedOffice } from '../office/store.ts';
import { drawSheet, sheetGeometry } from './sheet.ts';
import { readSheetFonts } from '../printing/fonts.ts';

/** Grows when the same letter would give another sheet. */
const EDITION = 2;

/** The letter's disposition sheet: filled from its first disposition, or blank for the pen. */
export async function sheetOf(context: CoreContext, letter: Letter, size: SheetSize | 'A4x2') {
  const data = readSheetData(letter, foundedOffice(context.archive.read));
  return printedSheet(context, data, size);
}

/** What stands on a letter's sheet, as the sheet takes it. */
export const readSheetData = (letter: Letter, office: Office): SheetData =>
  SheetData.parse(sheetData(letter, office));

/** The sheet with this data on it, whether or not it is still the letter's. */
export function printedSheet(
  { archive, resources }: CoreContext,
  data: SheetData,
  size: SheetSize | 'A4x2',
) {
  return archive.derived.get({ edition: EDITION, data, size }, async (path) => {
    const fonts = await readSheetFonts(resources);
    await writeDurably(path, await drawSheet(data, { size, fonts }));
    const laid = size === 'A4x2' ? 'A5' : size;
    return { pages: (await sheetGeometry(data, { size: laid, fonts })).pages };
  });
}

export function sheetData(letter: Letter, office: Office): unknown {
  const given = firstDisposition(letter);
  return {
    office: { name: office.name, address: office.address, place: office.place },
    letter: {
      id: letter.id,
      sender: letter.fields.sender,
      number: letter.fields.number,
      date: letter.fields.date,
      received: letter.received,
      agenda: {
        book: letter.bookTitle,
        year: letter.agenda.year,
        number: letter.agenda.number,
      },
      urgency: letter.fields.urgency,
      secrecy: letter.fields.secrecy,
      subject: letter.fields.subject,
      attachments: letter.fields.attachments,
    },
    positions: ticked(
      office.positions
        .filter(({ key }) => key !== given?.from.key)
        .map(({ key, title }) => ({ key, title })),
      (given?.to ?? []).map(({ key, title }) => ({ key, title })),
    ),
    instructions: ticked(
      office.instructions.map(({ key, text }) => ({ key, text })),
      given?.instructions ?? [],
    ),
    disposition: given && {
      from: given.from,
      note: given.note,
      due: given.due,
      given: dayOf(new Date(given.at)),
    },
  };
}

/** The office's list with what was chosen ticked; what has left the list since stays on this sheet. */
function ticked<Item extends { key: string }>(list: Item[], chosen: Item[]) {
  const keys = new Set(chosen.map(({ key }) => key));
  const gone = chosen.filter(({ key }) => !list.some((item) => item.key === key));
  return [...list, ...gone].map((item) => ({ ...item, chosen: keys.has(item.key) }));
}
