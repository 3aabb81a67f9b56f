/** What a desk signs of a request, so that it can't be changed, moved or sent twice. */
export interface SignedRequest {
  method: string;
  /** With its query, as sent. */
  path: string;
  /** SHA-256 of the body in hexadecimal digits; `*` for an upload's parts, whose whole is checked. */
  body: string;
  /** Grows with every request of a desk. */
  counter: number;
}

export function signedText({ method, path, body, counter }: SignedRequest): string {
  return `${method}\n${path}\n${body}\n${counter}`;
}

/** What a desk signs of its chain: the hash of its newest fact, and so of all before it. */
export const signedChain = (hash: string) => `lontar chain\n${hash}`;

export const signatureHeaders = {
  device: 'lontar-device',
  counter: 'lontar-counter',
  signature: 'lontar-signature',
} as const;
