import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectSecure, type TLSSocket } from 'node:tls';
import { LontarError } from '../../../../shared/contract/error.ts';
import { fingerprintOf } from '../../connections/fingerprint.ts';
import type { DeviceUrl } from './device-url.ts';
import { keepCertificate, knownCertificate } from './known-scanners.ts';

export interface Reach {
  url: DeviceUrl;
  /** Looked up once; nothing else is ever connected to. */
  address: string;
  /** The archive's folder. */
  home: string;
}

/**
 * A connection to the device, over TLS only once its certificate is the known one. The first
 * certificate is taken for good: a scanner signs its own, so there is no other way to know it.
 * @throws `scanning.certificate-changed` `{device, fingerprint, known}`, and what the socket says
 */
export async function connectTo(
  reach: Reach,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Socket> {
  const { url, address, home } = reach;
  signal.throwIfAborted();
  const name = url.host.replace(/^\[|\]$/g, '');
  const socket = url.secure
    ? connectSecure({
        host: address,
        port: url.port,
        ...(isIP(name) === 0 && { servername: name }),
        // Its own signature: the fingerprint is what counts.
        rejectUnauthorized: false,
        // Scanners grow old; what they speak is still better than nothing, and pinned.
        minVersion: 'TLSv1',
        ciphers: 'DEFAULT:@SECLEVEL=0',
      })
    : connectPlain({ host: address, port: url.port });
  try {
    await opened(socket, url.secure ? 'secureConnect' : 'connect', timeoutMs, signal);
    if (url.secure) await checkCertificate(socket as TLSSocket, url, home);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function opened(
  socket: Socket,
  event: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(new LontarError('scanning.no-answer')), timeoutMs);
    const aborted = () => end(signal.reason);
    const closed = () => end(new LontarError('scanning.io'));
    function end(error?: unknown) {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      socket.off('close', closed);
      if (error === undefined) resolve();
      else reject(error);
    }
    signal.addEventListener('abort', aborted, { once: true });
    socket.once(event, () => end());
    socket.once('error', end);
    socket.once('close', closed);
  });
}

async function checkCertificate(socket: TLSSocket, url: DeviceUrl, home: string): Promise<void> {
  const fingerprint = fingerprintOf(socket);
  if (fingerprint === undefined) throw new LontarError('scanning.io');
  const known = await knownCertificate(home, url.origin);
  if (known === undefined) return keepCertificate(home, url.origin, fingerprint);
  if (known === fingerprint) return;
  throw new LontarError('scanning.certificate-changed', { device: url.id, fingerprint, known });
}
