import type { Ref } from 'react';
import { StampField, type StampItem } from '../../../../shared/contract/stamp-template.ts';
import { useSay } from '../../../app/words.ts';
import { Field } from '../../../ui/Field.tsx';
import { Select } from '../../../ui/Select.tsx';
import { NumberField } from './NumberField.tsx';

interface ItemFieldsProps {
  item: StampItem;
  first: boolean;
  /** The field's own list, for the focus. */
  start: Ref<HTMLSelectElement>;
  /** @param about which of them it is */
  onChange: (change: Partial<StampItem>, about: string) => void;
}

const ALONE = '';

/** The chosen line of a stamp: what it says and how it is set. */
export function ItemFields({ item, first, start, onChange }: ItemFieldsProps) {
  const say = useSay();
  const flags = [
    ['strong', 'strongLetters'],
    ['beside', 'beside'],
    ['band', 'asBand'],
    ['rule', 'rule'],
  ] as const;
  return (
    <div className="stamp-item">
      <div className="pair">
        <Field label={say('stampDesign:field')}>
          {(tied) => (
            <select
              {...tied}
              ref={start}
              className="input"
              value={item.field ?? ALONE}
              onChange={({ target }) => {
                const field = StampField.nullable().parse(target.value || null);
                const text =
                  field === null && item.text === '' ? say('stampDesign:aText') : item.text;
                onChange({ field, text }, 'field');
              }}
            >
              <option value={ALONE}>{say('stampDesign:textAlone')}</option>
              {StampField.options.map((field) => (
                <option key={field} value={field}>
                  {say(`stampFields:${field}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label={say(item.field === null ? 'stampDesign:text' : 'stampDesign:label')}
          wrong={item.field === null && item.text.trim() === '' ? say('wrong:required') : undefined}
        >
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="text"
              maxLength={100}
              value={item.text}
              onChange={({ target }) => onChange({ text: target.value }, 'text')}
            />
          )}
        </Field>
      </div>
      <div className="pair">
        <NumberField
          label={say('stampDesign:size')}
          unit="pt"
          value={item.size}
          range={[4, 40]}
          step={0.5}
          onChange={(size) => onChange({ size }, 'size')}
        />
        <Select
          label={say('stampDesign:align')}
          options={(['left', 'centre', 'right'] as const).map(
            (value) => [value, say(`stampDesign:align-${value}`)] as const,
          )}
          value={item.align}
          onChange={(align) => onChange({ align }, 'align')}
        />
      </div>
      <div className="stamp-flags">
        {flags.map(([flag, word]) => (
          <label key={flag} className="check">
            <input
              className="tick"
              type="checkbox"
              checked={item[flag]}
              disabled={first && flag === 'beside'}
              onChange={({ target }) => onChange({ [flag]: target.checked }, flag)}
            />
            {say(`stampDesign:${word}`)}
          </label>
        ))}
      </div>
    </div>
  );
}
