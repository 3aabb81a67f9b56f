import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { CoreContext } from '../context.ts';
import { changeOneLetter } from '../letters/change.ts';
import { foundedOffice } from '../office/store.ts';
import { stampByKey } from './templates.ts';

/** Puts one of the office's stamps on a letter, as it is today. Throws `stamp.unknown` and what the letter refuses. */
export async function putStamp(
  { archive, resources }: CoreContext,
  { letter, template, copy, place }: ParsedInputOf<'letters.stamp'>,
): Promise<Letter> {
  const stamp = await stampByKey(resources, foundedOffice(archive.read), template);
  const day = dayOf(new Date(archive.scribe.now()));
  const input = { stamp, copy, day, place };
  return changeOneLetter(archive, letter, { name: 'letters.stamp', input });
}
