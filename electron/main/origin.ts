/** The one origin that a window of ours shows. */
export const SCHEME = 'lontar';
export const ORIGIN = `${SCHEME}://app`;
export const START = `${ORIGIN}/index.html`;

export function isOurs(url: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return protocol === `${SCHEME}:` && host === 'app';
  } catch {
    return false;
  }
}

/** As much of Electron's frame as the check of a sender reads. */
export interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the top frame of a window of ours, showing our own page, may call. */
export function isTrustedSender(frame: Frame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isOurs(frame.url);
}
