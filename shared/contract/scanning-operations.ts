import { z } from 'zod';
import type { WireError } from './error.ts';
import type { PreparedDocument } from './letters.ts';
import { command, query } from './operation.ts';
import { type Capabilities, type Device, DeviceId, ScanRequest } from './scanning.ts';
import { Sha256 } from './values.ts';

export interface ImportAnswer {
  documents: PreparedDocument[];
  /** Files that could not be taken; the others are in. */
  refused: { file: string; error: WireError }[];
}

export interface ScanAnswer {
  /** Null where not a single page came. */
  document: PreparedDocument | null;
  /** What stopped the feed before its end; the pages before it are in the document. */
  stopped: WireError | null;
}

/** What a running scan reports: the page under the lamp, or the making of the document. */
export type ScanningProgress =
  | { step: 'page'; page: number; percent: number }
  | { step: 'kept'; page: number }
  | { step: 'document' };

export const scanningOperations = {
  'scanning.devices': query<Device[]>()(z.object({})),
  'scanning.capabilities': query<Capabilities>()(z.object({ device: DeviceId })),
  /** Scans into one document; the pages so far are kept when it is cancelled or fails. */
  'scanning.scan': command<ScanAnswer>()(ScanRequest),
  /** Each file becomes a document of its own, or all of them one. */
  'scanning.import': command<ImportAnswer>()(
    z.object({
      files: z.array(z.string().min(1).max(4096)).min(1).max(5000),
      together: z.boolean().default(false),
    }),
  ),
  /** Documents that are safely in, but belong to no letter yet. */
  'scanning.drafts': query<PreparedDocument[]>()(z.object({})),
  'scanning.discardDraft': command<null>()(z.object({ sha256: Sha256 })),
};
