import { setImmediate as others } from 'node:timers/promises';
import type { BulkDone, BulkProgress } from '../../../shared/contract/bulk.ts';
import { LontarError, toWireError } from '../../../shared/contract/error.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import type { CallContext } from '../context.ts';
import { knownLetter } from '../letters/store.ts';

/** Work between two looks at what else is asked of the core: its other calls, and being cancelled. */
const SLICE_MS = 15;

/** Whatever is wrong with the disk or the archive is so for all that would follow. */
const endsAll = (code: string) => /^(?:disk|archive|file\.not-writable)\b/.test(code);

/**
 * Does the work for each letter, one after the other, however many of them refuse. Letters named twice
 * are done once.
 */
export async function eachLetter(
  archive: Archive,
  letters: readonly (string | number)[],
  { signal, progress }: CallContext,
  work: (letter: Letter) => unknown,
): Promise<BulkDone> {
  const wanted = [...new Set(letters)];
  const out: BulkDone = { done: 0, left: [], rest: 0, stopped: null };
  const tell = (done: number) => progress?.({ done, of: wanted.length } satisfies BulkProgress);
  let since = performance.now();
  for (const [at, named] of wanted.entries()) {
    if (performance.now() - since > SLICE_MS) {
      tell(at);
      await others();
      since = performance.now();
    }
    if (signal?.aborted) {
      return { ...out, rest: wanted.length - at, stopped: { code: 'call.cancelled', data: {} } };
    }
    let letter: Letter | null = null;
    try {
      letter = letterNamed(archive.read, named);
      await work(letter);
      out.done += 1;
    } catch (failure) {
      const error = toWireError(failure);
      if (endsAll(error.code)) return { ...out, rest: wanted.length - at, stopped: error };
      const agenda = letter ? agendaText(letter.agenda) : '';
      out.left.push({ letter: named, agenda, subject: letter?.fields.subject ?? '', error });
    }
  }
  tell(wanted.length);
  return out;
}

function letterNamed(reader: Reader, named: string | number): Letter {
  if (typeof named === 'string') return knownLetter(reader, named);
  const [id] = reader.column<string>(sql`SELECT letter FROM letters WHERE row = ${named}`);
  if (id === undefined) throw new LontarError('letter.unknown', { letter: named });
  return knownLetter(reader, id);
}
