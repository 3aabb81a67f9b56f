import { codeOf, dataOf } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { Certificates } from '../../ui/Certificates.tsx';

interface CertificateDialogProps {
  /** Why the scanner was not reached: `scanning.certificate-changed`, with its fingerprints. */
  error: unknown;
  onClose: () => void;
  onTrusted: () => void;
}

export const isCertificateChange = (error: unknown): boolean =>
  codeOf(error) === 'scanning.certificate-changed';

/** Whether a network scanner's new certificate is to be trusted from now on: a person's word. */
export function CertificateDialog({ error, onClose, onTrusted }: CertificateDialogProps) {
  const say = useSay();
  const trust = useCommand('scanning.trust', { onDone: onTrusted });
  const data = dataOf(error);
  const [device, known, fingerprint] = ['device', 'known', 'fingerprint'].map((key) =>
    String(data[key] ?? ''),
  ) as [string, string, string];
  return (
    <Modal
      title={say('scanning:certificateTitle')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="alarm"
          label={say('scanning:certificateTrust')}
          disabled={trust.isPending}
          onRun={() => trust.mutate({ device, fingerprint })}
        />
      }
    >
      <p>{say('scanning:certificateText')}</p>
      <Certificates
        of={[say('scanning:device'), device]}
        fingerprints={[
          [say('scanning:certificateKnown'), known],
          [say('scanning:certificateNew'), fingerprint],
        ]}
      />
    </Modal>
  );
}
