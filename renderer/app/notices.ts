import { storeOf } from './store.ts';

/** What the status line says; a failure stays until it is closed or something else is said. */
export interface Notice {
  text: string;
  look: 'done' | 'alarm';
}

const store = storeOf<{ notice: Notice | null }>({ notice: null });

export function notify(notice: Notice | null): void {
  store.set({ notice });
  if (notice?.look === 'done') {
    // Good news has been read by then; a failure stays.
    setTimeout(() => store.get().notice === notice && store.set({ notice: null }), 12_000);
  }
}

export const useNotice = () => store.use().notice;
