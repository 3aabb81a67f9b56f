import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the build puts the page (`scripts/vite.web.config.ts`). */
const built = fileURLToPath(new URL('../../out/web', import.meta.url));

/** Nothing but the page's own files runs or is shown; nobody frames it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const isPageBuilt = (root = built): boolean => existsSync(path.join(root, 'index.html'));

/** The page's files, as the build made them; a server whose page was not built serves all the rest. */
export async function serveFiles(app: FastifyInstance, root = built): Promise<void> {
  if (!isPageBuilt(root)) return;
  await app.register(files, {
    root,
    // Each file is a route of its own: no path from outside reaches the disk.
    wildcard: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, file) {
      // Names in this folder change with their content; all others are asked for anew.
      const fixed = path.basename(path.dirname(file)) === 'assets';
      reply.header('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.header('content-security-policy', POLICY);
      reply.header('cross-origin-opener-policy', 'same-origin');
      reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(self)');
    },
  });
}
