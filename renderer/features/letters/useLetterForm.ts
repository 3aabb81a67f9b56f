import { useMemo } from 'react';
import { useForm, type FieldErrors, type Resolver } from 'react-hook-form';
import { today } from '../../app/days.ts';
import { useSay, type Say } from '../../app/words.ts';
import { readForm, type FieldName, type FormValues } from './form-values.ts';

/** A form that is checked by the contract's schema and complains in words at the field. */
export function useLetterForm(values: FormValues) {
  const say = useSay();
  const resolver = useMemo(() => resolverIn(say), [say]);
  return useForm<FormValues>({
    defaultValues: values,
    resolver,
    mode: 'onTouched',
    shouldFocusError: true,
  });
}

function resolverIn(say: Say): Resolver<FormValues> {
  return (values) => {
    const { wrong } = readForm(values, today());
    if (wrong === null) return { values, errors: {} };
    const errors: FieldErrors<FormValues> = {};
    for (const [name, why] of Object.entries(wrong)) {
      errors[name as FieldName] = { type: why.word, message: say(`wrong:${why.word}`, why.data) };
    }
    return { values: {}, errors };
  };
}
