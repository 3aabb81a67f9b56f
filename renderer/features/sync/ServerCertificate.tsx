import { ActionButton } from '../../app/ActionButton.tsx';
import { codeOf, dataOf } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { useSay } from '../../app/words.ts';
import { Certificates } from '../../ui/Certificates.tsx';

interface ServerCertificateProps {
  /** Why the server was not reached; see `isCertificateRefusal`. */
  error: unknown;
  busy: boolean;
  onClose: () => void;
  onTrust: (fingerprint: string) => void;
}

/** Whether it is a certificate that nobody vouches for, or one other than a person has confirmed. */
export const isCertificateRefusal = (error: unknown): boolean =>
  /^sync\.certificate-(unknown|changed)$/.test(codeOf(error));

/** Whether the server's own certificate is to be trusted from now on: a person's word. */
export function ServerCertificate({ error, busy, onClose, onTrust }: ServerCertificateProps) {
  const say = useSay();
  const { address, fingerprint, known } = dataOf(error);
  const changed = typeof known === 'string';
  return (
    <Modal
      title={say(changed ? 'sync:certificateChanged' : 'sync:certificateTitle')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look={changed ? 'alarm' : 'main'}
          label={say('sync:certificateTrust')}
          disabled={busy}
          onRun={() => onTrust(String(fingerprint))}
        />
      }
    >
      <p>{say(changed ? 'sync:certificateChangedText' : 'sync:certificateText')}</p>
      <Certificates
        of={[say('sync:server'), String(address)]}
        fingerprints={[
          ...(changed ? [[say('sync:certificateKnown'), known] as [string, string]] : []),
          [say('sync:certificateShown'), String(fingerprint)],
        ]}
      />
    </Modal>
  );
}
