import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface KoaContext {
  method: string;
  path: string;
  query: Record<string, string>;
  status: number;
  type: string;
  body: unknown;
}
type Middleware = (context: KoaContext, next: () => Promise<void>) => Promise<void>;
interface S3rver {
  middleware: Middleware[];
  run(): Promise<{ address: string; port: number }>;
  close(done: (error?: Error) => void): void;
}

/** A real S3 peer on a free port, its objects in a folder that goes with it. */
export async function startS3(bucket = 'lontar') {
  const Peer = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver;
  const directory = mkdtempSync(path.join(tmpdir(), 'lontar-s3-'));
  const configureBuckets = [{ name: bucket }];
  const options = { port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets };
  const peer = new Peer(options);
  peer.middleware.unshift(listParts(directory));
  const { port } = await peer.run();
  // s3rver's own accounts.
  process.env.AWS_ACCESS_KEY_ID = 'S3RVER';
  process.env.AWS_SECRET_ACCESS_KEY = 'S3RVER';
  return {
    url: `s3://${bucket}/kantor/a?endpoint=${encodeURIComponent(`http://127.0.0.1:${port}`)}&region=us-east-1`,
    /** The keys of all objects. */
    keys: () =>
      readdirSync(path.join(directory, bucket), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('._S3rver_object'))
        .map((name) => name.replace(/\._S3rver_object$/, '')),
    async stop() {
      await new Promise<void>((resolve, reject) =>
        peer.close((error) => (error ? reject(error) : resolve())),
      );
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** ListParts and AbortMultipartUpload, which every store has but s3rver: read from its own folder. */
function listParts(directory: string): Middleware {
  return async (context, next) => {
    const { uploadId } = context.query;
    if (uploadId === undefined || !['GET', 'DELETE'].includes(context.method)) return next();
    const bucket = context.path.split('/')[1]!;
    const folder = path.join(directory, bucket, '._S3rver_uploads', path.basename(uploadId));
    context.type = 'application/xml';
    if (!existsSync(folder)) {
      context.status = 404;
      context.body = '<?xml version="1.0"?><Error><Code>NoSuchUpload</Code></Error>';
      return;
    }
    if (context.method === 'DELETE') {
      rmSync(folder, { recursive: true });
      context.status = 204;
      return;
    }
    const parts = readdirSync(folder)
      .filter((name) => /^\d+$/.test(name) && existsSync(path.join(folder, `${name}.md5`)))
      .map((name) => {
        const tag = readFileSync(path.join(folder, `${name}.md5`), 'utf8');
        const size = statSync(path.join(folder, name)).size;
        return `<Part><PartNumber>${name}</PartNumber><ETag>"${tag}"</ETag><Size>${size}</Size></Part>`;
      });
    context.status = 200;
    context.body = `<?xml version="1.0"?><ListPartsResult><IsTruncated>false</IsTruncated>${parts.join('')}</ListPartsResult>`;
  };
}
