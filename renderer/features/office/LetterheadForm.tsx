import { useState, type ReactNode } from 'react';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';

interface HeadValues {
  name: string;
  address: string[];
  place: string;
}

interface LetterheadFormProps {
  values: HeadValues;
  onSubmit: (values: HeadValues) => void;
  autoFocus?: boolean;
  /** What ends the form: its button. */
  children: (state: { submit: () => void; ready: boolean; changed: boolean }) => ReactNode;
}

const lines = [0, 1, 2, 3];

/** What stands at the head of every sheet. */
export function LetterheadForm(props: LetterheadFormProps) {
  const { values, onSubmit, autoFocus = false, children } = props;
  const say = useSay();
  const [typed, setTyped] = useState(values);
  const address = typed.address.map((line) => line.trim()).filter(Boolean);
  const ready = typed.name.trim() !== '';
  const changed = JSON.stringify({ ...typed, address }) !== JSON.stringify(values);
  const submit = () => ready && onSubmit({ ...typed, address });
  return (
    <form
      className="office-form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={say('office:name')}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            required
            maxLength={200}
            autoFocus={autoFocus}
            placeholder={say('office:nameHint')}
            value={typed.name}
            onChange={(event) => setTyped({ ...typed, name: event.target.value })}
          />
        )}
      </Field>
      {lines.map((line) => (
        <Field key={line} label={say('office:addressLine', { n: line + 1 })}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="text"
              maxLength={200}
              value={typed.address[line] ?? ''}
              onChange={(event) => {
                const next = lines.map((one) => typed.address[one] ?? '');
                next[line] = event.target.value;
                setTyped({ ...typed, address: next });
              }}
            />
          )}
        </Field>
      ))}
      <Field label={say('office:place')} hint={say('office:placeHint')}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            maxLength={100}
            value={typed.place}
            onChange={(event) => setTyped({ ...typed, place: event.target.value })}
          />
        )}
      </Field>
      {children({ submit, ready, changed })}
    </form>
  );
}
