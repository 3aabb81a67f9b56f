import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { DeviceUrl } from './device-url.ts';
import { announcedAddress, discoverDevices } from './discover.ts';

/**
 * The one address that a device is reached at for all of a scan: its name is not looked up again, so
 * that nobody can move it elsewhere in between.
 * @throws `scanning.device-gone`
 */
export async function resolveAddress(url: DeviceUrl, signal?: AbortSignal): Promise<string> {
  const host = url.host.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return host;
  const announced = announcedAddress(host);
  if (announced !== undefined) return announced;
  const known = await lookup(host).catch(() => null);
  if (known) return known.address;
  // Not every system asks the network itself for names of its own kind.
  if (host.endsWith('.local')) await discoverDevices({ signal });
  const found = announcedAddress(host);
  if (found === undefined) throw new LontarError('scanning.device-gone', { device: url.id });
  return found;
}

/** Whether a name stands for this address too. */
export async function isSameHost(host: string, address: string): Promise<boolean> {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === address.toLowerCase() || announcedAddress(bare) === address) return true;
  if (isIP(bare) !== 0) return false;
  const known = await lookup(bare, { all: true }).catch(() => []);
  return known.some((one) => one.address === address);
}
