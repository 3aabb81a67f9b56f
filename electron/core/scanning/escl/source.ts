import { LontarError } from '../../../../shared/contract/error.ts';
import type { Device } from '../../../../shared/contract/scanning.ts';
import type { ScanSource } from '../source.ts';
import { capabilitiesOf } from './capabilities.ts';
import { type EsclDevice, reachDevice, readCapabilities, readStatus } from './device.ts';
import { parseDeviceUrl } from './device-url.ts';
import { discoverDevices } from './discover.ts';
import { type Patience, PATIENCE } from './patience.ts';
import { scanEsclPages } from './scan-pages.ts';

interface EsclSource {
  /** The archive's folder, where known certificates are kept. */
  home: string;
  /** Devices to list in addition to those that announce themselves. */
  named?: string[];
  patience?: Patience;
}

/** Network scanners that speak eSCL (AirScan): no driver, only HTTP. */
export function esclSource({ home, named = [], patience = PATIENCE }: EsclSource): ScanSource {
  const reach = (id: string, signal: AbortSignal | undefined) =>
    reachDevice(id, { home, patience, signal }).catch((error: unknown) => {
      throw cancelledOr(error, signal);
    });
  return {
    kind: 'escl',
    async listDevices({ signal } = {}) {
      const [known, found] = await Promise.all([
        Promise.all(named.map((text) => nameDevice(text, (id) => reach(id, signal), signal))),
        discoverDevices({ signal }),
      ]);
      if (signal?.aborted) throw new LontarError('scanning.cancelled');
      return [...known, ...found.filter(({ id }) => known.every((one) => one.id !== id))];
    },
    async readCapabilities(id, { signal } = {}) {
      try {
        const device = await reach(id, signal);
        const capabilities = await readCapabilities(device, signal);
        const fed = capabilities.sides.some(({ path }) => path !== 'flatbed');
        const status = fed ? await readStatus(device, signal) : null;
        return capabilitiesOf(device.url.id, capabilities, status?.feeder ?? null);
      } catch (error) {
        throw cancelledOr(error, signal);
      }
    },
    async scan(request, outDir, hooks = {}) {
      const device = await reach(request.device, hooks.signal);
      return scanEsclPages(device, request, outDir, hooks);
    },
  };
}

/** By its address alone where it does not answer now: it may when it is chosen. */
async function nameDevice(
  text: string,
  reach: (id: string) => Promise<EsclDevice>,
  signal: AbortSignal | undefined,
): Promise<Device> {
  const { id, origin } = parseDeviceUrl(text);
  const bare = { id, source: 'escl', vendor: '', model: '', type: 'eSCL' } as const;
  try {
    const { name, vendor } = await readCapabilities(await reach(id), signal);
    return { ...bare, name: name || origin, vendor, model: name };
  } catch {
    return { ...bare, name: origin };
  }
}

function cancelledOr(error: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted ? new LontarError('scanning.cancelled') : error;
}
