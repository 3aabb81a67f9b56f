import { Field } from '../../../ui/Field.tsx';

interface SelectFieldProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  disabled?: boolean;
  onChoose: (value: Value) => void;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, options, value, disabled = false, onChoose } = props;
  return (
    <Field label={label}>
      {(tied) => (
        <select
          {...tied}
          className="input"
          value={value}
          disabled={disabled}
          onChange={({ target }) => onChoose(target.value as Value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
