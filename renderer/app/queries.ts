import { QueryClient, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { OperationName } from '../../shared/contract/api.ts';
import { ask, type Answer, type Asked, type CallName } from './api.ts';

/** Nothing goes over a network, and what changes is announced: never refetch on a guess. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

type Options<Name extends CallName> = Omit<
  UseQueryOptions<Answer<Name>, Error>,
  'queryKey' | 'queryFn'
>;

export const keyOf = (name: CallName, input: unknown) => [name.split('.')[0], name, input];

/** Asks and keeps the answer until it is announced that it has changed. A call nobody waits for is aborted. */
export function useAsk<Name extends CallName>(
  name: Name,
  input: Asked<Name>,
  options?: Options<Name>,
) {
  return useQuery({ ...options, ...query(name, input) });
}

export const query = <Name extends CallName>(name: Name, input: Asked<Name>) => ({
  queryKey: keyOf(name, input),
  queryFn: ({ signal }: { signal: AbortSignal }) => ask(name, input, { signal }),
});

/** Whose answers a command changes: that command itself, else any of its feature. */
const touched: Record<string, string[]> = {
  letters: [
    'letters',
    'stamping',
    'dispositions',
    'scanning',
    'office',
    'reading',
    'search',
    'printing',
  ],
  dispositions: ['letters', 'stamping', 'dispositions', 'search', 'printing', 'web'],
  bulk: ['letters', 'stamping', 'dispositions', 'search', 'printing', 'web'],
  books: ['letters', 'dispositions', 'office', 'search'],
  office: ['office', 'stamping', 'dispositions', 'printing', 'web'],
  printing: ['printing', 'letters'],
  scanning: ['scanning', 'reading'],
  reading: ['reading', 'search'],
  batches: ['batches', 'scanning', 'reading'],
  evidence: ['letters', 'office', 'stamping', 'dispositions', 'search'],
  search: ['search'],
  // What others did came in.
  sync: ['sync', 'letters', 'office', 'stamping', 'dispositions', 'search', 'printing', 'reading'],
  'sync.status': ['sync'],
};

const changed = new Set<string>();
let flushing: ReturnType<typeof setTimeout> | undefined;
let flushed = 0;

/** Marks as old what a command has changed; many commands in a row are one change. */
export function forget(operation: OperationName | string): void {
  const those = touched[operation] ?? touched[operation.split('.')[0] ?? ''] ?? [];
  for (const feature of those) changed.add(feature);
  const calm = Date.now() - flushed > 500;
  flushing ??= setTimeout(flush, calm ? 0 : 500);
}

function flush() {
  flushing = undefined;
  flushed = Date.now();
  const features = [...changed];
  changed.clear();
  void queries.invalidateQueries({
    predicate: ({ queryKey: [feature, name] }) =>
      features.includes(String(feature)) &&
      // A search for devices takes seconds and has nothing to do with a new draft.
      (feature !== 'scanning' || name === 'scanning.drafts' || name === 'scanning.watched'),
  });
}
