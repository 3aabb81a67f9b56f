import { Key } from '../../../../shared/contract/values.ts';

/**
 * What the codes on our separator sheets say: `LONTAR:SEP`, or `LONTAR:SEP:MASUK` for a book. Capitals,
 * because a QR code holds those in fewer and so larger modules (ISO/IEC 18004, 7.3.4).
 */
const HEAD = 'LONTAR:SEP';

export function separatorText(book: string | null): string {
  return book === null ? HEAD : `${HEAD}:${book.toUpperCase()}`;
}

/** The book that a separator's code names, null for none; undefined where it is no code of ours. */
export function readSeparatorText(text: string): string | null | undefined {
  if (text === HEAD) return null;
  if (text.length > HEAD.length + 61 || !text.startsWith(`${HEAD}:`)) return undefined;
  const name = text.slice(HEAD.length + 1);
  const { data } = Key.safeParse(name.toLowerCase());
  return name === name.toUpperCase() ? data : undefined;
}

/** Widely printed beside the bars of Patch T, for software that reads no patch codes. */
export const PATCH_TEXT = 'PATCHT';
