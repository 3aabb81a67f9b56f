import type { SyncStatus } from '../../../shared/contract/sync.ts';

interface Standing {
  /** `away`: nothing is lost, but nothing goes over either; `asks`: a person is wanted. */
  look: 'alone' | 'settled' | 'busy' | 'away' | 'asks';
  word: 'alone' | 'settled' | 'waits' | 'away' | 'awayWaits' | 'keyWaits' | 'refused' | 'asks';
  count: number;
}

/** The one thing that a clerk should know of it: what a person must do comes first. */
export function standing(status: SyncStatus): Standing {
  const { joined, connected, waiting, failed, disputes } = status;
  const count = waiting.facts + waiting.files;
  if (!joined) return { look: 'alone', word: 'alone', count: 0 };
  if (disputes > 0) return { look: 'asks', word: 'asks', count: disputes };
  if (failed?.code.startsWith('sync.key-')) return { look: 'away', word: 'keyWaits', count };
  if (failed && connected) return { look: 'away', word: 'refused', count };
  if (!connected) return { look: 'away', word: count > 0 ? 'awayWaits' : 'away', count };
  return count > 0
    ? { look: 'busy', word: 'waits', count }
    : { look: 'settled', word: 'settled', count };
}

/** Refusals that only a new code ends: with it a desk that had joined comes back, by a new key if it must. */
const ENDED_BY_CODE = new Set([
  'auth.revoked',
  'auth.signature',
  'sync.key-lost',
  'sync.key-locked',
]);

export const wantsCode = ({ failed }: SyncStatus): boolean =>
  failed !== null && ENDED_BY_CODE.has(failed.code);
