import { z } from 'zod';
import { command, query } from './operation.ts';
import { EnrolmentCode } from './server/enrolment.ts';
import { Id, Key, Sha256 } from './values.ts';
import type { WireError } from './error.ts';

/** Where a desk's private key lies: sealed by the system's secret store, or in a file of its own. */
export type KeyPlace = 'store' | 'file';

export interface SyncStatus {
  /** The server that this desk has joined, and the name it goes by there; null before it has. */
  joined: { address: string; office: string } | null;
  connected: boolean;
  /** What waits to be sent and to be fetched. */
  waiting: { facts: number; files: number };
  /** Why the last attempt failed; null where it did not. */
  failed: WireError | null;
  /** When all had been exchanged for the last time. */
  last: string | null;
  /** Null before it has one. */
  key: KeyPlace | null;
  /** Facts that disagreed, for a person to settle. */
  disputes: number;
  /** Facts that only a newer version understands. */
  newer: number;
}

/** What one exchange with the server did. */
export interface SyncDone {
  pushed: number;
  pulled: number;
  blobsUp: number;
  blobsDown: number;
  /** Of our own facts those that disagree with what the server has. */
  refused: number;
  waiting: number;
  /** The office's newest number that is here. */
  head: number;
}

/** A fact that disagreed, beside what stands. */
export interface Dispute {
  fact: string;
  code: string;
  type: string;
  at: string;
  actor: { person: string; position: string };
  /** Whether this desk wrote it. */
  own: boolean;
  letter: string | null;
  agenda: string | null;
  body: unknown;
  /** The letter or office field by field as it stands, where the fact says another. */
  differs: { field: string; stands: unknown; wanted: unknown }[];
  /** Whether a new command can bring in what it says. */
  usable: boolean;
}

/** A computer that has joined the office. */
export interface Desk {
  device: string;
  name: string;
  revoked: boolean;
  /** Whether it is this one. */
  own: boolean;
}

export const syncOperations = {
  'sync.join': command<SyncStatus>()(
    z.object({
      address: z.url({ protocol: /^https?$/ }),
      code: EnrolmentCode,
      name: z.string().max(100).default(''),
      /** The fingerprint of the server's own certificate, as a person has seen and confirmed it. */
      trust: Sha256.optional(),
    }),
  ),
  /** The server that this desk has joined shows another certificate: a person's word that it may. */
  'sync.trust': command<SyncStatus>()(z.object({ fingerprint: Sha256 })),
  /** Exchanges all there is with the server, now. */
  'sync.now': command<SyncDone>()(z.object({})),
  'sync.conflicts': query<Dispute[]>()(z.object({})),
  /** `kept`: what stands holds; `used`: what the fact says is brought in anew. */
  'sync.settle': command<null>()(z.object({ fact: Id, choice: z.enum(['kept', 'used']) })),
  /** SHA-256 over everything that is synced: equal on every desk and the server when they agree. */
  'sync.hash': query<{ hash: string; head: number; waiting: number }>()(z.object({})),
  /** All that have joined, as the server has them. */
  'sync.desks': query<Desk[]>()(z.object({})),
  'office.handOverBook': command<null>()(z.object({ book: Key, to: Id })),
};
