import { Field } from '../ui/Field.tsx';

interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  type?: 'text' | 'password' | 'email';
  autoComplete?: string;
  required?: boolean;
  onChange: (value: string) => void;
}

export function TextField({
  label,
  hint,
  value,
  onChange,
  required = true,
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(tied) => (
        <input
          {...tied}
          {...rest}
          className="input"
          autoCapitalize="none"
          spellCheck={false}
          required={required}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
