import type { MadePrint, PrintWanted } from '../../../shared/contract/printing.ts';
import id from '../../../shared/i18n/print.id.json' with { type: 'json' };
import type { CoreContext } from '../context.ts';
import { readSheetData } from '../dispositions/sheet-of.ts';
import { knownLetter } from '../letters/store.ts';
import { foundedOffice } from '../office/store.ts';
import { makeLong } from './make-long.ts';
import { receiptOf } from './receipt-of.ts';

/** Grows when the same letters would give another print. */
const EDITION = 1;

type Of<Kind extends PrintWanted['kind']> = Extract<PrintWanted, { kind: Kind }>;

/** The disposition sheets of many letters as one print, in the order asked for. */
export function makeManySheets(
  context: CoreContext,
  { letters, size, fronts }: Of<'sheets'>,
): Promise<MadePrint> {
  const reader = context.archive.read;
  const office = foundedOffice(reader);
  const sheets = letters.map((letter) => readSheetData(knownLetter(reader, letter), office));
  const inputs = { sheets: EDITION, of: sheets, size, fronts };
  const title = titleOf(id.sheet.title, letters.length);
  return makeLong(context, inputs, { kind: 'sheets', sheets, size, fronts, title });
}

/** The receipts of many letters as one print. */
export function makeManyReceipts(
  context: CoreContext,
  { letters, size, fronts }: Of<'receipts'>,
): Promise<MadePrint> {
  const all = letters.map((letter) => receiptOf(context, letter, size));
  const receipts = all.map(({ receipt }) => receipt);
  const inputs = { receipts: EDITION, of: all.map((one) => one.inputs), fronts };
  const title = titleOf(id.receipt.title, letters.length);
  return makeLong(context, inputs, { kind: 'receipts', receipts, fronts, title });
}

const titleOf = (title: string, count: number) =>
  `${title} (${id.letters.replace('{{count}}', String(count))})`;
