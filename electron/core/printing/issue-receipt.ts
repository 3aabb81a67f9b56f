import { randomBytes } from 'node:crypto';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { changeOneLetter } from '../letters/change.ts';
import { knownLetter } from '../letters/store.ts';

/** RFC 4648 base32, lower case: nothing in it is mistaken for something else when read aloud. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The letter with its receipt's code, given once: 128 bits that can't be guessed. Whoever has it may
 * see the letter's state, and nothing else.
 */
export function issueReceipt(archive: Archive, id: string): { letter: Letter; code: string } {
  const known = knownLetter(archive.read, id);
  if (known.receipt && !known.cancelled) return { letter: known, code: known.receipt.code };
  const command = { name: 'letters.issueReceipt' as const, input: { code: newCode() } };
  const letter = changeOneLetter(archive, id, command);
  return { letter, code: letter.receipt!.code };
}

function newCode(): string {
  const bits = [...randomBytes(16)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}
