import type { ReadingEngine, ReadPage, SuggestedFields } from '../../../shared/contract/reading.ts';
import { lookAgain } from './look-again.ts';
import { commonEngine, readFilePages } from './read-file.ts';

export interface ReadLetter {
  /** Who read the first page. */
  engine: ReadingEngine;
  pages: ReadPage[];
  fields: SuggestedFields;
}

/** A letter's file read for its fields, with a second look where the first leaves doubts. @throws as `readFilePages` */
export async function readLetter(
  path: string,
  options: { signal?: AbortSignal } = {},
): Promise<ReadLetter> {
  const pages: ReadPage[] = [];
  for await (const page of readFilePages(path, options)) pages.push(page);
  const fields = await lookAgain(path, pages, await commonEngine(), options);
  return { engine: pages[0]?.engine ?? 'pdf', pages, fields };
}
