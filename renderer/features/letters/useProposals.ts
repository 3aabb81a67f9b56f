import { useEffect, useMemo, useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { dayText } from '../../app/days.ts';
import { useAsk } from '../../app/queries.ts';
import { useLanguage } from '../../app/words.ts';
import type { FormValues } from './form-values.ts';
import {
  hasDoubts,
  isDoubtful,
  openOnes,
  proposalsOf,
  toFillIn,
  type Proposal,
  type ProposedName,
  type Proposals,
} from './proposals.ts';

/** What a field of the form shows of its proposal. */
export interface ShownProposal extends Proposal {
  state: 'open' | 'doubtful' | 'accepted';
}

export interface FormProposals {
  of(name: string): ShownProposal | null;
  /** Enter on the field. */
  accept(name: string): void;
  /** The sure ones at once; says which are left to be looked at. */
  acceptSure(): ProposedName[];
  /** Empties the field. False where there is nothing to take away. */
  refuse(name: string): boolean;
  doubtful: ProposedName[];
  open: ProposedName[];
  /** Pages are being read, or looked at again. */
  underWay: boolean;
}

const nothing: Proposals = {};
const nobody: ReadonlySet<string> = new Set();

/** Fills in what was read of the document, beneath whatever the clerk types. */
export function useProposals(
  form: UseFormReturn<FormValues>,
  sha256: string | null,
  start: FormValues,
): FormProposals {
  const language = useLanguage();
  const asked = { sha256: sha256 ?? '' };
  const quick = useAsk('reading.suggest', asked, { enabled: sha256 !== null });
  const wanted = quick.data !== undefined && quick.data !== null && hasDoubts(quick.data);
  const careful = useAsk('reading.suggest', { ...asked, careful: true }, { enabled: wanted });
  const answer = (wanted ? careful.data : undefined) ?? quick.data;
  const proposals = useMemo(
    () => (answer ? proposalsOf(answer, (day) => dayText(day, language)) : nothing),
    [answer, language],
  );

  const [typed, setTyped] = useState(nobody);
  const [accepted, setAccepted] = useState(nobody);
  const filled = useRef(new Map<ProposedName, string>());
  const values = form.watch();

  const { watch } = form;
  useEffect(() => {
    const { unsubscribe } = watch((_, { name, type }) => {
      if (type === 'change' && name) setTyped((before) => new Set(before).add(name));
    });
    return unsubscribe;
  }, [watch]);

  const latest = useRef({ typed, accepted, start });
  useEffect(() => {
    latest.current = { typed, accepted, start };
  });

  const { getValues, setValue, clearErrors } = form;
  // Only when something new has been read: what one types fills in nothing by itself.
  useEffect(() => {
    const { typed: own, accepted: taken, start: empty } = latest.current;
    const state = {
      values: getValues(),
      empty,
      filled: filled.current,
      typed: own,
      accepted: taken,
    };
    for (const [name, text] of toFillIn(proposals, state)) {
      filled.current.set(name, text);
      setValue(name, text as never);
      clearErrors(name);
      selectIfFocused(name);
    }
  }, [proposals, getValues, setValue, clearErrors]);

  const open = openOnes(proposals, values, { typed, accepted });
  const doubtful = open.filter((name) => isDoubtful(proposals[name]!));

  function accept(name: string) {
    if (open.some((one) => one === name)) setAccepted((before) => new Set(before).add(name));
  }

  return {
    of(name) {
      const proposal = proposals[name as ProposedName];
      if (!proposal || values[name as ProposedName] !== proposal.text) return null;
      if (accepted.has(name)) return { ...proposal, state: 'accepted' };
      if (!open.some((one) => one === name)) return null;
      return { ...proposal, state: isDoubtful(proposal) ? 'doubtful' : 'open' };
    },
    accept,
    acceptSure() {
      const sure = open.filter((name) => !doubtful.includes(name));
      setAccepted((before) => new Set([...before, ...sure]));
      return doubtful;
    },
    refuse(name) {
      const known = open.find((one) => one === name);
      if (known === undefined) return false;
      setTyped((before) => new Set(before).add(known));
      setValue(known, (known === 'urgency' || known === 'secrecy' ? start[known] : '') as never);
      return true;
    },
    doubtful,
    open,
    underWay:
      sha256 !== null &&
      (quick.isPending || quick.data === null || (quick.data?.left ?? 0) > 0 || careful.isFetching),
  };
}

/** A proposal that comes under the caret is selected: whoever types replaces it. */
function selectIfFocused(name: string) {
  const active = document.activeElement;
  if (!(active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement)) return;
  if (active.closest<HTMLElement>('[data-field]')?.dataset['field'] !== name) return;
  queueMicrotask(() => active.select());
}
