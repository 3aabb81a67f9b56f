import { askedAgenda, firstAgenda } from '../features/letters/asked-agenda.ts';
import { ask } from './api.ts';

/**
 * Comes before the page's own code: what the first screen shows is on its way while React and the rest are
 * still being read.
 */
export const early = {
  list: ask('letters.list', askedAgenda(firstAgenda())),
  office: ask('office.get', {}),
  drafts: ask('scanning.drafts', {}),
};
// Whoever shows the answer tells of the refusal.
for (const answer of Object.values(early)) answer.catch(() => undefined);
