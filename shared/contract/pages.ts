import { z } from 'zod';
import { query } from './operation.ts';
import { Sha256 } from './values.ts';

/** A page's size in millimetres as a viewer shows it, that is after `/Rotate`. */
export interface PageSizeInMillimetres {
  width: number;
  height: number;
}

export const pageOperations = {
  /** The sizes of a document's pages, in order. */
  'pages.sizes': query<PageSizeInMillimetres[]>()(z.object({ sha256: Sha256 })),
  /** A page as a picture, cached by the document's hash. */
  'pages.picture': query<{ type: string; bytes: Uint8Array }>()(
    z.object({
      sha256: Sha256,
      page: z.int().min(1).max(100_000),
      /** Pixels across. */
      width: z.int().min(16).max(4000),
    }),
  ),
};
