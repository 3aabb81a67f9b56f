import { ipcMain } from 'electron';
import type { WebContents } from 'electron';
import { toWireError } from '../../shared/contract/error.ts';
import type { Outcome } from '../../shared/contract/wire.ts';
import { isTrustedSender } from './origin.ts';

export type Answerer = (
  name: string,
  input: unknown,
  context: { signal: AbortSignal; progress: (value: unknown) => void },
) => Promise<unknown>;

/**
 * The only place that listens to a window: `lontar:call` and `lontar:cancel` in, `lontar:progress`
 * and `lontar:event` out. Whoever is not our own page's top frame is refused.
 */
export function openChannel(answer: Answerer): void {
  const calls = new Map<string, AbortController>();
  const watched = new WeakSet<WebContents>();

  /** What a page asked for has no one to go to once it is reloaded or closed. */
  function abandonWith(contents: WebContents) {
    if (watched.has(contents)) return;
    watched.add(contents);
    const abandon = () => {
      for (const [key, controller] of calls) {
        if (key.startsWith(`${contents.id}:`)) controller.abort();
      }
    };
    contents.on('did-navigate', abandon);
    contents.once('destroyed', abandon);
    contents.on('render-process-gone', abandon);
  }

  ipcMain.handle('lontar:call', async (event, id: unknown, name: unknown, input: unknown) => {
    if (!isTrustedSender(event.senderFrame)) throw new Error('sender.refused');
    if (!Number.isSafeInteger(id) || typeof name !== 'string') throw new Error('call.malformed');
    const { sender } = event;
    abandonWith(sender);
    const key = `${sender.id}:${String(id)}`;
    const controller = new AbortController();
    calls.set(key, controller);
    try {
      const value = await answer(name, input, {
        signal: controller.signal,
        progress: (step) => {
          if (!sender.isDestroyed()) sender.send('lontar:progress', id, step);
        },
      });
      return { ok: true, value } satisfies Outcome;
    } catch (error) {
      return { ok: false, error: toWireError(error) } satisfies Outcome;
    } finally {
      calls.delete(key);
    }
  });

  ipcMain.on('lontar:cancel', (event, id: unknown) => {
    if (!isTrustedSender(event.senderFrame)) return;
    calls.get(`${event.sender.id}:${String(id)}`)?.abort();
  });
}
