import { once } from 'node:events';
import { isIPv4 } from 'node:net';
import type { Service } from 'bonjour-service';
import type { Device } from '../../../../shared/contract/scanning.ts';
import { DeviceId } from '../../../../shared/contract/scanning.ts';
import { parseDeviceUrl } from './device-url.ts';

/** Most answer within a few tenths of a second; who came late is waited for a little. */
const FIRST_MS = 1_000;
const CALM_MS = 400;
const MOST_MS = 3_000;
/** Nobody has so many scanners; a chatterbox on the network has. */
const MOST_DEVICES = 200;

export type Announced = Pick<Service, 'name' | 'host' | 'port' | 'txt' | 'addresses'>;

const addresses = new Map<string, string>();

/** Where a name was last announced to be. */
export function announcedAddress(host: string): string | undefined {
  return addresses.get(host.toLowerCase());
}

/**
 * Asks the local network for scanners (DNS-SD, RFC 6763: `_uscan._tcp` and, over TLS,
 * `_uscans._tcp`). Takes a bounded time; where multicast is not allowed there are none.
 */
export async function discoverDevices({ signal }: { signal?: AbortSignal } = {}): Promise<
  Device[]
> {
  const plain: Announced[] = [];
  const secure: Announced[] = [];
  await browse({ plain, secure }, signal);
  return devicesOf(plain, secure);
}

async function browse(
  into: { plain: Announced[]; secure: Announced[] },
  signal: AbortSignal | undefined,
): Promise<void> {
  const { Bonjour } = await import('bonjour-service');
  const over = new AbortController();
  const stop = () => over.abort();
  const calm = setTimeout(stop, FIRST_MS);
  const most = setTimeout(stop, MOST_MS);
  signal?.addEventListener('abort', stop, { once: true });
  let bonjour: InstanceType<typeof Bonjour> | undefined;
  try {
    bonjour = new Bonjour({}, stop);
    // It has no word for its socket's errors: without a listener one would end the process.
    const { mdns } = (bonjour as unknown as { server: { mdns: NodeJS.EventEmitter } }).server;
    mdns.on('error', stop);
    const began = Date.now();
    const look = (type: string, list: Announced[]) =>
      bonjour?.find({ type }, (service) => {
        if (list.length >= MOST_DEVICES) return;
        list.push(service);
        if (Date.now() - began > FIRST_MS - CALM_MS) calm.refresh();
      });
    look('uscan', into.plain);
    look('uscans', into.secure);
    if (!signal?.aborted && !over.signal.aborted) await once(over.signal, 'abort');
  } catch {
    // No network at all.
  } finally {
    clearTimeout(calm);
    clearTimeout(most);
    signal?.removeEventListener('abort', stop);
    bonjour?.destroy();
  }
}

/** One entry a device: by its encrypted service where it has one. */
export function devicesOf(plain: Announced[], secure: Announced[]): Device[] {
  const devices = new Map<string, Device>();
  const add = (service: Announced, scheme: 'http' | 'https') => {
    const text = textsOf(service);
    const key = text('uuid') || `${service.host} ${text('rs')}`;
    const device = deviceOf(service, scheme);
    if (device && !devices.has(key)) devices.set(key, device);
  };
  for (const service of secure) add(service, 'https');
  for (const service of plain) add(service, 'http');
  return [...devices.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

function deviceOf(service: Announced, scheme: 'http' | 'https'): Device | null {
  const text = textsOf(service);
  const address = service.addresses?.find((one) => isIPv4(one)) ?? service.addresses?.[0];
  const host = service.host.replace(/\.$/, '').toLowerCase();
  const root = text('rs').replace(/^\/+|\/+$/g, '');
  let id: string;
  try {
    // By its name, since its address may be another one tomorrow.
    id = parseDeviceUrl(`${scheme}://${host}:${service.port}/${root}`).id;
  } catch {
    return null;
  }
  if (!DeviceId.safeParse(id).success) return null;
  if (address !== undefined) addresses.set(host, address);
  const model = text('mdl') || text('usb_MDL');
  const name = text('ty') || model || service.name || id;
  return { id, source: 'escl', name, vendor: text('mfg') || text('usb_MFG'), model, type: 'eSCL' };
}

/** Anybody may announce anything: one short line of what is there. */
function textsOf({ txt }: Announced): (key: string) => string {
  const all: unknown = txt;
  return (key) => {
    const value: unknown =
      typeof all === 'object' && all !== null && Object.hasOwn(all, key)
        ? (all as Record<string, unknown>)[key]
        : '';
    return String(value ?? '')
      .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
      .trim()
      .slice(0, 100);
  };
}
