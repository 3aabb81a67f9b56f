import type { Capabilities } from '../../../shared/contract/scanning.ts';
import type { ScanSource } from './source.ts';
import { sourceOf } from './sources.ts';

/** `home` as in `scan`. */
export async function deviceCapabilities(
  device: string,
  { signal, ...at }: { signal?: AbortSignal } & ({ home: string } | { source: ScanSource }),
): Promise<Capabilities> {
  const source = 'source' in at ? at.source : sourceOf(device, at);
  return source.readCapabilities(device, { signal });
}
