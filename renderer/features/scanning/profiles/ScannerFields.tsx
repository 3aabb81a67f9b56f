import type { ScanSettings } from '../../../../shared/contract/batches.ts';
import type { Capabilities } from '../../../../shared/contract/scanning.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { explain } from '../../../app/errors.ts';
import { useAsk } from '../../../app/queries.ts';
import { useSay } from '../../../app/words.ts';
import { Field } from '../../../ui/Field.tsx';
import { Message } from '../../../ui/Message.tsx';
import { Progress } from '../../../ui/Progress.tsx';
import { modesOf, resolutionsOf, sizesOf, waysOf } from './choices.ts';
import { Select } from '../../../ui/Select.tsx';
import { ScanOptions } from './ScanOptions.tsx';

const useDevices = () => useAsk('scanning.devices', {}, { gcTime: 600_000 });

/** Of the device named, else of the first that is found. */
export function useCapabilities(device: string | null) {
  const devices = useDevices();
  const id = device ?? devices.data?.[0]?.id;
  return useAsk('scanning.capabilities', { device: id ?? '' }, { enabled: id !== undefined });
}

interface ScannerFieldsProps {
  settings: ScanSettings;
  capabilities: ReturnType<typeof useCapabilities>;
  onChange: (change: Partial<ScanSettings>) => void;
}

/** What the scanner does. Only what it can do can be chosen, as far as it has said. */
export function ScannerFields({ settings, capabilities, onChange }: ScannerFieldsProps) {
  const say = useSay();
  const devices = useDevices();
  const can: Capabilities | null = capabilities.data ?? null;
  const known = devices.data ?? [];
  const absent = settings.device !== null && !known.some(({ id }) => id === settings.device);
  const double = can?.doubleFeed ?? null;
  return (
    <fieldset className="profile-part">
      <legend>{say('profiles:scanner')}</legend>
      <div className="scan-device">
        <Field label={say('scanning:device')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={settings.device ?? ''}
              onChange={(event) => onChange({ device: event.target.value || null, options: {} })}
            >
              <option value="">{say('profiles:firstDevice')}</option>
              {known.map(({ id, name }) => (
                <option key={id} value={id}>
                  {`${name} (${id})`}
                </option>
              ))}
              {absent && <option value={settings.device ?? ''}>{settings.device}</option>}
            </select>
          )}
        </Field>
        <ActionButton
          action="findScanners"
          disabled={devices.isFetching}
          onRun={() => void devices.refetch()}
        />
      </div>
      {(devices.isFetching || capabilities.isFetching) && (
        <Progress label={say(devices.isFetching ? 'scanning:searching' : 'scanning:asking')} />
      )}
      {capabilities.error && <Message look="alarm">{explain(say, capabilities.error)}</Message>}
      <Select
        label={say('scanning:source')}
        value={settings.way}
        options={waysOf(can).map((way) => [way, say(`profiles:way-${way}`)])}
        onChange={(way) => onChange({ way })}
      />
      <div className="pair">
        <Select
          label={say('scanning:resolution')}
          value={String(settings.resolution)}
          options={resolutionsOf(can?.resolutions ?? null, settings.resolution).map((value) => [
            String(value),
            say('scanning:dpi', { n: value }),
          ])}
          onChange={(value) => onChange({ resolution: Number(value) })}
        />
        <Select
          label={say('scanning:mode')}
          value={settings.mode}
          options={modesOf(can).map((mode) => [mode, say(`profiles:mode-${mode}`)])}
          onChange={(mode) => onChange({ mode })}
        />
      </div>
      <div className="pair">
        <Select
          label={say('scanning:size')}
          value={settings.size}
          options={sizesOf(can).map((size) => [size, say(`paper:${size}`)])}
          onChange={(size) => onChange({ size })}
        />
        {double && (
          <Select
            label={say('profiles:doubleFeed')}
            value={settings.doubleFeed}
            options={(['as-device', 'on', 'off'] as const).map((one) => [
              one,
              one === 'as-device'
                ? say(double.enabled ? 'profiles:asDeviceOn' : 'profiles:asDeviceOff')
                : say(`profiles:double-${one}`),
            ])}
            onChange={(doubleFeed) => onChange({ doubleFeed })}
          />
        )}
      </div>
      {can && (
        <ScanOptions
          options={can.options}
          values={settings.options}
          onChange={(options) => onChange({ options })}
        />
      )}
    </fieldset>
  );
}
