import { Field } from './Field.tsx';

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, text: string])[];
  disabled?: boolean;
  onChange: (value: Value) => void;
}

/** One of a few values, each by its word. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, options, disabled = false, onChange } = props;
  return (
    <Field label={label}>
      {(tied) => (
        <select
          {...tied}
          className="input"
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = options.find(([one]) => one === event.target.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {options.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
