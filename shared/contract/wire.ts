import type { WireError } from './error.ts';

/**
 * What main and the core say to each other. Inputs and outputs stay opaque here: the core parses an
 * input with the schema of its operation. Plain checks instead of zod, since main loads this before
 * its window shows.
 */
export type ToCore =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'cancel'; id: number }
  | ({ type: 'secret'; id: number } & Kept)
  | { type: 'close' };

export type FromCore =
  | { type: 'ready' }
  | { type: 'failed'; error: WireError }
  | { type: 'answer'; id: number; ok: true; value: unknown }
  | { type: 'answer'; id: number; ok: false; error: WireError }
  | { type: 'progress'; id: number; value: unknown }
  | { type: 'event'; name: string; payload: unknown }
  | ({ type: 'secret'; id: number } & SecretAsked);

/** What the core asks of the system's secret store, which main alone reaches. */
export type SecretAsked =
  | { wanted: 'seal'; text: string }
  /** What `seal` gave, on this computer and for this account. */
  | { wanted: 'open'; sealed: Uint8Array };

/**
 * What the store did: the sealed bytes, or the text that was sealed. `none`: there is no store, or it is
 * locked; `refused`: it is open and can't do this, so these bytes are not its own.
 */
export type Kept =
  | { ok: true; value: string | Uint8Array }
  | { ok: false; why: 'none' | 'refused' };

/** How a call ended, as it crosses from main into the window. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: WireError };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isWireError = (value: unknown): value is WireError =>
  isRecord(value) && typeof value.code === 'string' && isRecord(value.data);

const isSecret = (value: unknown): boolean =>
  typeof value === 'string' || value instanceof Uint8Array;

export function isToCore(message: unknown): message is ToCore {
  if (!isRecord(message)) return false;
  switch (message.type) {
    case 'call':
      return isId(message.id) && typeof message.name === 'string';
    case 'cancel':
      return isId(message.id);
    case 'secret':
      return (
        isId(message.id) &&
        (message.ok === true
          ? isSecret(message.value)
          : message.why === 'none' || message.why === 'refused')
      );
    default:
      return message.type === 'close';
  }
}

export function isFromCore(message: unknown): message is FromCore {
  if (!isRecord(message)) return false;
  switch (message.type) {
    case 'ready':
      return true;
    case 'failed':
      return isWireError(message.error);
    case 'answer':
      return isId(message.id) && (message.ok === true || isWireError(message.error));
    case 'progress':
      return isId(message.id);
    case 'secret':
      return (
        isId(message.id) &&
        (message.wanted === 'seal'
          ? typeof message.text === 'string'
          : message.wanted === 'open' && message.sealed instanceof Uint8Array)
      );
    default:
      return message.type === 'event' && typeof message.name === 'string';
  }
}
