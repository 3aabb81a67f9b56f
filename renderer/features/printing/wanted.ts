import type {
  Printer,
  PrintJob,
  PrintKind,
  PrintWanted,
} from '../../../shared/contract/printing.ts';

/** What the dialog has been told, as typed and chosen. */
export interface PrintForm {
  kind: 'sheet' | 'receipt' | 'agenda' | 'courier' | 'separators' | 'label';
  sheet: 'A4' | 'A5' | 'A4x2';
  receipt: 'A6' | 'roll80';
  /** The first and the last day; null where what is typed is no day. */
  from: string | null;
  until: string | null;
  book: string;
  /** The book that separator sheets are for; empty: any. */
  separatorBook: string;
  /** What the label of an archive box is for. */
  location: string;
}

/**
 * The print that is meant; null while a day is missing or there is no letter.
 * @param copies of separator sheets, which are pages of one print
 */
export function wantedOf(form: PrintForm, letter: string | null, copies = 1): PrintWanted | null {
  const { kind, from, until, book } = form;
  if (kind === 'sheet') return letter === null ? null : { kind, letter, size: form.sheet };
  if (kind === 'receipt') return letter === null ? null : { kind, letter, size: form.receipt };
  if (kind === 'separators') return { kind, book: form.separatorBook || null, copies };
  if (kind === 'label') {
    const location = form.location.trim();
    return location === '' ? null : { kind, location };
  }
  if (from === null || until === null) return null;
  return kind === 'agenda' ? { kind, book, from, until } : { kind, from, until };
}

/** The printer that a print goes to if nobody says otherwise; null: the core would have to ask. */
export function usualPrinter(
  printers: readonly Printer[],
  choices: Partial<Record<PrintKind, string>>,
  kind: PrintKind,
): string | null {
  const chosen = printers.find(({ name }) => name === choices[kind]);
  const usual = chosen ?? printers.find(({ isDefault }) => isDefault);
  return (usual ?? (printers.length === 1 ? printers[0] : undefined))?.name ?? null;
}

/** Whether a job can still be stopped. */
export const isUnderWay = ({ state }: PrintJob) =>
  state === 'waiting' || state === 'printing' || state === 'stopped';
