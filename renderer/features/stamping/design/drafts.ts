import type { StampTemplate } from '../../../../shared/contract/stamp-template.ts';
import { canonicalText } from '../../../../shared/domain/fact.ts';
import { storeOf } from '../../../app/store.ts';
import { type Design, designOf } from './history.ts';

/** What is being designed and not saved yet, by the stamp's key: kept while the window is open. */
export const drafts = storeOf<{ designs: Readonly<Record<string, Design>> }>({ designs: {} });

export const draftOf = (designs: Readonly<Record<string, Design>>, template: StampTemplate) =>
  designs[template.key] ?? designOf(template);

export function keepDraft(key: string, design: Design): void {
  drafts.set({ designs: { ...drafts.get().designs, [key]: design } });
}

export function dropDraft(key: string): void {
  const { [key]: _, ...designs } = drafts.get().designs;
  drafts.set({ designs });
}

export const sameTemplate = (one: StampTemplate, other: StampTemplate) =>
  canonicalText(one) === canonicalText(other);
