import type { ScanRequest, ScanResult } from '../../../shared/contract/scanning.ts';
import type { ScanHooks, ScanSource } from './source.ts';
import { saneSource } from './sane/source.ts';

export type Scan = ScanRequest & ScanHooks & { outDir: string; source?: ScanSource };

/**
 * Scans into `outDir`; every page that `onPage` was told of is complete and synced, and stays there
 * whatever happens next.
 */
export function scan({
  outDir,
  signal,
  onProgress,
  onPage,
  source = saneSource(),
  ...request
}: Scan): Promise<ScanResult> {
  return source.scan(request, outDir, { signal, onProgress, onPage });
}
