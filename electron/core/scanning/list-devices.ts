import type { Device } from '../../../shared/contract/scanning.ts';
import type { ScanSource } from './source.ts';

interface Ask {
  signal?: AbortSignal;
  sources: ScanSource[];
}

/**
 * All devices of all sources, in the sources' order. A source that fails hides no other: it is an
 * error only where nothing was found at all.
 */
export async function listDevices({ signal, sources }: Ask): Promise<Device[]> {
  const lists = await Promise.allSettled(sources.map((source) => source.listDevices({ signal })));
  const found = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
  const failed = lists.find((list) => list.status === 'rejected');
  if (failed && (found.length === 0 || signal?.aborted)) throw failed.reason;
  return found;
}
