import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

/** SHA-256 of the certificate that the other side has shown, in hexadecimal; undefined: it has shown none. */
export function fingerprintOf(socket: TLSSocket): string | undefined {
  const certificate = socket.getPeerX509Certificate()?.raw;
  return certificate && createHash('sha256').update(certificate).digest('hex');
}
