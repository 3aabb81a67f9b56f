import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { S3 } from '@aws-sdk/client-s3';
import { S3Store } from '@tus/s3-store';
import { LontarError } from '../../shared/contract/error.ts';
import { type BlobStore, isHash } from './store.ts';

/** Where in which store: from `s3://bucket/prefix?endpoint=…&region=…`. */
export interface S3Place {
  bucket: string;
  /** Empty, or ended by a slash. */
  prefix: string;
  endpoint: string | undefined;
  region: string;
}

/** Any store that speaks S3; who we are there is told by the usual AWS variables. */
export function openS3({ bucket, prefix, endpoint, region }: S3Place): BlobStore {
  const config = {
    region,
    // Names of buckets in host names need a wildcard certificate, which few own stores have.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    // Checksums of the SDK's own are unknown to many stores; we compare SHA-256 ourselves.
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
  };
  const s3 = new S3(config);
  const uploadName = (upload: string) => `${prefix}uploads/${upload}`;
  const keyOf = (sha256: string) => `${prefix}blobs/${sha256.slice(0, 2)}/${sha256}`;
  const at = (Key: string) => ({ Bucket: bucket, Key });
  // What is old is found in our own table: the store itself would go through the whole bucket.
  const uploads = new S3Store({ s3ClientConfig: { ...config, bucket }, useTags: false });
  const sizeAt = async (key: string): Promise<number | null> => {
    try {
      return (await s3.headObject(at(key))).ContentLength ?? 0;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  return {
    uploads,
    uploadName,
    async append(upload, offset, source) {
      let failed: { error: unknown } | undefined;
      // What came before it failed is kept, which the store would not do of a stream that does.
      async function* received() {
        try {
          yield* source;
        } catch (error) {
          failed = { error };
        }
      }
      const bytes = Readable.from(received(), { objectMode: false });
      const end = await uploads.write(bytes, uploadName(upload), offset);
      if (failed) throw failed.error;
      return { end, sha256: null };
    },
    async settle(upload) {
      const name = uploadName(upload);
      // A server that ended between the last part and putting all parts together left the latter to us.
      if ((await sizeAt(name)) === null) {
        const { offset } = await uploads.getUpload(name);
        await uploads.write(Readable.from([]), name, offset);
      }
      const { Body } = await s3.getObject(at(name));
      const digest = createHash('sha256');
      for await (const chunk of Body as Readable) digest.update(chunk as Buffer);
      return digest.digest('hex');
    },
    async keep(upload, sha256) {
      const source = uploadName(upload);
      const CopySource = `${bucket}/${source.split('/').map(encodeURIComponent).join('/')}`;
      await s3.copyObject({ ...at(keyOf(sha256)), CopySource });
      const [before, after] = [await sizeAt(source), await sizeAt(keyOf(sha256))];
      if (before !== after) throw new LontarError('disk.failed', { path: keyOf(sha256) });
      await forget(upload);
    },
    async drop(upload) {
      // Parts that were never put together go with the upload itself.
      await uploads.remove(uploadName(upload)).catch(() => undefined);
      await forget(upload);
    },
    async take(file, sha256) {
      const { size } = await stat(file);
      await s3.putObject({
        ...at(keyOf(sha256)),
        Body: createReadStream(file),
        ContentLength: size,
      });
    },
    sizeOf: (sha256) => sizeAt(keyOf(sha256)),
    async open(sha256, range) {
      try {
        const Range = range && `bytes=${range.start}-${range.end}`;
        const { Body } = await s3.getObject({ ...at(keyOf(sha256)), ...(Range && { Range }) });
        return Body as Readable;
      } catch (error) {
        if (isMissing(error)) throw new LontarError('blob.unknown', { sha256 });
        throw error;
      }
    },
    async *list() {
      let after: string | undefined;
      do {
        const page = await s3.listObjectsV2({
          Bucket: bucket,
          Prefix: `${prefix}blobs/`,
          ...(after !== undefined && { ContinuationToken: after }),
        });
        for (const { Key = '', Size = 0 } of page.Contents ?? []) {
          const sha256 = Key.slice(Key.lastIndexOf('/') + 1);
          if (isHash(sha256)) yield { sha256, bytes: Size };
        }
        after = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (after !== undefined);
    },
    async remove(sha256) {
      await s3.deleteObject(at(keyOf(sha256)));
    },
  };

  async function forget(upload: string): Promise<void> {
    const name = uploadName(upload);
    for (const key of [name, `${name}.info`, `${name}.part`]) await s3.deleteObject(at(key));
  }
}

const isMissing = (error: unknown) =>
  ['NotFound', 'NoSuchKey'].includes((error as { name?: string } | null)?.name ?? '');
