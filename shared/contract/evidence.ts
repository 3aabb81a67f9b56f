import { z } from 'zod';
import { command, query } from './operation.ts';

/** One thing that does not agree. `letter` names the letter it concerns, where one can be named. */
export interface Finding {
  code: string;
  letter: string | null;
  /** `book/year/number` of that letter. */
  agenda: string | null;
  data: Record<string, unknown>;
}

export interface Verification {
  ok: boolean;
  facts: number;
  letters: number;
  blobs: number;
  /** Hash of the newest fact: whoever noted it down can see later that the chain still leads there. */
  head: string;
  findings: Finding[];
}

export const evidenceOperations = {
  /** Reads every fact and blob and rebuilds all state aside; changes nothing. */
  'evidence.verify': query<Verification>()(z.object({})),
  /** Makes all state anew from the journal. */
  'evidence.rebuild': command<{ letters: number; facts: number }>()(z.object({})),
};
