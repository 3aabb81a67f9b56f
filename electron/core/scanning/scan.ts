import type { ScanRequest, ScanResult } from '../../../shared/contract/scanning.ts';
import type { ScanHooks, ScanSource } from './source.ts';
import { sourceOf } from './sources.ts';

/** `home`: the archive's folder, where it is kept which network scanners are trusted. */
export type Scan = ScanRequest &
  ScanHooks & { outDir: string } & ({ home: string } | { source: ScanSource });

/**
 * Scans into `outDir`; every page that `onPage` was told of is complete and synced, and stays there
 * whatever happens next.
 */
export async function scan({
  outDir,
  signal,
  onProgress,
  onPage,
  ...rest
}: Scan): Promise<ScanResult> {
  const source = 'source' in rest ? rest.source : sourceOf(rest.device, rest);
  return source.scan(rest, outDir, { signal, onProgress, onPage });
}
