import { useAsk } from '../../app/queries.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import type { PrintForm } from './wanted.ts';

interface OtherProps {
  form: Pick<PrintForm, 'separatorBook' | 'location'>;
  onChange: (change: Partial<OtherProps['form']>) => void;
}

/** Separator sheets for a pile: they may say which book its letters go into. */
export function SeparatorFields({ form, onChange }: OtherProps) {
  const say = useSay();
  const office = useAsk('office.get', {});
  return (
    <Field label={say('printing:forBook')}>
      {(tied) => (
        <select
          {...tied}
          className="input"
          value={form.separatorBook}
          onChange={(event) => onChange({ separatorBook: event.target.value })}
        >
          <option value="">{say('printing:anyBook')}</option>
          {(office.data?.books ?? []).map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** The label of an archive box: for the letters whose paper lies there. */
export function LabelFields({ form, onChange }: OtherProps) {
  const say = useSay();
  return (
    <Field label={say('printing:location')} hint={say('printing:locationHint')}>
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="text"
          maxLength={200}
          value={form.location}
          onChange={(event) => onChange({ location: event.target.value })}
        />
      )}
    </Field>
  );
}
