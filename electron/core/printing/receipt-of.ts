import type { CoreContext } from '../context.ts';
import { issueReceipt } from './issue-receipt.ts';
import type { Receipt } from './receipt.ts';

/** A letter's receipt, its code issued if it has none; `inputs` are all that its pages say. */
export function receiptOf(
  { archive }: CoreContext,
  wanted: string,
  size: Receipt['size'],
): { receipt: Receipt; inputs: object } {
  const { letter, code } = issueReceipt(archive, wanted);
  const office = letter.officeName;
  const { agenda, received, fields, bookTitle } = letter;
  const inputs = { office, agenda, received, fields, bookTitle, code, size };
  return { receipt: { office, letter, code, size }, inputs };
}
