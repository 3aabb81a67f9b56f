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

export interface PictureRequest {
  sha256: string;
  page: number;
  /** Pixels. */
  width: number;
}

/** `lontar://app/page/<sha256>/<page>?width=<px>`; undefined for anything else. */
export function pictureRequest(url: URL): PictureRequest | undefined {
  const match = /^\/page\/([0-9a-f]{64})\/([1-9]\d{0,5})$/.exec(url.pathname);
  const width = /^[1-9]\d{0,4}$/.exec(url.searchParams.get('width') ?? '');
  if (match === null || width === null) return undefined;
  return { sha256: match[1] ?? '', page: Number(match[2]), width: Number(width[0]) };
}
