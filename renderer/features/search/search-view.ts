import { storeOf } from '../../app/store.ts';

/** How the search was left: it comes back the same. */
export interface SearchView {
  query: string;
  sort: 'relevance' | 'newest';
  limit: number;
  /** The letter under the cursor. */
  chosen: string | null;
}

export const STEP = 50;
/** As many as the core gives at most. */
export const MOST = 500;

export const searchView = storeOf<SearchView>({
  query: '',
  sort: 'relevance',
  limit: STEP,
  chosen: null,
});

/** Another query begins at its first hit. */
export const ask = (query: string) => searchView.set({ query, limit: STEP, chosen: null });

/** The query narrowed to one year, sender, unit or status. */
export function narrowed(query: string, field: string, value: string): string {
  const quoted = /[^\p{L}\p{N}.-]/u.test(value) ? `"${value.replaceAll('"', ' ')}"` : value;
  const whole = / (OR|ATAU) /.test(query) ? `(${query.trim()})` : query.trim();
  return `${whole} ${field}:${quoted}`.trim();
}
