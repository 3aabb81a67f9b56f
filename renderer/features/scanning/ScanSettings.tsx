import type { Capabilities, PageSize } from '../../../shared/contract/scanning.ts';
import { useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { ScanOptions } from './ScanOptions.tsx';
import {
  hasDuplex,
  hasFeeder,
  hasFlatbed,
  modesOf,
  resolutionsOf,
  type ScanChoices,
} from './choices.ts';

interface ScanSettingsProps {
  capabilities: Capabilities;
  choices: ScanChoices;
  disabled: boolean;
  onChange: (change: Partial<ScanChoices>) => void;
}

const sizes: PageSize[] = ['a4', 'f4', 'legal', 'letter', 'a5', 'max'];

export function ScanSettings({ capabilities, choices, disabled, onChange }: ScanSettingsProps) {
  const say = useSay();
  const letters = { color: 'w', gray: 'a', lineart: 'h' } as const;
  const modes = modesOf(capabilities);
  const sources = [
    ...(hasFlatbed(capabilities) ? [{ value: 'flatbed', letter: 'k' } as const] : []),
    ...(hasFeeder(capabilities) ? [{ value: 'feeder', letter: 'p' } as const] : []),
  ];
  return (
    <fieldset className="scan-grid" disabled={disabled}>
      <legend className="only-read">{say('scanning:settings')}</legend>
      {sources.length > 1 && (
        <Choice
          label={say('scanning:source')}
          options={sources.map((one) => ({ ...one, label: say(`scanning:${one.value}`) }))}
          value={choices.feeder ? 'feeder' : 'flatbed'}
          onChoose={(value) => onChange({ feeder: value === 'feeder' })}
        />
      )}
      {modes.length > 1 && (
        <Choice
          label={say('scanning:mode')}
          options={modes.map((value) => ({
            value,
            letter: letters[value],
            label: say(`scanning:${value}`),
          }))}
          value={choices.mode}
          onChoose={(mode) => onChange({ mode })}
        />
      )}
      <Field label={say('scanning:resolution')}>
        {(tied) => (
          <select
            {...tied}
            className="input"
            value={choices.resolution}
            onChange={(event) => onChange({ resolution: Number(event.target.value) })}
          >
            {resolutionsOf(capabilities.resolutions).map((value) => (
              <option key={value} value={value}>
                {say('scanning:dpi', { n: value })}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say('scanning:size')}>
        {(tied) => (
          <select
            {...tied}
            className="input"
            value={choices.size}
            onChange={(event) => onChange({ size: event.target.value as PageSize })}
          >
            {sizes.map((size) => (
              <option key={size} value={size}>
                {say(`paper:${size as 'a4'}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {choices.feeder && hasDuplex(capabilities) && (
        <label className="check">
          <input
            type="checkbox"
            className="tick"
            checked={choices.duplex}
            onChange={(event) => onChange({ duplex: event.target.checked })}
          />
          {say('scanning:duplex')}
        </label>
      )}
      <div className="scan-options">
        <ScanOptions
          options={capabilities.options}
          values={choices.options}
          onChange={(options) => onChange({ options })}
        />
      </div>
    </fieldset>
  );
}
