import { keepPreviousData } from '@tanstack/react-query';
import { useController, type UseFormReturn } from 'react-hook-form';
import { useAsk } from '../../app/queries.ts';
import { useLater } from '../../app/useLater.ts';
import { useSay } from '../../app/words.ts';
import { Combobox } from '../../ui/Combobox.tsx';
import { Field } from '../../ui/Field.tsx';
import type { FormValues } from './form-values.ts';
import { markOf } from './ProposalMark.tsx';
import type { FormProposals } from './useProposals.ts';

interface SuggestFieldProps {
  form: UseFormReturn<FormValues>;
  name: 'sender' | 'recipient';
  className: string;
  required?: boolean;
  autoFocus?: boolean;
  proposals: FormProposals | null;
}

/** Free text that proposes what is already in the book. */
export function SuggestField(props: SuggestFieldProps) {
  const { form, name, className, required, autoFocus, proposals } = props;
  const mark = markOf(proposals, name);
  const say = useSay();
  const { field, fieldState } = useController({ control: form.control, name });
  const typed = useLater(field.value.trim(), 60);
  const suggestions = useAsk(
    'letters.suggest',
    { field: name, typed },
    { enabled: typed.length > 0, placeholderData: keepPreviousData, gcTime: 10_000 },
  );
  return (
    <Field
      label={say(`letters:${name}`)}
      name={name}
      className={`${className} ${mark.look}`}
      aside={mark.aside}
      wrong={fieldState.error?.message}
    >
      {(tied) => (
        <Combobox
          ref={field.ref}
          name={name}
          tied={tied}
          value={field.value}
          required={required}
          // The form is what this screen is for.
          autoFocus={autoFocus}
          onValue={field.onChange}
          onBlur={field.onBlur}
          suggestions={
            field.value.trim() === '' || mark.look !== '' ? [] : (suggestions.data ?? [])
          }
          listLabel={say('letters:alreadyInBook')}
        />
      )}
    </Field>
  );
}
