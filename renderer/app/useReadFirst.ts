import { useEffect } from 'react';
import { ask } from './api.ts';

/** Whoever looks at a document wants its words before those of all others. */
export function useReadFirst(sha256: string | null): void {
  useEffect(() => {
    // Without it the words come a little later.
    if (sha256 !== null) ask('reading.first', { sha256 }).catch(() => undefined);
  }, [sha256]);
}
