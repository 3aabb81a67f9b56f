import { Id } from '../../../../shared/contract/values.ts';
import { sha256OfText } from '../../archive/journal.ts';
import type { SheetData, SheetSize } from '../../../../shared/contract/sheets.ts';

/** What a sheet's code says: whose sheet it is, as it was printed, and which of its pages. */
export interface SheetCode {
  letter: string;
  /** Of the data that was printed: the letter or the office may have changed since. */
  print: string;
  page: number;
}

/** Six characters of base64url: with a letter's id and a page they fit a version 4 code at level Q. */
export function printOf(layout: number, size: SheetSize, data: SheetData): string {
  const sha256 = sha256OfText(JSON.stringify([layout, size, data]));
  return Buffer.from(sha256, 'hex').toString('base64url').slice(0, 6);
}

export function sheetCodeText({ letter, print, page }: SheetCode): string {
  return `${letter}.${print}${page > 1 ? `#${page}` : ''}`;
}

/** Null for any other code. */
export function readSheetCode(text: string): SheetCode | null {
  const {
    letter,
    print,
    page = '1',
  } = /^(?<letter>[0-9a-f-]{36})\.(?<print>[\w-]{6})(?:#(?<page>\d{1,2}))?$/.exec(text)?.groups ??
  {};
  const id = Id.safeParse(letter);
  return id.success ? { letter: id.data, print: print!, page: Number(page) } : null;
}
