import type { ReactNode } from 'react';
import { CleanUp, type ScanSettings, type Splitting } from '../../../../shared/contract/batches.ts';
import { useSay } from '../../../app/words.ts';
import { Field } from '../../../ui/Field.tsx';
import { Select } from '../../../ui/Select.tsx';

interface PileFieldsProps {
  settings: ScanSettings;
  onChange: (change: Partial<ScanSettings>) => void;
  children?: ReactNode;
}

/** What becomes of the pile: how it is divided, cleaned and named. */
export function PileFields({ settings, onChange, children }: PileFieldsProps) {
  const say = useSay();
  const { splitting, cleanUp, expected } = settings;
  const tick = (label: string, checked: boolean, onTick: (checked: boolean) => void) => (
    <label className="check">
      <input
        type="checkbox"
        className="tick"
        checked={checked}
        onChange={(event) => onTick(event.target.checked)}
      />
      {label}
    </label>
  );
  return (
    <fieldset className="profile-part">
      <legend>{say('profiles:pile')}</legend>
      <div className="pair">
        <Select
          label={say('profiles:splitting')}
          value={splitting.by}
          options={(['separators', 'blank', 'pages', 'none'] as const).map((by) => [
            by,
            say(`profiles:split-${by}`),
          ])}
          onChange={(by) => onChange({ splitting: splittingBy(by) })}
        />
        {splitting.by === 'pages' && (
          <NumberField
            label={say('profiles:pagesEach')}
            value={splitting.pages}
            max={1000}
            onChange={(pages) => onChange({ splitting: { by: 'pages', pages: pages ?? 1 } })}
          />
        )}
      </div>
      <div className="pair">
        <NumberField
          label={say('profiles:expected')}
          value={expected}
          max={5000}
          onChange={(value) => onChange({ expected: value })}
        />
        <Field label={say('profiles:naming')} hint={say('profiles:namingHint')}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="text"
              maxLength={120}
              value={settings.naming}
              onChange={(event) => onChange({ naming: event.target.value })}
            />
          )}
        </Field>
      </div>
      {tick(say('profiles:waitForPaper'), settings.waitForPaper, (waitForPaper) =>
        onChange({ waitForPaper }),
      )}
      {children}
      <div className="profile-clean" role="group" aria-label={say('profiles:cleanUp')}>
        {tick(say('profiles:cleanUp'), cleanUp !== null, (on) =>
          onChange({ cleanUp: on ? CleanUp.parse({}) : null }),
        )}
        {cleanUp && (
          <>
            {(['deskew', 'crop', 'upright'] as const).map((one) => (
              <span key={one}>
                {tick(say(`profiles:${one}`), cleanUp[one], (on) =>
                  onChange({ cleanUp: { ...cleanUp, [one]: on } }),
                )}
              </span>
            ))}
            <div className="pair">
              <Select
                label={say('profiles:result')}
                value={cleanUp.mode}
                options={(['auto', 'color', 'gray', 'lineart', 'keep'] as const).map((mode) => [
                  mode,
                  say(`profiles:result-${mode}`),
                ])}
                onChange={(mode) => onChange({ cleanUp: { ...cleanUp, mode } })}
              />
              <NumberField
                label={say('profiles:quality')}
                value={cleanUp.quality}
                min={30}
                max={95}
                onChange={(quality) =>
                  onChange({ cleanUp: { ...cleanUp, quality: quality ?? 75 } })
                }
              />
            </div>
          </>
        )}
      </div>
    </fieldset>
  );
}

const splittingBy = (by: Splitting['by']): Splitting =>
  by === 'pages' ? { by, pages: 1 } : { by };

interface NumberFieldProps {
  label: string;
  /** Null: left empty. */
  value: number | null;
  min?: number;
  max: number;
  onChange: (value: number | null) => void;
}

function NumberField({ label, value, min = 1, max, onChange }: NumberFieldProps) {
  return (
    <Field label={label}>
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="number"
          min={min}
          max={max}
          value={value ?? ''}
          onChange={(event) => {
            const typed = Math.round(event.target.valueAsNumber);
            onChange(Number.isNaN(typed) ? null : Math.min(max, Math.max(1, typed)));
          }}
        />
      )}
    </Field>
  );
}
