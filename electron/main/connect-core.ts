import { LontarError } from '../../shared/contract/error.ts';
import type { WireError } from '../../shared/contract/error.ts';
import type { FromCore, Kept, SecretAsked } from '../../shared/contract/wire.ts';
import type { CoreOptions, CoreProcess, CoreStarter, Exit } from './core-starter/core-starter.ts';

interface Call {
  resolve(value: unknown): void;
  reject(error: Error): void;
  progress: ((value: unknown) => void) | undefined;
}

export interface CoreConnection {
  /**
   * Errors: the core's own; `core.gone` when the core died, also before the call; whatever kept the
   * core from opening its archive.
   */
  call(
    name: string,
    input: unknown,
    context?: { signal?: AbortSignal; progress?: (value: unknown) => void },
  ): Promise<unknown>;
  /** Starts the core anew after it died or failed; does nothing while it lives. */
  restart(): Promise<void>;
  /** Lets the core close its archive and end; kills it when that takes too long. */
  stop(): Promise<void>;
  readonly pid: number | undefined;
}

/** Longer than the core allows itself for closing. */
const STOPPING_MS = 12_000;

const asError = ({ code, data }: WireError) => new LontarError(code, data);

/**
 * Starts the core and keeps the calls to it. A core that dies is announced (`core.died`) and never
 * restarted in silence: a person decides, after they saw what happened.
 * @param secrets the system's secret store, for this core alone
 */
export function connectCore(
  starter: CoreStarter,
  options: CoreOptions,
  announce: (name: string, payload: unknown) => void,
  secrets: (asked: SecretAsked) => Promise<Kept>,
): CoreConnection {
  const calls = new Map<number, Call>();
  let nextId = 1;
  let stopping = false;
  let alive = false;
  let failed = false;
  let pid: number | undefined;
  let ended: Promise<void> = Promise.resolve();
  let starting = start();

  async function start(): Promise<CoreProcess> {
    alive = true;
    failed = false;
    const core = await starter.start(options).catch((error: unknown) => {
      alive = false;
      throw error;
    });
    pid = core.pid;
    core.onMessage((message) => {
      if (message.type === 'secret') void keep(core, message);
      else receive(message);
    });
    ended = new Promise((resolve) => {
      core.onExit((exit) => {
        lose(exit);
        resolve();
      });
    });
    return core;
  }

  function lose(exit: Exit) {
    alive = false;
    for (const waiting of calls.values()) waiting.reject(new LontarError('core.gone', { ...exit }));
    calls.clear();
    if (!stopping) announce('core.died', exit);
  }

  async function keep(core: CoreProcess, { id, ...asked }: SecretAsked & { id: number }) {
    const kept = await secrets(asked).catch((): Kept => ({ ok: false, why: 'none' }));
    core.send({ type: 'secret', id, ...kept });
  }

  function receive(message: Exclude<FromCore, { type: 'secret' }>) {
    switch (message.type) {
      case 'answer': {
        const answered = calls.get(message.id);
        calls.delete(message.id);
        if (message.ok) answered?.resolve(message.value);
        else answered?.reject(asError(message.error));
        break;
      }
      case 'progress':
        calls.get(message.id)?.progress?.(message.value);
        break;
      case 'event':
        announce(message.name, message.payload);
        break;
      case 'failed':
        failed = true;
        announce('core.failed', message.error);
        break;
      default:
        announce('core.ready', null);
    }
  }

  async function call(
    name: string,
    input: unknown,
    { signal, progress }: Parameters<CoreConnection['call']>[2] = {},
  ) {
    const core = await starting;
    if (!alive) throw new LontarError('core.gone', {});
    const id = nextId;
    nextId += 1;
    const cancel = () => core.send({ type: 'cancel', id });
    try {
      return await new Promise((resolve, reject) => {
        calls.set(id, { resolve, reject, progress });
        core.send({ type: 'call', id, name, input });
        if (signal?.aborted) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async function end() {
    const core = await starting.catch(() => undefined);
    if (!alive || core === undefined) return;
    core.send({ type: 'close' });
    const late = setTimeout(() => core.kill(), STOPPING_MS);
    await ended;
    clearTimeout(late);
  }

  // A core that could not even be started answers each call with the reason.
  starting.catch(() => undefined);

  return {
    call,
    async restart() {
      if (alive && !failed) return;
      stopping = true;
      await end();
      stopping = false;
      starting = start();
      await starting;
    },
    async stop() {
      stopping = true;
      await end();
    },
    get pid() {
      return alive ? pid : undefined;
    },
  };
}
