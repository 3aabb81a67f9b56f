import type {
  Capabilities,
  Device,
  ScannedPage,
  ScanProgress,
  ScanRequest,
  ScanResult,
} from '../../../shared/contract/scanning.ts';

export interface ScanHooks {
  signal?: AbortSignal;
  onProgress?: (progress: ScanProgress) => void;
  /** Called when the page is complete and synced; the next page waits until it has returned. */
  onPage?: (page: ScannedPage) => void | Promise<void>;
}

/**
 * One way to reach scanners. Pages go as files into a folder, so that whoever gathers them (one
 * letter, a batch) need not know where they came from.
 */
export interface ScanSource {
  readonly kind: Device['source'];
  listDevices(options?: { signal?: AbortSignal }): Promise<Device[]>;
  readCapabilities(device: string, options?: { signal?: AbortSignal }): Promise<Capabilities>;
  scan(request: ScanRequest, outDir: string, hooks?: ScanHooks): Promise<ScanResult>;
}
