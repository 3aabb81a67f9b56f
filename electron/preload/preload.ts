import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron';
import type { Outcome } from '../../shared/contract/wire.ts';
import { adaptBridge } from './adapt-bridge.ts';
import { askAhead } from './ask-ahead.ts';
import type { RawBridge } from './adapt-bridge.ts';

/** Runs in its own world: what it hands over is copied, and functions become proxies. */
const progressListeners = new Map<number, (value: unknown) => void>();
ipcRenderer.on('lontar:progress', (_event, id: number, value: unknown) => {
  progressListeners.get(id)?.(value);
});

const eventListeners = new Map<number, { name: string; listener: (payload: unknown) => void }>();
ipcRenderer.on('lontar:event', (_event, name: string, payload: unknown) => {
  if (name === 'changed') ahead.forget();
  for (const entry of eventListeners.values()) if (entry.name === name) entry.listener(payload);
});

const ahead = askAhead(remembered(), (id, name, input) =>
  ipcRenderer.invoke('lontar:call', id, name, input),
);

/** A page that is not ours has no memory that could be read. */
function remembered(): string | null {
  try {
    return localStorage.getItem('lontar.ahead');
  } catch {
    return null;
  }
}

async function invoke(...[id, name, input, onProgress]: Parameters<RawBridge['call']>) {
  if (onProgress !== undefined) progressListeners.set(id, onProgress);
  try {
    return (await ipcRenderer.invoke('lontar:call', id, name, input)) as Outcome;
  } finally {
    progressListeners.delete(id);
  }
}

const raw: RawBridge = {
  // Sent before this returns: a cancel that follows must find it.
  call(...call) {
    const early = ahead.take(call[1], call[2]);
    if (early === undefined) return invoke(...call);
    return early.then(
      (outcome) => (outcome.ok ? outcome : invoke(...call)),
      () => invoke(...call),
    );
  },
  cancel: (id) => ipcRenderer.send('lontar:cancel', id),
  on: (id, name, listener) => void eventListeners.set(id, { name, listener }),
  off: (id) => void eventListeners.delete(id),
  pathOf: webUtils === undefined ? undefined : (file) => webUtils.getPathForFile(file as File),
};

/**
 * An `AbortSignal`, and an error's `code`, do not survive the way between the two worlds. So the
 * bridge itself is made in the page's world, around plain functions, before any script of the page.
 */
const { executeInMainWorld } = contextBridge as Partial<typeof contextBridge>;
if (executeInMainWorld === undefined) {
  // Electron before 35: the functions pass under a name of their own.
  contextBridge.exposeInMainWorld('lontarRaw', raw);
  void webFrame.executeJavaScript(`(${String(adaptBridge)})(window.lontarRaw)`);
} else {
  executeInMainWorld({ func: adaptBridge, args: [raw] });
}
