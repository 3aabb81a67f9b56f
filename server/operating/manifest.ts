import { z } from 'zod';
import { Sha256 } from '../../shared/contract/values.ts';

export const MANIFEST = 'manifest.json';

/** What a backup holds, and the hash of each of its files; written last, so that a torn one has none. */
export const Manifest = z.strictObject({
  lontar: z.literal('backup'),
  version: z.literal(1),
  made: z.string(),
  /** The database's form; another Lontar's backup is restored by that Lontar. */
  form: z.int().min(1),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_]{1,60}$/),
      rows: z.int().min(0),
      sha256: Sha256,
    }),
  ),
  blobs: z.array(z.strictObject({ sha256: Sha256, bytes: z.int().min(0) })),
});
export type Manifest = z.infer<typeof Manifest>;

/** Within the backup's folder. */
export const tableFile = (name: string) => `${name}.ndjson.gz`;
export const blobFile = (sha256: string) => `blobs/${sha256.slice(0, 2)}/${sha256}`;

/** What is being done, and how far it is. */
export type Progress = (step: { what: string; done: number; total: number }) => void;
