import type { Office } from '../office/state.ts';
import { positionOf } from '../office/state.ts';
import { holderOn } from '../office/holding.ts';
import { branchOf, chainOf, firstDisposition, mayKnow } from './routing.ts';
import type { Disposition, Letter } from './state.ts';

/** Who looks, apart from their name. */
export interface Viewer {
  /** The keys of the positions in which they act. */
  positions: readonly string[];
  /** Sees how all went with a letter that is open to the office: who keeps the book or checks it. */
  whole: boolean;
  /** Whether one of the positions gives first dispositions, and so must know what has none yet. */
  leads: boolean;
}

/** Nobody who holds a position today stands above this one: what comes in is for it first. */
export function leadsOffice(office: Office, key: string, today: string): boolean {
  const seen = new Set<string>();
  let above = positionOf(office, key)?.parent ?? null;
  while (above !== null && !seen.has(above)) {
    seen.add(above);
    const position = positionOf(office, above);
    if (position && holderOn(position, today)) return false;
    above = position?.parent ?? null;
  }
  return positionOf(office, key) !== undefined;
}

/**
 * The letter as somebody sees it: what was given to them and what they gave, with all below it, but not
 * what others who received the same do with it. Null: they may not know of it.
 */
export function letterSeenBy(letter: Letter, viewer: Viewer): Letter | null {
  const { positions, whole, leads } = viewer;
  if (whole && letter.fields.secrecy === 'B') return letter;
  const first = leads && firstDisposition(letter) === null;
  if (!first && !positions.some((key) => mayKnow(letter, key))) return null;
  const visible = new Set(positions.flatMap((key) => branchOf(letter, key)));
  const dispositions = letter.dispositions
    .filter((one) => visible.has(one))
    .map((one) => (gave(letter, one, positions) ? one : ownPart(one, positions)));
  return { ...letter, dispositions, handovers: [], prints: [] };
}

/** Whether it, or one above it, was given by one of these. */
const gave = (letter: Letter, one: Disposition, positions: readonly string[]) =>
  chainOf(letter, one).some(({ from }) => positions.includes(from.key));

function ownPart(one: Disposition, positions: readonly string[]): Disposition {
  const own = <Value>(record: Record<string, Value>) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => positions.includes(key)));
  return { ...one, seen: own(one.seen), tasks: own(one.tasks) };
}
