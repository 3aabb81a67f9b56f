import type { Capabilities } from '../../../shared/contract/scanning.ts';
import type { ScanSource } from './source.ts';
import { saneSource } from './sane/source.ts';

export function deviceCapabilities(
  device: string,
  { signal, source = saneSource() }: { signal?: AbortSignal; source?: ScanSource } = {},
): Promise<Capabilities> {
  return source.readCapabilities(device, { signal });
}
