import type { StampTemplate } from '../../../../shared/contract/stamp-template.ts';

/** A template under a person's hands, and how it was before each step. */
export interface Design {
  now: StampTemplate;
  past: readonly StampTemplate[];
  future: readonly StampTemplate[];
  /** What the last step was about: more of the same is the same step. */
  about: string | null;
}

const MOST_STEPS = 200;

export const designOf = (now: StampTemplate): Design => ({
  now,
  past: [],
  future: [],
  about: null,
});

/** @param about names the control, so that a word typed or a stamp dragged is one step */
export function changed(design: Design, now: StampTemplate, about: string | null): Design {
  const same = about !== null && about === design.about;
  const past = same ? design.past : [...design.past, design.now].slice(-MOST_STEPS);
  return { now, past, future: [], about };
}

export function undone(design: Design): Design {
  const before = design.past.at(-1);
  if (!before) return design;
  const future = [design.now, ...design.future];
  return { now: before, past: design.past.slice(0, -1), future, about: null };
}

export function redone(design: Design): Design {
  const [next, ...future] = design.future;
  if (!next) return design;
  return { now: next, past: [...design.past, design.now], future, about: null };
}
