import type { WireError } from '../../shared/contract/error.ts';

/** A refusal by the server's code; `web.offline` where nothing came back. */
export class Refusal extends Error {
  readonly code: string;
  readonly data: Record<string, unknown>;

  constructor({ code, data }: WireError) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

interface Sending {
  method?: 'GET' | 'POST';
  body?: unknown;
  /** Sent as it is, instead of a body in JSON. */
  file?: Blob;
  signal?: AbortSignal | undefined;
}

/** On a slow line an answer may take long; a line that is gone must not keep anybody waiting. */
const PATIENCE_MS = 30_000;
const FILE_PATIENCE_MS = 5 * 60_000;

let csrf = '';
let onSignedOut: () => void = () => undefined;

export const useToken = (token: string) => {
  csrf = token;
};
export const whenSignedOut = (listener: () => void) => {
  onSignedOut = listener;
};

export async function send<Answer>(path: string, sending: Sending = {}): Promise<Answer> {
  const { method = 'POST', body, file, signal } = sending;
  const patience = AbortSignal.timeout(file ? FILE_PATIENCE_MS : PATIENCE_MS);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      headers: {
        ...(method === 'POST' && { 'lontar-csrf': csrf }),
        ...(file
          ? { 'content-type': 'application/octet-stream' }
          : body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(file ? { body: file } : body !== undefined && { body: JSON.stringify(body) }),
    });
    text = await answer.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal({ code: 'web.offline', data: {} });
  }
  if (answer.ok) return (text === '' ? null : JSON.parse(text)) as Answer;
  const refusal = new Refusal(wireError(text));
  if (refusal.code === 'auth.needed') onSignedOut();
  throw refusal;
}

/** A proxy between may answer with a page of its own. */
function wireError(text: string): WireError {
  try {
    const { code, data } = JSON.parse(text) as Partial<WireError>;
    if (typeof code === 'string') return { code, data: data ?? {} };
  } catch {
    // Not ours: the server is out of reach behind whatever said this.
  }
  return { code: 'web.offline', data: {} };
}
