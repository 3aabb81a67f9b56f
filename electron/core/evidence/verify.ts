import type { Finding, Verification } from '../../../shared/contract/evidence.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Rebuilt } from './rebuild.ts';
import { verifyBlobs } from './verify-blobs.ts';
import { verifyChain } from './verify-chain.ts';
import { verifyStates } from './verify-states.ts';
import { verifySearch } from './verify-search.ts';
import { type VerifyContext, type Witness, withWitness } from './witness.ts';

/**
 * Checks everything that can be checked without believing anything: the chain of facts, the state
 * tables against a rebuild held aside, the words by which letters are found, and the hash of every
 * document. Changes nothing.
 */
export function verify(archive: Archive, context: VerifyContext = {}): Promise<Verification> {
  return withWitness(archive, context, verifyAll);
}

async function verifyAll(witness: Witness): Promise<Verification> {
  const findings: Finding[] = [];
  const chain = await verifyChain(witness, findings);
  const { rebuilt } = chain;
  const stored = await verifyStates(witness, chain, findings);
  await verifySearch(witness, chain, findings);
  const blobs = await verifyBlobs(witness, { chain, stored, findings });
  return {
    ok: findings.length === 0,
    facts: chain.facts,
    letters: rebuilt.letters.size,
    blobs,
    head: chain.head,
    findings: findings.map((found) => named(found, rebuilt, stored)),
  };
}

/** Adds the agenda number, by which a person finds the letter. */
function named(found: Finding, rebuilt: Rebuilt, stored: Map<string, Letter | null>): Finding {
  const letter = found.letter && (rebuilt.letters.get(found.letter) ?? stored.get(found.letter));
  // A forged fact may have made a letter without a number.
  return letter && letter.agenda ? { ...found, agenda: agendaText(letter.agenda) } : found;
}
