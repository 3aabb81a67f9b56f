import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

/** The first screen is there by then. */
const AFTER_MS = 1500;

/**
 * A part that is loaded once it is wanted, and in any case when the window has nothing to do: a key that
 * follows the one that opens it must find it there.
 */
export function soon<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  // One that can't be loaded says so when it is wanted.
  const whenIdle = () => requestIdleCallback(() => void load().catch(() => undefined));
  setTimeout(whenIdle, AFTER_MS);
  return lazy(load);
}
