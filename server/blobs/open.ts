import path from 'node:path';
import { LontarError } from '../../shared/contract/error.ts';
import type { Settings } from '../settings.ts';
import type { BlobStore } from './store.ts';

/** The store that `BLOBS_URL` names, else a folder among the data. Throws `server.settings`. */
export async function openBlobs({ blobs, data }: Settings): Promise<BlobStore> {
  // Either is large: only the one in use is loaded.
  if (blobs === undefined) {
    return (await import('./folder.ts')).openFolder(path.join(data, 'blobs'));
  }
  return (await import('./s3.ts')).openS3(placeOf(blobs));
}

function placeOf(url: string) {
  const refuse = () => new LontarError('server.settings', { names: ['BLOBS_URL'] });
  if (!URL.canParse(url)) throw refuse();
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  const prefix = pathname.split('/').filter(Boolean).join('/');
  const endpoint = searchParams.get('endpoint') ?? undefined;
  if (protocol !== 's3:' || hostname === '') throw refuse();
  if (endpoint !== undefined && !/^https?:\/\//.test(endpoint)) throw refuse();
  return {
    bucket: hostname,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint,
    region: searchParams.get('region') ?? process.env.AWS_REGION ?? 'us-east-1',
  };
}
