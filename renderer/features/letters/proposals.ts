import type {
  LearnedFrom,
  LetterSuggestion,
  SuggestedFields,
  Suggestion,
} from '../../../shared/contract/reading.ts';
import type { FormValues } from './form-values.ts';

export type ProposedName = keyof SuggestedFields;

/** A proposal as it stands in the form. */
export interface Proposal {
  text: string;
  confidence: number;
  boxes: Suggestion<string>['boxes'];
  learned: LearnedFrom | null;
}

export type Proposals = Partial<Record<ProposedName, Proposal>>;

/** In the order of the form. */
const names: readonly ProposedName[] = [
  'sender',
  'number',
  'date',
  'urgency',
  'secrecy',
  'subject',
  'recipient',
  'attachments',
  'classification',
];

/** Below it a proposal must be looked at: measured, none above was ever wrong. */
const SURE = 0.85;
/** Below it typing is quicker than comparing. */
const WORTH_SHOWING = 0.25;

export const isDoubtful = ({ confidence }: Proposal) => confidence < SURE;

/** @param dayText writes a day as the form does */
export function proposalsOf(
  { fields, learned }: LetterSuggestion,
  dayText: (day: string) => string,
): Proposals {
  const proposals: Proposals = {};
  for (const name of names) {
    const { value, confidence, boxes } = fields[name];
    if (value === null || confidence < WORTH_SHOWING) continue;
    const from = name === 'sender' || name === 'recipient' ? learned[name] : undefined;
    const text = name === 'date' ? dayText(value) : value;
    proposals[name] = { text, confidence, boxes, learned: from ?? null };
  }
  return proposals;
}

/** Whether the careful look can still tell something. */
export const hasDoubts = ({ fields }: LetterSuggestion) =>
  (['sender', 'number', 'date', 'subject', 'recipient'] as const).some(
    (name) => fields[name].value === null || fields[name].confidence < SURE,
  );

/**
 * Which proposals go into the form: only where nobody has typed, and what stands there is what was
 * there at the beginning, or an earlier proposal that nobody has accepted.
 */
export function toFillIn(
  proposals: Proposals,
  { values, empty, filled, typed, accepted }: FormState,
): [ProposedName, string][] {
  return names.flatMap((name): [ProposedName, string][] => {
    if (typed.has(name) || accepted.has(name)) return [];
    const now = values[name];
    const before = filled.get(name);
    // What is proposed no more, since a better look found nothing there, goes again.
    const text = proposals[name]?.text ?? (before === undefined ? now : empty[name]);
    const untouched = now === empty[name] || now === before;
    return untouched && now !== text ? [[name, text]] : [];
  });
}

interface FormState {
  values: FormValues;
  empty: FormValues;
  /** What was filled in last. */
  filled: ReadonlyMap<ProposedName, string>;
  typed: ReadonlySet<string>;
  accepted: ReadonlySet<string>;
}

/** Proposals that stand in the form as proposed, and wait to be accepted. */
export function openOnes(
  proposals: Proposals,
  values: FormValues,
  settled: { typed: ReadonlySet<string>; accepted: ReadonlySet<string> },
): ProposedName[] {
  return names.filter(
    (name) =>
      proposals[name] !== undefined &&
      values[name] === proposals[name].text &&
      !settled.accepted.has(name) &&
      !settled.typed.has(name),
  );
}
