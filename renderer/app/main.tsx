import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/base.css';
import { listen } from './api.ts';
import { Desk } from './Desk.tsx';
import { forget, queries } from './queries.ts';
import { listenToKeys } from './shortcuts.tsx';
import { startWords } from './words.ts';

startWords();
const { signal } = new AbortController();
listenToKeys(signal);
listen('changed', ({ operation }) => forget(operation), signal);
createRoot(document.getElementById('desk')!).render(
  <QueryClientProvider client={queries}>
    <Desk />
  </QueryClientProvider>,
);
