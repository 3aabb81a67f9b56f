import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { LontarError } from '../../shared/contract/error.ts';
import { fileFor, pictureRequest } from './app-urls.ts';
import type { PictureRequest } from './app-urls.ts';
import { SCHEME, isOurs } from './origin.ts';

/**
 * Everything comes from our own origin; nothing is inline, nothing evaluated, nothing framed. Styles
 * set by script (positions in virtual lists) go through the CSSOM, which needs no exception.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.wasm': 'application/wasm',
};

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
};

/** A picture is named by its document's hash, or by a text of its own, so it never changes. */
const FOREVER = 'private, max-age=31536000, immutable';

/** Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const status = (code: number) => new Response(null, { status: code, headers: HEADERS });

async function serveFile(folder: string, pathname: string): Promise<Response> {
  const file = fileFor(folder, pathname);
  if (file === undefined) return status(404);
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return status(404);
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  return new Response(bytes, { headers: { ...HEADERS, 'Content-Type': type } });
}

const isPicture = (value: unknown): value is { type: string; bytes: Uint8Array<ArrayBuffer> } =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  (value.type === 'image/png' || value.type === 'image/jpeg' || value.type === 'image/webp') &&
  'bytes' in value &&
  value.bytes instanceof Uint8Array;

/** Serves the renderer's files, and pictures of pages, drawn by the core. */
export function serveApp(
  folder: string,
  picture: (request: PictureRequest, signal: AbortSignal) => Promise<unknown>,
): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (!isOurs(request.url) || request.method !== 'GET') return status(403);
    const wanted = pictureRequest(url);
    if (wanted === undefined) return serveFile(folder, url.pathname);
    try {
      const drawn = await picture(wanted, request.signal);
      if (!isPicture(drawn)) throw new LontarError('pages.noPicture');
      return new Response(drawn.bytes, {
        headers: { ...HEADERS, 'Content-Type': drawn.type, 'Cache-Control': FOREVER },
      });
    } catch (error) {
      // The code explains a picture that stays empty; the viewer asks the core for the words.
      const code = error instanceof LontarError ? error.code : 'internal';
      return new Response(code, { status: 404, headers: HEADERS });
    }
  });
}
