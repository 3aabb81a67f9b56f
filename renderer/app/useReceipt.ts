import { useCallback } from 'react';
import { printReceipt } from '../features/printing/send-print.ts';
import { explain } from './errors.ts';
import { notify } from './notices.ts';
import { useSay } from './words.ts';

/** Prints a letter's receipt, and says what came of it. */
export function useReceipt(): (letter: string) => void {
  const say = useSay();
  return useCallback(
    (letter) => {
      printReceipt(letter, say).then(
        (text) => text !== null && notify({ text, look: 'done' }),
        (error: unknown) => notify({ text: explain(say, error), look: 'alarm' }),
      );
    },
    [say],
  );
}
