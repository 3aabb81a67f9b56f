import { forget } from '../app/queries.ts';
import { flush, flushAnew } from './sending/queue.ts';
import { session } from './session.ts';

const POLL_MS = 30_000;

let source: EventSource | null = null;

/** Hears of changes as they happen, and asks now and then where that is not to be had. */
export function startLive(): void {
  const refresh = () => {
    forget('dispositions.see');
    void flush();
  };
  const connect = () => {
    source?.close();
    source = null;
    if (!session.get().me) return;
    source = new EventSource('/v1/live');
    // The first says where we are: what was missed in between is fetched as well.
    source.addEventListener('head', refresh);
  };
  setInterval(() => {
    if (document.visibilityState !== 'visible' || !session.get().me) return;
    if (source?.readyState === EventSource.OPEN) return;
    if (source === null || source.readyState === EventSource.CLOSED) connect();
    refresh();
  }, POLL_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    if (source?.readyState !== EventSource.OPEN) connect();
    refresh();
  });
  globalThis.addEventListener('online', () => {
    connect();
    void flushAnew();
  });
  // Beside what the first screen asks for, never before it.
  setTimeout(connect, 1500);
  let person = session.get().me?.person.person;
  session.listen(() => {
    const now = session.get().me?.person.person;
    if (now === person) return;
    person = now;
    connect();
    void flush();
  });
}
