/** As much of the DOM's AbortSignal as a call needs; `shared` knows no DOM. */
interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * The one bridge between a window and the rest: `window.lontar` on the desk.
 *
 * A refused call rejects with an `Error` that has `code` (stable) and `data` (what explains it).
 */
export interface Bridge {
  /** Calls an operation: of the core, or of the window itself (`window.*`, contract/window.ts). */
  call(
    name: string,
    input: unknown,
    options?: { signal?: Signal; onProgress?: (value: unknown) => void },
  ): Promise<unknown>;
  /** Listens to an event until the signal is aborted. */
  on(event: string, listener: (payload: unknown) => void, options?: { signal?: Signal }): void;
  /** The path of a file that a person dropped or chose, `''` if it has none. */
  pathOf(file: unknown): string;
}
