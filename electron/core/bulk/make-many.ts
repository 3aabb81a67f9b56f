import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import type { PrintWanted } from '../../../shared/contract/printing.ts';
import type { CallContext, CoreContext } from '../context.ts';
import { readSheetData } from '../dispositions/sheet-of.ts';
import { mustCount } from '../letters/must-count.ts';
import { foundedOffice } from '../office/store.ts';
import { issueReceipt } from '../printing/issue-receipt.ts';
import { makePrint } from '../printing/make-print.ts';
import { eachLetter } from './each-letter.ts';

/** As many as a stack of paper is looked through; the print is one file. */
const MOST = 1000;

/** One print of the papers of many letters: those that can't be printed are told, and left out. */
export async function makeMany(
  context: CoreContext,
  { letters, paper }: ParsedInputOf<'bulk.makePrint'>,
  call: CallContext,
): Promise<BulkDone & { print: PrintWanted | null }> {
  if (letters.length > MOST) {
    throw new LontarError('bulk.too-many', { count: letters.length, most: MOST });
  }
  const { archive } = context;
  const office = foundedOffice(archive.read);
  const printable: string[] = [];
  const done = await eachLetter(archive, letters, call, (letter) => {
    mustCount(letter);
    if (paper.kind === 'sheets') readSheetData(letter, office);
    else issueReceipt(archive, letter.id);
    printable.push(letter.id);
  });
  if (printable.length === 0 || done.stopped) return { ...done, print: null };
  const print: PrintWanted = { ...paper, letters: printable };
  await makePrint(context, print);
  return { ...done, print };
}
