import https from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { LontarError } from '../../../shared/contract/error.ts';
import { fingerprintOf } from '../connections/fingerprint.ts';

/**
 * Connections to one server alone: to whom the system trusts, and to whom shows the very certificate that a
 * person has confirmed. Nothing is sent before that is known.
 * Fails with `sync.certificate-unknown` and `sync.certificate-changed`, each with the `fingerprint` shown.
 */
export class KnownServerAgent extends https.Agent {
  private readonly address: string;
  private readonly known: string | undefined;
  private readonly silence: number;

  constructor(address: string, known: string | undefined, silence: number) {
    super({ keepAlive: true, maxSockets: 8 });
    this.address = address;
    this.known = known;
    this.silence = silence;
  }

  override createConnection(
    options: https.RequestOptions & ConnectionOptions,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    // Who is there is looked at here: its own signature is no reason to turn away.
    const socket = connect({ ...options, rejectUnauthorized: false });
    socket.setTimeout(this.silence, () => socket.destroy(new Error('silence')));
    const failed = (error: Error) => done?.(error, socket);
    socket.once('error', failed);
    socket.once('secureConnect', () => {
      socket.off('error', failed);
      socket.setTimeout(0);
      const refusal = this.refusalOf(socket);
      if (refusal) socket.destroy();
      done?.(refusal, socket);
    });
  }

  private refusalOf(socket: TLSSocket): LontarError | null {
    const fingerprint = fingerprintOf(socket);
    if (socket.authorized || (fingerprint !== undefined && fingerprint === this.known)) return null;
    const { address, known } = this;
    return known === undefined
      ? new LontarError('sync.certificate-unknown', { address, fingerprint })
      : new LontarError('sync.certificate-changed', { address, fingerprint, known });
  }
}
