import { LontarError } from '../../../../shared/contract/error.ts';
import { type EsclCapabilities, parseCapabilities } from './capabilities.ts';
import { parseDeviceUrl } from './device-url.ts';
import { askDevice, type EsclDevice } from './exchange.ts';
import type { Patience } from './patience.ts';
import { resolveAddress } from './resolve-address.ts';
import { type EsclStatus, parseStatus } from './status.ts';

export type { EsclDevice };

/** Looks the device's address up, once for everything that is done with it. */
export async function reachDevice(
  id: string,
  {
    home,
    patience,
    signal,
  }: { home: string; patience: Patience; signal?: AbortSignal | undefined },
): Promise<EsclDevice> {
  const url = parseDeviceUrl(id);
  return { url, address: await resolveAddress(url, signal), home, patience };
}

/** @throws `scanning.bad-answer`, `scanning.device-gone`, `scanning.certificate-changed` … */
export async function readCapabilities(
  device: EsclDevice,
  signal: AbortSignal | undefined,
): Promise<EsclCapabilities> {
  const path = `${device.url.root}/ScannerCapabilities`;
  const answer = await askDevice(device, { method: 'GET', path, signal });
  if (answer.status !== 200) throw refusalOf(answer.status, device);
  const capabilities = parseCapabilities(answer.text);
  if (capabilities.sides.length === 0) {
    throw new LontarError('scanning.bad-answer', { device: device.url.id, reason: 'no source' });
  }
  return capabilities;
}

/** Null where the device does not tell: it may well scan all the same. */
export async function readStatus(
  device: EsclDevice,
  signal: AbortSignal | undefined,
): Promise<EsclStatus | null> {
  const path = `${device.url.root}/ScannerStatus`;
  const answer = await askDevice(device, { method: 'GET', path, signal });
  return answer.status === 200 ? parseStatus(answer.text) : null;
}

/** A refusal that has no meaning of its own in the protocol. */
export function refusalOf(status: number, { url }: EsclDevice): LontarError {
  const data = { device: url.id, message: `HTTP ${status}` };
  if (status === 401 || status === 403) return new LontarError('scanning.device-locked', data);
  if (status === 503) return new LontarError('scanning.busy', data);
  if (status === 404) return new LontarError('scanning.not-escl', data);
  return new LontarError('scanning.failed', data);
}
