import { useController, type UseFormReturn } from 'react-hook-form';
import { useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { FormValues } from './form-values.ts';
import { markOf } from './ProposalMark.tsx';
import type { FormProposals } from './useProposals.ts';

interface ChoiceProps {
  form: UseFormReturn<FormValues>;
  proposals: FormProposals | null;
}

const urgencies = [
  { value: 'biasa', letter: 'b' },
  { value: 'penting', letter: 'p' },
  { value: 'segera', letter: 's' },
  { value: 'sangat-segera', letter: 'a', strong: true },
] as const;

const secrecies = [
  { value: 'B', letter: 'b' },
  { value: 'T', letter: 't' },
  { value: 'R', letter: 'r' },
  { value: 'SR', letter: 's', strong: true },
] as const;

/** How fast. Never one list with who may see it. */
export function UrgencyChoice({ form, proposals }: ChoiceProps) {
  const say = useSay();
  const mark = markOf(proposals, 'urgency');
  const { field } = useController({ control: form.control, name: 'urgency' });
  return (
    <div className="whole" data-field="urgency">
      <Choice
        className={mark.look}
        aside={mark.aside}
        label={say('letters:urgency')}
        options={urgencies.map((one) => ({ ...one, label: say(`urgency:${one.value}`) }))}
        value={field.value}
        onChoose={field.onChange}
      />
    </div>
  );
}

/** Who may see it. */
export function SecrecyChoice({ form, proposals }: ChoiceProps) {
  const say = useSay();
  const mark = markOf(proposals, 'secrecy');
  const { field } = useController({ control: form.control, name: 'secrecy' });
  return (
    <div className="whole" data-field="secrecy">
      <Choice
        className={mark.look}
        aside={mark.aside}
        label={say('letters:secrecy')}
        options={secrecies.map((one) => ({ ...one, label: say(`secrecy:${one.value}`) }))}
        value={field.value}
        onChoose={field.onChange}
      />
    </div>
  );
}
