import { useSyncExternalStore } from 'react';

/** Where the clerk is. Kept in the address, so that going back and reloading work by themselves. */
export type Place =
  | { at: 'agenda' }
  | { at: 'search' }
  | { at: 'register'; document: string | null }
  | { at: 'letter'; letter: string }
  | { at: 'dispose'; letter: string }
  | { at: 'sheet'; letter: string }
  | { at: 'office'; part: string }
  | { at: 'sheets' }
  | { at: 'evidence' };

export function placeOf(hash: string): Place {
  const [at, rest = ''] = hash.replace(/^#?\/?/, '').split('/');
  switch (at) {
    case 'register':
      return { at, document: rest || null };
    case 'letter':
    case 'dispose':
    case 'sheet':
      return rest ? { at, letter: rest } : { at: 'agenda' };
    case 'office':
      return { at, part: rest || 'letterhead' };
    case 'search':
    case 'sheets':
    case 'evidence':
      return { at };
    default:
      return { at: 'agenda' };
  }
}

export function hashOf(place: Place): string {
  switch (place.at) {
    case 'register':
      return place.document ? `#/register/${place.document}` : '#/register';
    case 'letter':
    case 'dispose':
    case 'sheet':
      return `#/${place.at}/${place.letter}`;
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
