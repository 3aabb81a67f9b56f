import type { Bridge } from '../../shared/contract/bridge.ts';
import type { Outcome } from '../../shared/contract/wire.ts';

/** What passes between the preload's world and the page's: plain values and functions. */
export interface RawBridge {
  call(
    id: number,
    name: string,
    input: unknown,
    onProgress: ((value: unknown) => void) | undefined,
  ): Promise<Outcome>;
  cancel(id: number): void;
  on(id: number, name: string, listener: (payload: unknown) => void): void;
  off(id: number): void;
  /** Undefined where a `File` itself has its path (Electron before 32). */
  pathOf: ((file: unknown) => string) | undefined;
}

/** Makes `window.lontar`. Runs in the page's world by its source alone: it may use nothing outside itself. */
export function adaptBridge(raw: RawBridge): void {
  let nextId = 1;
  const bridge: Bridge = {
    async call(name, input, { signal, onProgress } = {}) {
      const id = nextId;
      nextId += 1;
      const cancel = () => raw.cancel(id);
      const going = raw.call(id, name, input, onProgress);
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
      try {
        const outcome = await going;
        if (outcome.ok) return outcome.value;
        const { code, data } = outcome.error;
        throw Object.assign(new Error(code), { name: 'LontarError', code, data });
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    on(event, listener, { signal } = {}) {
      if (signal?.aborted) return;
      const id = nextId;
      nextId += 1;
      raw.on(id, event, listener);
      signal?.addEventListener('abort', () => raw.off(id), { once: true });
    },
    pathOf(file) {
      if (!(file instanceof File)) return '';
      return raw.pathOf?.(file) ?? (file as File & { path?: string }).path ?? '';
    },
  };
  Object.defineProperty(window, 'lontar', { value: Object.freeze(bridge), enumerable: true });
}
