import type { z } from 'zod';
import type { Changed, InputOf, OperationName, OutputOf } from '../../shared/contract/api.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Operation } from '../../shared/contract/operation.ts';
import type { webOperations } from '../../shared/contract/server/web.ts';
import type { windowOperations, WindowEvents } from '../../shared/contract/window.ts';

declare global {
  interface Window {
    lontar: Bridge;
  }
}

type WindowOperations = typeof windowOperations;
type WindowCall = keyof WindowOperations;
/** Of the page on a phone; the desk's window never asks them. */
type WebOperations = typeof webOperations;
type WebCall = keyof WebOperations;
export type CallName = OperationName | WindowCall | WebCall;

export type Asked<Name extends CallName> = Name extends OperationName
  ? InputOf<Name>
  : Name extends WindowCall
    ? z.input<WindowOperations[Name]['input']>
    : Name extends WebCall
      ? z.input<WebOperations[Name]['input']>
      : never;

export type Answer<Name extends CallName> = Name extends OperationName
  ? OutputOf<Name>
  : Name extends WindowCall
    ? WindowOperations[Name] extends Operation<z.ZodType, infer Output>
      ? Output
      : never
    : Name extends WebCall
      ? WebOperations[Name] extends Operation<z.ZodType, infer Output>
        ? Output
        : never
      : never;

interface AskOptions {
  signal?: AbortSignal | undefined;
  onProgress?: (value: unknown) => void;
}

/** Calls the core, or the window itself. Rejects with an error that has `code` and `data`. */
export function ask<Name extends CallName>(
  name: Name,
  input: Asked<Name>,
  { signal, onProgress }: AskOptions = {},
): Promise<Answer<Name>> {
  const options = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  return window.lontar.call(name, input, options) as Promise<Answer<Name>>;
}

export interface DeskEvents extends WindowEvents {
  changed: Changed['payload'];
}

export function listen<Name extends keyof DeskEvents>(
  name: Name,
  listener: (payload: DeskEvents[Name]) => void,
  signal: AbortSignal,
): void {
  window.lontar.on(name, (payload) => listener(payload as DeskEvents[Name]), { signal });
}
