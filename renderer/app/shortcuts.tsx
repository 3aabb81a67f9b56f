import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { actionsFor, belongsTo, nameOfKey, type Action, type Control } from './keys.ts';

interface Listener {
  action: Action;
  layer: number;
  run: (event: KeyboardEvent) => void;
}

/** In the order in which they were put up: the newest answers first. */
const listeners: Listener[] = [];
const layers: number[] = [];
const Layer = createContext(0);

const writes = new Set(['text', 'search', 'number', 'password', 'email', 'url', 'tel']);

function controlOf(target: EventTarget | null): Control {
  if (target instanceof HTMLTextAreaElement) return 'text';
  if (target instanceof HTMLInputElement) return writes.has(target.type) ? 'text' : 'choice';
  if (target instanceof HTMLSelectElement) return 'choice';
  return target instanceof HTMLElement && target.matches('button, summary') ? 'button' : null;
}

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const name = nameOfKey(event);
  if (belongsTo(controlOf(event.target), name)) return;
  const wanted = actionsFor(name);
  const top = Math.max(0, ...layers);
  const found = listeners.findLast(({ action, layer }) => layer === top && wanted.includes(action));
  if (!found) return;
  event.preventDefault();
  found.run(event);
}

export function listenToKeys(signal: AbortSignal): void {
  window.addEventListener('keydown', press, { signal });
}

/** What a key of the list does while this is on the screen. `null`: nothing now. */
export function useAction(action: Action, run: ((event: KeyboardEvent) => void) | null): void {
  const layer = useContext(Layer);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const active = run !== null;
  useEffect(() => {
    if (!active) return undefined;
    const listener: Listener = { action, layer, run: (event) => latest.current?.(event) };
    listeners.push(listener);
    return () => void listeners.splice(listeners.indexOf(listener), 1);
  }, [action, layer, active]);
}

/** A dialog: while it is open only its own keys work. */
export function KeyLayer({ children }: { children: ReactNode }) {
  const layer = useContext(Layer) + 1;
  useEffect(() => {
    layers.push(layer);
    return () => void layers.splice(layers.indexOf(layer), 1);
  }, [layer]);
  return <Layer value={layer}>{children}</Layer>;
}
