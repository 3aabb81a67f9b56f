import type { Device } from '../../../shared/contract/scanning.ts';
import type { ScanSource } from './source.ts';
import { saneSource } from './sane/source.ts';

interface Ask {
  signal?: AbortSignal;
  sources?: ScanSource[];
}

/** All devices of all sources, in the sources' order. */
export async function listDevices({ signal, sources = [saneSource()] }: Ask = {}): Promise<
  Device[]
> {
  const lists = await Promise.all(sources.map((source) => source.listDevices({ signal })));
  return lists.flat();
}
