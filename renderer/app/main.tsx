import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import en from '../../shared/i18n/en.json';
import id from '../../shared/i18n/id.json';
import { listen } from './api.ts';
import { agendaView } from '../features/letters/agenda-view.ts';
import { agendaList } from '../features/letters/useAgenda.ts';
import { Desk } from './Desk.tsx';
import { forget, queries, query } from './queries.ts';
import { listenToKeys } from './shortcuts.tsx';
import { startWords } from './words.ts';

const PATIENCE_MS = 150;

const asked = askAhead();
startWords({ id, en });
const { signal } = new AbortController();
listenToKeys(signal);
listen('changed', ({ operation }) => forget(operation), signal);
const desk = createRoot(document.getElementById('desk')!);

// Drawn once, with the list in it, unless the core takes longer than a glance.
void Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]).then(() =>
  desk.render(
    <QueryClientProvider client={queries}>
      <Desk />
    </QueryClientProvider>,
  ),
);

/** What the first screen shows is on its way while React is still getting ready. */
function askAhead(): Promise<unknown> {
  return Promise.all([
    queries.prefetchQuery(agendaList(agendaView.get())),
    queries.prefetchQuery(query('office.get', {})),
    queries.prefetchQuery(query('scanning.drafts', {})),
  ]);
}
