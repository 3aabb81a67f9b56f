import type { LetterRow } from '../../../shared/contract/letters.ts';
import type { MadePrint, PrintWanted } from '../../../shared/contract/printing.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { dayInWords, dayOf } from '../../../shared/domain/dates.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import id from '../../../shared/i18n/print.id.json' with { type: 'json' };
import { writeDurably } from '../archive/durable.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import type { CoreContext } from '../context.ts';
import { sheetOf } from '../dispositions/sheet-of.ts';
import { rowsOf } from '../letters/list.ts';
import { knownLetter } from '../letters/store.ts';
import { foundedOffice } from '../office/store.ts';
import { separatorsOf } from '../scanning/separators/separators-of.ts';
import { layoutAgenda, layoutCourier, layoutLabel } from './books.ts';
import { type Describe, drawPages, type InkedPage } from './draw-pages.ts';
import { readSheetFonts } from './fonts.ts';
import { issueReceipt } from './issue-receipt.ts';
import { layoutReceipt } from './receipt.ts';
import { type Faces, readFaces } from './text.ts';

/** Grows when the same input would give another print. */
const EDITION = 1;

type Of<Kind extends PrintWanted['kind']> = Extract<PrintWanted, { kind: Kind }>;

/** Makes a print as a PDF: the same bytes while the facts are the same. */
export async function makePrint(context: CoreContext, print: PrintWanted): Promise<MadePrint> {
  switch (print.kind) {
    case 'sheet':
      return makeSheet(context, print);
    case 'receipt':
      return makeReceipt(context, print);
    case 'agenda':
      return makeAgenda(context, print);
    case 'courier':
      return makeCourier(context, print);
    case 'separators': {
      const { book, copies } = print;
      return { ...(await separatorsOf(context, { book, copies })), title: id.separators.title };
    }
    case 'label':
      return makeLabel(context, print);
  }
}

/** CUPS's name of the paper; null: whatever lies in the printer. */
export function mediaOf(print: PrintWanted): string | null {
  if (print.kind === 'receipt') return print.size === 'A6' ? 'A6' : null;
  if (print.kind === 'sheet') return print.size === 'A5' ? 'A5' : 'A4';
  return print.kind === 'label' ? 'A6' : 'A4';
}

async function makeSheet(context: CoreContext, { letter: wanted, size }: Of<'sheet'>) {
  const letter = knownLetter(context.archive.read, wanted);
  const title = `${id.sheet.title} ${agendaText(letter.agenda)}`;
  return { ...(await sheetOf(context, letter, size)), title };
}

async function makeReceipt(context: CoreContext, { letter: wanted, size }: Of<'receipt'>) {
  const { letter, code } = issueReceipt(context.archive, wanted);
  const office = letter.officeName;
  const title = `${id.receipt.title} ${agendaText(letter.agenda)}`;
  const { agenda, received, fields, bookTitle } = letter;
  const inputs = { receipt: EDITION, office, agenda, received, fields, bookTitle, code, size };
  return draw(context, inputs, { title }, (faces) =>
    layoutReceipt({ office, letter, code, size }, faces).inked({ roll: size === 'roll80' }),
  );
}

async function makeAgenda(context: CoreContext, { book: key, from, until }: Of<'agenda'>) {
  const reader = context.archive.read;
  const office = foundedOffice(reader);
  const book = office.books.find((one) => one.key === key);
  if (!book) {
    throw new LontarError('book.unknown', { key, known: office.books.map((one) => one.key) });
  }
  mustBePeriod(from, until);
  const rows = reader.column<number>(
    sql`SELECT row FROM letters WHERE book = ${key} AND received BETWEEN ${from} AND ${until}
        ORDER BY year, agenda`,
  );
  const letters = linesOf(reader, rows);
  const input = { office: office.name, book: book.title, from, until, letters };
  const title = `${id.agenda.title} ${book.title} ${dayInWords(from)} – ${dayInWords(until)}`;
  return draw(context, { agenda: EDITION, input }, { title }, (faces) =>
    layoutAgenda(input, faces).inked(),
  );
}

/** In slices: the lines of a whole year may be asked for. */
function linesOf(reader: Reader, rows: number[]): (LetterRow & { remarks: string | null })[] {
  const remarks = new Map(
    reader
      .all<{ row: number; remarks: string | null }>({
        text: `SELECT row, state ->> '$.fields.remarks' AS remarks FROM letter_states
               WHERE row IN (SELECT value FROM json_each(?))`,
        values: [JSON.stringify(rows)],
      })
      .map((line) => [line.row, line.remarks]),
  );
  return rowsOf(reader, rows).map((line) => ({ ...line, remarks: remarks.get(line.row) ?? null }));
}

async function makeCourier(context: CoreContext, { from, until }: Of<'courier'>) {
  const reader = context.archive.read;
  const office = foundedOffice(reader);
  mustBePeriod(from, until);
  const states = reader.column<string>(
    sql`SELECT state FROM letter_states JOIN letters USING (row)
        WHERE status IN ('disposed', 'finished') ORDER BY row`,
  );
  const handovers = states.flatMap((state) => {
    const letter = JSON.parse(state) as Letter;
    const { agenda, fields } = letter;
    const secret = fields.secrecy === 'R' || fields.secrecy === 'SR';
    return letter.dispositions
      .map((one) => ({ one, day: dayOf(new Date(one.at)) }))
      .filter(({ one, day }) => !one.recalled && day >= from && day <= until)
      .flatMap(({ one, day }) =>
        one.to.map(({ key, title }) => ({
          agenda: `${agenda.number}/${agenda.year}`,
          day,
          number: fields.number ?? id.receipt.noNumber,
          content: secret ? id.agenda.secret : fields.subject,
          to: title,
          ...signedFor(letter, key, one.at),
        })),
      );
  });
  const input = { office: office.name, from, until, handovers };
  const title = `${id.courier.title} ${dayInWords(from)} – ${dayInWords(until)}`;
  return draw(context, { courier: EDITION, input }, { title }, (faces) =>
    layoutCourier(input, faces).inked(),
  );
}

/** Who took the paper for this position after it was disposed; empty, to be signed on paper. */
function signedFor({ handovers }: Letter, key: string, since: string) {
  const taken = handovers.find(({ to, at }) => to.key === key && at >= since);
  if (!taken) return { name: '', at: '' };
  const time = new Date(taken.at);
  const two = (value: number) => String(value).padStart(2, '0');
  const hour = `${two(time.getHours())}.${two(time.getMinutes())}`;
  return { name: taken.receiver, at: `${dayInWords(dayOf(time))} ${hour}` };
}

async function makeLabel(context: CoreContext, { location }: Of<'label'>) {
  const reader = context.archive.read;
  const letters = reader.all<{ year: number; agenda: number; classification: string | null }>(
    sql`SELECT year, agenda, state ->> '$.fields.classification' AS classification
        FROM letters JOIN letter_states USING (row)
        WHERE state ->> '$.fields.location' = ${location} ORDER BY year, book, agenda`,
  );
  const input = { office: foundedOffice(reader).name, location, letters };
  const title = `${id.label.title} ${location}`;
  return draw(context, { label: EDITION, input }, { title }, (faces) =>
    layoutLabel(input, faces).inked(),
  );
}

async function draw(
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

function mustBePeriod(from: string, until: string): void {
  if (from > until) throw new LontarError('print.period', { from, until });
}
