import { toWireError, type WireError } from '../../../shared/contract/error.ts';
import type { Capabilities, Device } from '../../../shared/contract/scanning.ts';
import type { ScanSource } from './source.ts';

export type DescribedDevice = Device & {
  /** Null where the device could not be asked; then `error` says why. */
  capabilities: Capabilities | null;
  error: WireError | null;
};

/**
 * What every device can do. Those of one source are asked one after another, since drivers get into
 * each other's way; one that does not answer hides no other.
 */
export async function describeDevices(
  devices: readonly Device[],
  { signal, sources }: { signal?: AbortSignal; sources: readonly ScanSource[] },
): Promise<DescribedDevice[]> {
  const described = new Map<string, DescribedDevice>();
  await Promise.all(
    sources.map(async (source) => {
      for (const device of devices) {
        if (device.source !== source.kind) continue;
        const answer = await source.readCapabilities(device.id, { signal }).then(
          (capabilities) => ({ capabilities, error: null }),
          (error: unknown) => ({ capabilities: null, error: toWireError(error) }),
        );
        signal?.throwIfAborted();
        described.set(device.id, { ...device, ...answer });
      }
    }),
  );
  return devices.flatMap(({ id }) => described.get(id) ?? []);
}
