import { useSyncExternalStore } from 'react';

/** Where the clerk is. Kept in the address, so that going back and reloading work by themselves. */
export type Place =
  | { at: 'agenda' }
  | { at: 'search' }
  /** `answers`: the incoming letter that the one to be registered answers. */
  | { at: 'register'; document: string | null; answers?: string }
  /** `position`: whose task one looks at, and where one goes back to. */
  | { at: 'letter'; letter: string; position?: string }
  /** `under`: the task that is disposed further; without it the first disposition. */
  | { at: 'dispose'; letter: string; under?: { disposition: string; receiver: string } }
  | { at: 'waiting'; position: string | null }
  | { at: 'sheet'; letter: string }
  | { at: 'office'; part: string }
  /** Null: the first of the office's stamps. */
  | { at: 'stamps'; stamp: string | null }
  | { at: 'sheets' }
  | { at: 'evidence' }
  | { at: 'sync' }
  /** Null: profiles, and batches that are not finished. */
  | { at: 'scanning'; batch: string | null };

export function placeOf(hash: string): Place {
  const [at, rest = '', second = '', third = ''] = hash.replace(/^#?\/?/, '').split('/');
  switch (at) {
    case 'register':
      if (second) return { at, document: rest || null, answers: second };
      return { at, document: rest || null };
    case 'waiting':
      return { at, position: rest || null };
    case 'letter':
      if (rest && second) return { at, letter: rest, position: second };
      return rest ? { at, letter: rest } : { at: 'agenda' };
    case 'dispose': {
      if (!rest) return { at: 'agenda' };
      const under = { disposition: second, receiver: third };
      return second && third ? { at, letter: rest, under } : { at, letter: rest };
    }
    case 'sheet':
      return rest ? { at, letter: rest } : { at: 'agenda' };
    case 'scanning':
      return { at, batch: rest || null };
    case 'stamps':
      return { at, stamp: rest || null };
    case 'office':
      return { at, part: rest || 'letterhead' };
    case 'search':
    case 'sheets':
    case 'evidence':
    case 'sync':
      return { at };
    default:
      return { at: 'agenda' };
  }
}

export function hashOf(place: Place): string {
  switch (place.at) {
    case 'register':
      if (place.answers) return `#/register/${place.document ?? ''}/${place.answers}`;
      return place.document ? `#/register/${place.document}` : '#/register';
    case 'waiting':
      return place.position ? `#/waiting/${place.position}` : '#/waiting';
    case 'letter':
      return `#/letter/${place.letter}${place.position ? `/${place.position}` : ''}`;
    case 'dispose': {
      const { letter, under } = place;
      return `#/dispose/${letter}${under ? `/${under.disposition}/${under.receiver}` : ''}`;
    }
    case 'sheet':
      return `#/${place.at}/${place.letter}`;
    case 'scanning':
      return place.batch ? `#/scanning/${place.batch}` : '#/scanning';
    case 'stamps':
      return place.stamp ? `#/stamps/${place.stamp}` : '#/stamps';
    case 'office':
      return `#/office/${place.part}`;
    default:
      return `#/${place.at}`;
  }
}

export function go(place: Place, { replace = false } = {}): void {
  const hash = hashOf(place);
  if (location.hash === hash) return;
  if (replace) location.replace(hash);
  else location.hash = hash;
}

function subscribe(listener: () => void) {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => location.hash));
}
