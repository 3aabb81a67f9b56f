import path from 'node:path';

/**
 * Where the file of a URL's path lies; undefined for what is outside `folder`.
 * @param pathname as in a URL, percent-encoded
 */
export function fileFor(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const file = path.resolve(folder, `.${decoded}`);
  return file.startsWith(folder + path.sep) ? file : undefined;
}

/** What a picture is asked of the core by. */
export type PictureRequest =
  | { name: 'pages.picture'; input: { sha256: string; page: number; width: number } }
  | {
      name: 'batches.picture';
      input: { batch: string; page: number; version: string; width: number };
    };

/**
 * `lontar://app/page/<sha256>/<page>?width=<px>`, or of a page that is not in a document yet
 * `lontar://app/batch/<id>/<page>/<clean|raw>/<view>?width=<px>`, where the view is another whenever the
 * picture is; undefined for anything else.
 */
export function pictureRequest(url: URL): PictureRequest | undefined {
  const digits = /^[1-9]\d{0,4}$/.exec(url.searchParams.get('width') ?? '');
  if (digits === null) return undefined;
  const width = Number(digits[0]);
  const ofPage = /^\/page\/([0-9a-f]{64})\/([1-9]\d{0,5})$/.exec(url.pathname);
  if (ofPage) {
    const [, sha256 = '', page] = ofPage;
    return { name: 'pages.picture', input: { sha256, page: Number(page), width } };
  }
  const ofBatch = /^\/batch\/([0-9a-f-]{36})\/([1-9]\d{0,4})\/(clean|raw)\/[0-9a-z-]{1,60}$/.exec(
    url.pathname,
  );
  if (!ofBatch) return undefined;
  const [, batch = '', page, version = ''] = ofBatch;
  return { name: 'batches.picture', input: { batch, page: Number(page), version, width } };
}
