import type { MadePrint, PrintWanted } from '../../../shared/contract/printing.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { dayInWords, dayOf } from '../../../shared/domain/dates.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import id from '../../../shared/i18n/print.id.json' with { type: 'json' };
import { sql } from '../archive/sql.ts';
import type { CoreContext } from '../context.ts';
import { sheetOf } from '../dispositions/sheet-of.ts';
import { knownLetter } from '../letters/store.ts';
import { foundedOffice } from '../office/store.ts';
import { separatorsOf } from '../scanning/separators/separators-of.ts';
import { bookLines } from './book-lines.ts';
import { layoutCourier, layoutLabel } from './books.ts';
import { drawPrint } from './draw-print.ts';
import { makeLong } from './make-long.ts';
import { makeManyReceipts, makeManySheets } from './make-many.ts';
import { receiptOf } from './receipt-of.ts';
import { layoutReceipt } from './receipt.ts';

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
    case 'sheets':
      return makeManySheets(context, print);
    case 'receipts':
      return makeManyReceipts(context, print);
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
  switch (print.kind) {
    case 'receipt':
    case 'receipts':
      return print.size === 'A6' ? 'A6' : null;
    case 'sheet':
    case 'sheets':
      return print.size === 'A5' ? 'A5' : 'A4';
    default:
      return print.kind === 'label' ? 'A6' : 'A4';
  }
}

async function makeSheet(context: CoreContext, { letter: wanted, size }: Of<'sheet'>) {
  const letter = knownLetter(context.archive.read, wanted);
  const title = `${id.sheet.title} ${agendaText(letter.agenda)}`;
  return { ...(await sheetOf(context, letter, size)), title };
}

async function makeReceipt(context: CoreContext, { letter, size }: Of<'receipt'>) {
  const { inputs, receipt } = receiptOf(context, letter, size);
  const title = `${id.receipt.title} ${agendaText(receipt.letter.agenda)}`;
  return drawPrint(context, { receipt: EDITION, ...inputs }, { title }, (faces) =>
    layoutReceipt(receipt, faces).inked({ roll: size === 'roll80' }),
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
  const letters = bookLines(reader, rows);
  const pages = { office: office.name, book: book.title, from, until, letters };
  const title = `${id.agenda.title} ${book.title} ${dayInWords(from)} – ${dayInWords(until)}`;
  return makeLong(context, { agenda: EDITION, input: pages }, { kind: 'agenda', pages, title });
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
  return drawPrint(context, { courier: EDITION, input }, { title }, (faces) =>
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
        WHERE state ->> '$.fields.location' = ${location}
          -- The label of a box is also for what lies in its folders.
          OR substr(state ->> '$.fields.location', 1, length(${location}) + 3) = ${`${location} / `}
        ORDER BY year, book, agenda`,
  );
  const input = { office: foundedOffice(reader).name, location, letters };
  const title = `${id.label.title} ${location}`;
  return drawPrint(context, { label: EDITION, input }, { title }, (faces) =>
    layoutLabel(input, faces).inked(),
  );
}

function mustBePeriod(from: string, until: string): void {
  if (from > until) throw new LontarError('print.period', { from, until });
}
