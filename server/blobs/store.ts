import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';

/** From the first to the last byte, both counted. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where blobs lie, each once under the SHA-256 of its bytes, and where uploads grow until they are whole.
 * Several servers may share one store. Names come from hashes and from ids of ours, never from outside.
 */
export interface BlobStore {
  /** Takes in the pieces of an upload, under the name that `uploadName` gives. */
  uploads: DataStore;
  uploadName(upload: string): string;
  /**
   * Puts a piece behind what an upload has, also what comes of it before `source` throws.
   * @returns where it ends, and the hash where the whole was seen to pass
   */
  append(
    upload: string,
    offset: number,
    source: AsyncIterable<Buffer>,
  ): Promise<{ end: number; sha256: string | null }>;
  /** Makes a whole upload's bytes last, and gives their SHA-256; `hashed`, where it is known already. */
  settle(upload: string, hashed: string | null): Promise<string>;
  /** The upload's bytes are those of `sha256`: from now on they are its blob. It lasts when this returns. */
  keep(upload: string, sha256: string): Promise<void>;
  /** Forgets an upload, where there still is one. */
  drop(upload: string): Promise<void>;
  /** Takes in a file from this machine, whose hash is known. It lasts when this returns. */
  take(file: string, sha256: string): Promise<void>;
  /** How many bytes the blob has; null: it is not here. */
  sizeOf(sha256: string): Promise<number | null>;
  /** Its bytes. Throws `blob.unknown`. */
  open(sha256: string, range?: ByteRange): Promise<Readable>;
  /** The file itself, where it lies on this machine; undefined: it has to be fetched by `open`. */
  pathOf?(sha256: string): string;
  list(): AsyncIterable<{ sha256: string; bytes: number }>;
  remove(sha256: string): Promise<void>;
}

export const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);
