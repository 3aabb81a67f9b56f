import type { DeviceOption } from '../../../../shared/contract/scanning.ts';
import { useSay } from '../../../app/words.ts';
import { Field } from '../../../ui/Field.tsx';
import { furtherOptions } from './choices.ts';

interface ScanOptionsProps {
  options: DeviceOption[];
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}

/** What else this driver can be told, under its own names; left alone unless something is chosen. */
export function ScanOptions({ options, values, onChange }: ScanOptionsProps) {
  const say = useSay();
  const further = furtherOptions(options);
  const texts = further.filter(({ kind }) => kind === 'text');
  const others = further.filter(({ kind }) => kind !== 'text');
  function set(name: string, value: string) {
    const { [name]: _, ...rest } = values;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  }
  const field = (option: DeviceOption) => (
    <Option
      key={option.name}
      option={option}
      value={values[option.name] ?? ''}
      onValue={(value) => set(option.name, value)}
    />
  );
  return (
    <>
      {texts.map(field)}
      {others.length > 0 && (
        <details className="scan-more">
          <summary>{say('scanning:more', { n: others.length })}</summary>
          <div className="scan-grid">{others.map(field)}</div>
        </details>
      )}
    </>
  );
}

interface OptionProps {
  option: DeviceOption;
  value: string;
  onValue: (value: string) => void;
}

function Option({ option, value, onValue }: OptionProps) {
  const { name, description, values, range, unit, current } = option;
  const hint = range ? `${range.min}–${range.max} ${unit}` : undefined;
  return (
    <Field label={name} aside={hint}>
      {(tied) =>
        values.length > 0 ? (
          <select
            {...tied}
            className="input"
            title={description}
            value={value}
            onChange={(event) => onValue(event.target.value)}
          >
            <option value="">{current ?? ''}</option>
            {values.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        ) : (
          <input
            {...tied}
            className="input"
            type="text"
            title={description}
            placeholder={current ?? ''}
            value={value}
            onChange={(event) => onValue(event.target.value)}
          />
        )
      }
    </Field>
  );
}
