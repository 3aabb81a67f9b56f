import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import { queries, query } from '../app/queries.ts';
import { listenToKeys } from '../app/shortcuts.tsx';
import { bridge, startPictures } from './bridge.ts';
import { startLive } from './live.ts';
import { Page } from './Page.tsx';
import { placeOf } from './places.ts';
import { flush } from './sending/queue.ts';
import { session, startSession } from './session.ts';
import { startPageWords } from './words.ts';
// After what it makes larger.
import './web.css';

window.lontar = bridge;
startPageWords();
startPictures();
listenToKeys(new AbortController().signal);

globalThis.addEventListener('hashchange', () => window.scrollTo(0, 0));

const known = startSession();
// What the first screen shows is on its way while React is still getting ready.
if (session.get().me) {
  const place = placeOf(location.hash);
  if (place.name === 'letter') {
    void queries.prefetchQuery(query('letters.get', { letter: place.letter }));
    void queries.prefetchQuery(query('office.get', {}));
  } else void queries.prefetchQuery(query('web.inbox', {}));
}
createRoot(document.getElementById('page')!).render(
  <QueryClientProvider client={queries}>
    <Page />
  </QueryClientProvider>,
);
void known.then(() => flush());
startLive();
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // After the first letter: it fetches the shell once more, for when there is no line.
  setTimeout(
    () => void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined),
    4000,
  );
}
