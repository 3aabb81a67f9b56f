import { LontarError, toWireError } from '../../shared/contract/error.ts';
import { isToCore } from '../../shared/contract/wire.ts';
import type { FromCore, ToCore } from '../../shared/contract/wire.ts';

/** As much of the core as its host needs. */
export interface HostedCore {
  call(
    name: string,
    input: unknown,
    context?: { signal?: AbortSignal; progress?: (value: unknown) => void },
  ): Promise<unknown>;
  on(listener: (event: { name: string; payload: unknown }) => void): () => void;
  close(): Promise<void>;
}

/** The other end: the main process of Electron. */
export interface Parent {
  send(message: FromCore): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The parent is gone, crashed or not. */
  onGone(listener: () => void): void;
}

interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** Closing takes one checkpoint of the database; a core that hangs longer must not outlive its window. */
const CLOSING_MS = 10_000;

/** The parent of this process: by `utilityProcess` or by `child_process.fork`. */
export function parentOf(current: NodeJS.Process): Parent {
  const port = (current as unknown as { parentPort?: ParentPort | null }).parentPort;
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      onGone: (listener) => port.on('close', listener),
    };
  }
  if (!current.send) throw new Error('the core is started by the app, not by hand');
  return {
    // After a disconnect there is no one left to tell.
    send: (message) => void (current.connected && current.send?.(message)),
    onMessage: (listener) => void current.on('message', listener),
    onGone: (listener) => void current.once('disconnect', listener),
  };
}

/**
 * Opens a core and answers the parent's calls until the parent says `close` or is gone; then closes
 * the core and calls `exit`. Calls that come while it opens wait for it. A core that can't be opened
 * says `failed`, and answers every call with the same error.
 */
export function hostCore(
  parent: Parent,
  open: () => Promise<HostedCore>,
  exit: (code: number) => void,
): void {
  const calls = new Map<number, AbortController>();
  const opening = open();
  opening.then(
    (core) => {
      core.on(({ name, payload }) => parent.send({ type: 'event', name, payload }));
      parent.send({ type: 'ready' });
    },
    (error: unknown) => parent.send({ type: 'failed', error: toWireError(error) }),
  );

  async function answer({ id, name, input }: Extract<ToCore, { type: 'call' }>) {
    const controller = new AbortController();
    calls.set(id, controller);
    try {
      const core = await opening;
      // Cancelled while the archive was opening.
      if (controller.signal.aborted) throw new LontarError('call.cancelled', { name });
      const progress = (value: unknown) => parent.send({ type: 'progress', id, value });
      const value = await core.call(name, input, { signal: controller.signal, progress });
      parent.send({ type: 'answer', id, ok: true, value });
    } catch (error) {
      parent.send({ type: 'answer', id, ok: false, error: toWireError(error) });
    } finally {
      calls.delete(id);
    }
  }

  let ending = false;
  async function end() {
    if (ending) return;
    ending = true;
    setTimeout(() => exit(1), CLOSING_MS).unref();
    for (const controller of calls.values()) controller.abort();
    const core = await opening.catch(() => undefined);
    await core?.close();
    exit(0);
  }

  parent.onMessage((message) => {
    if (!isToCore(message)) return;
    if (message.type === 'call') void answer(message);
    else if (message.type === 'cancel') calls.get(message.id)?.abort();
    else if (message.type === 'close') void end();
  });
  parent.onGone(() => void end());
}
