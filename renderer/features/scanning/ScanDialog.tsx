import { useEffect, useState } from 'react';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { Device } from '../../../shared/contract/scanning.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { codeOf, explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { useAsk } from '../../app/queries.ts';
import { remember, remembered } from '../../app/store.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { CertificateDialog, isCertificateChange } from './CertificateDialog.tsx';
import { firstChoices, fitted, type ScanChoices } from './choices.ts';
import { ScanSettings } from './ScanSettings.tsx';
import { useScan } from './useScan.ts';
import './scanning.css';

interface ScanDialogProps {
  onClose: () => void;
  onTaken: (documents: PreparedDocument[]) => void;
}

/** Pages from a scanner into one document. */
export default function ScanDialog({ onClose, onTaken }: ScanDialogProps) {
  const say = useSay();
  const devices = useAsk('scanning.devices', {}, { gcTime: 600_000 });
  const [chosen, setChosen] = useState(() => remembered('scanner', { device: '' }).device);
  const device = devices.data?.find(({ id }) => id === chosen) ?? devices.data?.[0];
  const capabilities = useAsk(
    'scanning.capabilities',
    { device: device?.id ?? '' },
    { enabled: device !== undefined },
  );
  const [changed, setChanged] = useState<Partial<ScanChoices>>({});
  const kept = remembered(`scanner.${device?.id}`, firstChoices);
  const choices = capabilities.data && fitted({ ...kept, ...changed }, capabilities.data);
  const scan = useScan((document) => {
    onClose();
    onTaken([document]);
  });

  function start(scanAnyway = false) {
    if (!device || !choices) return;
    remember('scanner', { device: device.id });
    remember(`scanner.${device.id}`, choices);
    scan.start({ device: device.id, ...choices, scanAnyway });
  }

  // Ready: the next Enter scans.
  const ready = choices !== undefined;
  useEffect(() => {
    if (ready) document.querySelector<HTMLElement>('dialog[open] .button.main')?.focus();
  }, [ready]);

  const failure = scan.error ?? devices.error ?? capabilities.error;
  const [refused, setRefused] = useState<unknown>(null);
  const asksTrust = isCertificateChange(failure) && failure !== refused;
  return (
    <Modal
      title={say('scanning:title')}
      onClose={scan.running ? scan.cancel : onClose}
      closeText={say(scan.running ? 'scanning:stop' : 'common:cancel')}
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={say('actions:scan')}
          disabled={!choices || scan.running}
          onRun={() => start()}
        />
      }
    >
      <Devices
        devices={devices.data}
        chosen={device?.id ?? ''}
        searching={devices.isFetching}
        disabled={scan.running}
        onChoose={(id) => {
          setChosen(id);
          setChanged({});
        }}
        onSearch={() => void devices.refetch()}
      />
      {choices && capabilities.data && (
        <ScanSettings
          capabilities={capabilities.data}
          choices={choices}
          disabled={scan.running}
          onChange={(change) => setChanged({ ...choices, ...change })}
        />
      )}
      {device && capabilities.isFetching && <Progress label={say('scanning:asking')} />}
      {(scan.running || failure) && (
        <div className="scan-status">
          {failure && (
            <Message
              look="alarm"
              beside={
                codeOf(failure) === 'scanning.says-empty' && (
                  <Button onClick={() => start(true)}>{say('scanning:anyway')}</Button>
                )
              }
            >
              {explain(say, failure)}
            </Message>
          )}
          {scan.running && <ScanProgress step={scan.step} />}
        </div>
      )}
      {asksTrust && (
        <CertificateDialog
          error={failure}
          onClose={() => setRefused(failure)}
          onTrusted={() => {
            scan.forget();
            void capabilities.refetch();
          }}
        />
      )}
    </Modal>
  );
}

interface DevicesProps {
  devices: Device[] | undefined;
  chosen: string;
  searching: boolean;
  disabled: boolean;
  onChoose: (id: string) => void;
  onSearch: () => void;
}

function Devices({ devices, chosen, searching, disabled, onChoose, onSearch }: DevicesProps) {
  const say = useSay();
  const none = devices?.length === 0;
  return (
    <>
      <div className="scan-device">
        <Field label={say('scanning:device')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={chosen}
              disabled={disabled || !devices || none}
              onChange={(event) => onChoose(event.target.value)}
            >
              {devices?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {`${name} (${id})`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button onClick={onSearch} disabled={searching || disabled}>
          {say('scanning:search')}
        </Button>
      </div>
      {searching && <Progress label={say('scanning:searching')} />}
      {none && !searching && <Message look="leaf">{say('scanning:noDevice')}</Message>}
    </>
  );
}

function ScanProgress({ step }: { step: ReturnType<typeof useScan>['step'] }) {
  const say = useSay();
  if (step?.step === 'page') {
    const label = say('scanning:page', { page: step.page });
    return <Progress label={label} value={step.percent} />;
  }
  if (step?.step === 'kept') return <Progress label={say('scanning:kept', { page: step.page })} />;
  return <Progress label={say(step ? 'scanning:document' : 'scanning:warming')} />;
}
