import type { PrintWanted } from '../../../shared/contract/printing.ts';
import { ask } from '../../app/api.ts';
import { codeOf } from '../../app/errors.ts';
import { printingState } from '../../app/printing-state.ts';
import { remembered } from '../../app/remembered.ts';
import type { Say } from '../../app/words.ts';

export interface PrintHow {
  printer?: string;
  copies?: number;
  duplex?: boolean;
}

/**
 * Prints without asking further. Where the system has no CUPS the window prints in the system's usual
 * way.
 * @returns what to say to the person
 */
export async function sendPrint(print: PrintWanted, how: PrintHow, say: Say): Promise<string> {
  try {
    const job = await ask('printing.print', { print, ...how });
    return say('printing:sent', { title: job.title, printer: job.printer });
  } catch (error) {
    if (codeOf(error) !== 'print.no-system') throw error;
    const { path } = await ask('printing.make', { print });
    const answer = await ask('window.print', { path, copies: how.copies ?? 1 });
    return say(`sheet:${answer.how}`);
  }
}

/** The bringer's receipt by one key; asks for a printer only where there are several. */
export async function printReceipt(letter: string, say: Say): Promise<string | null> {
  const { size } = remembered<{ size: 'A6' | 'roll80' }>('receipt', { size: 'A6' });
  try {
    return await sendPrint({ kind: 'receipt', letter, size }, {}, say);
  } catch (error) {
    if (codeOf(error) !== 'print.which') throw error;
    printingState.set({ wanted: { letter } });
    return null;
  }
}
