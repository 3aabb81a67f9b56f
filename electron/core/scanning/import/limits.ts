/** What a file may ask of the machine before it is refused. */
export interface ImportLimits {
  /** Bytes of one file. */
  fileBytes: number;
  /** Pixels of one side of a picture. */
  side: number;
  /** Pixels of one picture. */
  pixels: number;
  /** Pixels of a picture whose coding must be held whole in memory (progressive, interlaced). */
  heldPixels: number;
  /** Pages of one document. */
  pages: number;
  /** Seconds for decoding one picture. */
  decodeSeconds: number;
}

export const IMPORT_LIMITS: ImportLimits = {
  fileBytes: 500 * 1024 * 1024,
  side: 20_000,
  pixels: 400_000_000,
  heldPixels: 100_000_000,
  pages: 5_000,
  decodeSeconds: 60,
};
