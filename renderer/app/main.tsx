import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import id from '../../shared/i18n/id.json';
import { listen } from './api.ts';
import { agendaView } from '../features/letters/agenda-view.ts';
import { agendaList } from '../features/letters/useAgenda.ts';
import { Desk } from './Desk.tsx';
import { early } from './early.ts';
import { forget, keyOf, queries } from './queries.ts';
import { listenToKeys } from './shortcuts.tsx';
import { startWords } from './words.ts';

const PATIENCE_MS = 150;

const asked = takeEarly();
const worded = startWords(id, () => import('../../shared/i18n/en.json'));
const { signal } = new AbortController();
listenToKeys(signal);
listen('changed', ({ operation }) => forget(operation), signal);
const desk = createRoot(document.getElementById('desk')!);

// Drawn once, with the list in it, unless the core takes longer than a glance.
const glance = Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
void Promise.all([glance, worded]).then(() =>
  desk.render(
    <QueryClientProvider client={queries}>
      <Desk />
    </QueryClientProvider>,
  ),
);

/** What was asked early is what the first screen asks for. */
function takeEarly(): Promise<unknown> {
  const list = agendaList(agendaView.get());
  return Promise.all([
    queries.prefetchQuery({ ...list, queryFn: () => early.list }),
    queries.prefetchQuery({ queryKey: keyOf('office.get', {}), queryFn: () => early.office }),
    queries.prefetchQuery({ queryKey: keyOf('scanning.drafts', {}), queryFn: () => early.drafts }),
  ]);
}
