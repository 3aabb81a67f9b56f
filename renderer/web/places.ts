import { useSyncExternalStore } from 'react';

/** Where one is, as it stands behind the `#`. */
export type Place =
  | { name: 'inbox' }
  | { name: 'letter'; letter: string; position: string }
  | { name: 'queue' }
  | { name: 'account' }
  | { name: 'people' }
  | { name: 'first' };

const PLAIN = new Set(['queue', 'account', 'people', 'first']);

export function placeOf(hash: string): Place {
  const [name = '', letter = '', position = ''] = hash.replace(/^#\/?/, '').split('/');
  if (name === 'letter' && /^[0-9a-f-]{36}$/.test(letter)) {
    return { name, letter, position: /^[a-z0-9-]*$/.test(position) ? position : '' };
  }
  return PLAIN.has(name) ? ({ name } as Place) : { name: 'inbox' };
}

function addressOf(place: Place): string {
  if (place.name === 'letter') return `#/letter/${place.letter}/${place.position}`;
  return place.name === 'inbox' ? '#/' : `#/${place.name}`;
}

export function go(place: Place): void {
  location.hash = addressOf(place);
}

const subscribe = (listener: () => void) => {
  globalThis.addEventListener('hashchange', listener);
  return () => globalThis.removeEventListener('hashchange', listener);
};

export function usePlace(): Place {
  return placeOf(useSyncExternalStore(subscribe, () => location.hash));
}
