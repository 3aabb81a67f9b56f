import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron';
import { adaptBridge } from './adapt-bridge.ts';
import type { RawBridge } from './adapt-bridge.ts';

/** Runs in its own world: what it hands over is copied, and functions become proxies. */
const progressListeners = new Map<number, (value: unknown) => void>();
ipcRenderer.on('lontar:progress', (_event, id: number, value: unknown) => {
  progressListeners.get(id)?.(value);
});

const eventListeners = new Map<number, { name: string; listener: (payload: unknown) => void }>();
ipcRenderer.on('lontar:event', (_event, name: string, payload: unknown) => {
  for (const entry of eventListeners.values()) if (entry.name === name) entry.listener(payload);
});

const raw: RawBridge = {
  async call(id, name, input, onProgress) {
    if (onProgress !== undefined) progressListeners.set(id, onProgress);
    try {
      return await ipcRenderer.invoke('lontar:call', id, name, input);
    } finally {
      progressListeners.delete(id);
    }
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
