import type { UseFormReturn } from 'react-hook-form';
import { readDay } from '../../../shared/domain/dates.ts';
import { dayText, today } from '../../app/days.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import type { FormValues } from './form-values.ts';
import { markOf } from './ProposalMark.tsx';
import type { FormProposals } from './useProposals.ts';

interface DateFieldProps {
  form: UseFormReturn<FormValues>;
  name: 'received' | 'date';
  label: string;
  required?: boolean;
  proposals?: FormProposals | null;
}

/** A day as people type it; what was understood stands beside the label, and in the field afterwards. */
export function DateField({ form, name, label, required, proposals = null }: DateFieldProps) {
  const say = useSay();
  const mark = markOf(proposals, name);
  const language = useLanguage();
  const typed = form.watch(name);
  const day = readDay(typed, today());
  const words = dayText(day, language);
  const wrong = form.formState.errors[name]?.message;
  const { onBlur, ...registered } = form.register(name);
  return (
    <Field
      label={label}
      name={name}
      wrong={wrong}
      className={`half ${mark.look}`}
      aside={mark.aside ?? (words !== '' && words !== typed ? words : undefined)}
    >
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="text"
          required={required}
          placeholder={say('letters:dayHint')}
          {...registered}
          onBlur={(event) => {
            if (day !== null) form.setValue(name, words);
            void onBlur(event);
          }}
        />
      )}
    </Field>
  );
}
