import { useState } from 'react';
import { useSay } from '../../../app/words.ts';
import { Field } from '../../../ui/Field.tsx';

interface NumberFieldProps {
  label: string;
  unit: string;
  value: number;
  range: readonly [least: number, most: number];
  step?: number;
  disabled?: boolean;
  onChange: (value: number) => void;
}

/** A measure: what is typed counts once it is a number within its range. */
export function NumberField(props: NumberFieldProps) {
  const { label, unit, value, range, step = 1, disabled = false, onChange } = props;
  const say = useSay();
  const [typed, setTyped] = useState<string | null>(null);
  const [least, most] = range;
  const fits = (number: number) => Number.isFinite(number) && number >= least && number <= most;
  const read = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));
  const wrong = typed !== null && !fits(read(typed));
  const shown = String(Math.round(value * 10) / 10);
  return (
    <Field
      label={`${label} (${unit})`}
      wrong={wrong ? say('stampDesign:between', { least, most }) : undefined}
    >
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="number"
          inputMode="decimal"
          min={least}
          max={most}
          step={step}
          disabled={disabled}
          value={typed ?? shown}
          onChange={({ target }) => {
            setTyped(target.value);
            const number = read(target.value);
            if (fits(number)) onChange(number);
          }}
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  );
}
