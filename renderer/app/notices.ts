import { storeOf } from './store.ts';

/** What the status line says; a failure stays until it is closed or something else is said. */
export interface Notice {
  text: string;
  look: 'done' | 'alarm';
}

const store = storeOf<{ notice: Notice | null }>({ notice: null });

export function notify(notice: Notice | null): void {
  store.set({ notice });
}

export const useNotice = () => store.use().notice;
