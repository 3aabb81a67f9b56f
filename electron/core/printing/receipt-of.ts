import type { CoreContext } from '../context.ts';
import { foundedOffice } from '../office/store.ts';
import { issueReceipt } from './issue-receipt.ts';
import type { Receipt } from './receipt.ts';

/** A letter's receipt, its code issued if it has none; `inputs` are all that its pages say. */
export function receiptOf(
  { archive }: CoreContext,
  wanted: string,
  size: Receipt['size'],
): { receipt: Receipt; inputs: object } {
  const { letter, code: bare } = issueReceipt(archive, wanted);
  const { publicUrl } = foundedOffice(archive.read);
  const code = publicUrl ? `${publicUrl}/s/${bare}` : bare;
  const office = letter.officeName;
  const { agenda, received, fields, bookTitle } = letter;
  const inputs = { office, agenda, received, fields, bookTitle, code, size };
  return { receipt: { office, letter, code, size }, inputs };
}
