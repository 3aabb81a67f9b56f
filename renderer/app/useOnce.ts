import { useRef } from 'react';

/** Runs the work, and nothing while it is under way: a key pressed twice saves once. */
export function useOnce<Input>(
  work: (input: Input) => Promise<void>,
): (input: Input) => Promise<void> {
  const busy = useRef(false);
  return async (input) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await work(input);
    } finally {
      busy.current = false;
    }
  };
}
