import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import type { Archive } from '../archive/archive.ts';
import type { CallContext } from '../context.ts';
import { changeOneLetter } from '../letters/change.ts';
import { eachLetter } from './each-letter.ts';

/** The same disposition on many letters, each in a transaction of its own: what is done stays done. */
export function disposeMany(
  archive: Archive,
  { letters, ...input }: ParsedInputOf<'bulk.dispose'>,
  call: CallContext,
): Promise<BulkDone> {
  return eachLetter(archive, letters, call, ({ id }) =>
    changeOneLetter(archive, id, { name: 'dispositions.give', input }),
  );
}

/** Hands a position's tasks in many letters over. */
export function forwardMany(
  archive: Archive,
  { letters, ...input }: ParsedInputOf<'bulk.forward'>,
  call: CallContext,
): Promise<BulkDone> {
  return eachLetter(archive, letters, call, ({ id }) =>
    changeOneLetter(archive, id, { name: 'dispositions.forward', input }),
  );
}
