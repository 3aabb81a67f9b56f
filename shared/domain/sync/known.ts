import type { Fact } from '../fact.ts';
import { letterBodies } from '../letter/fact-bodies.ts';
import { officeBodies } from '../office/fact-bodies.ts';

/** Whether a fact's form is known here; of another version or type it is a newer Lontar's. */
export const isKnown = ({ type, version }: Fact): boolean =>
  version === 1 && (Object.hasOwn(letterBodies, type) || Object.hasOwn(officeBodies, type));
