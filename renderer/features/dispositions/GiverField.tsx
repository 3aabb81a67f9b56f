import type { Position } from '../../../shared/domain/office/state.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { nowText } from './summary.ts';

interface GiverFieldProps {
  positions: readonly Position[];
  value: string;
  onChange: (key: string) => void;
}

/** Which position gives the disposition. */
export function GiverField({ positions, value, onChange }: GiverFieldProps) {
  const say = useSay();
  return (
    <Field label={say('dispositions:from')}>
      {(tied) => (
        <select
          {...tied}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {positions.map((position) => (
            <option key={position.key} value={position.key}>
              {nowText(position)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
