import type { WireError } from './error.ts';

/**
 * What main and the core say to each other. Inputs and outputs stay opaque here: the core parses an
 * input with the schema of its operation. Plain checks instead of zod, since main loads this before
 * its window shows.
 */
export type ToCore =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'cancel'; id: number }
  | { type: 'close' };

export type FromCore =
  | { type: 'ready' }
  | { type: 'failed'; error: WireError }
  | { type: 'answer'; id: number; ok: true; value: unknown }
  | { type: 'answer'; id: number; ok: false; error: WireError }
  | { type: 'progress'; id: number; value: unknown }
  | { type: 'event'; name: string; payload: unknown };

/** How a call ended, as it crosses from main into the window. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: WireError };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isWireError = (value: unknown): value is WireError =>
  isRecord(value) && typeof value.code === 'string' && isRecord(value.data);

export function isToCore(message: unknown): message is ToCore {
  if (!isRecord(message)) return false;
  switch (message.type) {
    case 'call':
      return isId(message.id) && typeof message.name === 'string';
    case 'cancel':
      return isId(message.id);
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
    default:
      return message.type === 'event' && typeof message.name === 'string';
  }
}
