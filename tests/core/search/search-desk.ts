import { createHash } from 'node:crypto';
import type { AskSearch } from '../../../shared/contract/search.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Core } from '../../../electron/core/core.ts';
import { newId } from '../../../electron/core/archive/identity.ts';
import { changeLetter } from '../../../electron/core/letters/store.ts';
import { nextNumber } from '../../../electron/core/letters/register.ts';
import { foundedOffice } from '../../../electron/core/office/store.ts';
import { keepText } from '../../../electron/core/search/texts.ts';
import { RegisterLetter } from '../../../shared/contract/letters.ts';
import { openDesk, someFields } from '../temporary-archive.ts';

/** A desk to search on: letters with what was read on their pages, though no file is there. */
export async function searchDesk(options: { now?: () => number } = {}) {
  const { core, home } = await openDesk(options);
  const { archive } = core.context;
  function add(fields: object, pages: string[] | null = null, received = '2026-03-02'): Letter {
    return archive.write((writer) => {
      const sha256 = hashOf(`${archive.journal.head().seq}`);
      const document = { sha256, pages: pages?.length ?? 1, bytes: 1000, name: 'surat.pdf' };
      if (pages) keepText(writer, sha256, pages);
      const input = {
        ...RegisterLetter.parse({ received, fields: someFields(fields), document }),
        received,
      };
      const number = nextNumber(writer, 'masuk', Number(received.slice(0, 4)));
      const { device } = archive.scribe;
      const command = { name: 'letters.register' as const, input, number, device };
      const office = foundedOffice(writer);
      return changeLetter(archive, writer, newId(archive.scribe.now()), command, office);
    });
  }
  const read = (letter: Letter, pages: string[]) =>
    archive.write((writer) => keepText(writer, letter.document!.sha256, pages));
  const find = (query: string, more: Partial<AskSearch> = {}) =>
    core.call('search.find', { query, sort: 'newest', limit: 500, ...more });
  const ids = async (query: string, more: Partial<AskSearch> = {}) =>
    (await find(query, more)).hits.map(({ id }) => id);
  return { core, home, add, read, find, ids };
}

/** What differs between index and state; the documents' files are not there. */
export const differing = async (core: Core) =>
  (await core.call('evidence.verify', {})).findings.filter(({ code }) => code !== 'blob.missing');

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
