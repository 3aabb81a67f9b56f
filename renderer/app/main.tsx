import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import { listen } from './api.ts';
import { agendaView } from '../features/letters/agenda-view.ts';
import { agendaList } from '../features/letters/useAgenda.ts';
import { Desk } from './Desk.tsx';
import { forget, queries, query } from './queries.ts';
import { listenToKeys } from './shortcuts.tsx';
import { startWords } from './words.ts';

askAhead();
startWords();
const { signal } = new AbortController();
listenToKeys(signal);
listen('changed', ({ operation }) => forget(operation), signal);
createRoot(document.getElementById('desk')!).render(
  <QueryClientProvider client={queries}>
    <Desk />
  </QueryClientProvider>,
);

/** What the first screen shows is on its way while React is still getting ready. */
function askAhead(): void {
  void queries.prefetchQuery(agendaList(agendaView.get()));
  void queries.prefetchQuery(query('office.get', {}));
  void queries.prefetchQuery(query('scanning.drafts', {}));
}
