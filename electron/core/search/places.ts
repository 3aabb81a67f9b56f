import type { z } from 'zod';
import type { FoundPlaces, searchOperations } from '../../../shared/contract/search.ts';
import type { ReadPage } from '../../../shared/contract/reading.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import { marksIn } from '../../../shared/domain/search/marks.ts';
import { parseQuery } from '../../../shared/domain/search/parse.ts';
import { soughtIn, type Query } from '../../../shared/domain/search/query.ts';
import type { Archive } from '../archive/archive.ts';
import { findLetter } from '../letters/store.ts';
import { officeOf } from '../office/store.ts';
import { readingOf } from '../reading/store.ts';
import { boundDoc, docOf } from './doc.ts';
import { catchUp } from './index-letters.ts';
import { matchOf } from './match.ts';
import { textOf } from './texts.ts';
import { seenBy } from './viewer.ts';

type Asked = z.output<(typeof searchOperations)['search.places']['input']>;

/** Where on a letter's pages the words sought stand. Throws `letter.unknown` also for what may not be seen. */
export function placesOf(archive: Archive, { letter: id, query: typed, as }: Asked): FoundPlaces {
  catchUp(archive);
  const { read: reader } = archive;
  const found = findLetter(reader, id);
  if (!found || !isSeen(archive, found.row, found.letter.received, as)) {
    throw new LontarError('letter.unknown', { letter: id });
  }
  const { document } = found.letter;
  if (!document) return { sha256: null, pages: 0, page: 1, boxes: [] };
  const today = dayOf(new Date(archive.scribe.now()));
  const { query } = parseQuery(typed, { today });
  const sought = query ? soughtIn(query) : [];
  const pages = textOf(reader, document.sha256) ?? [];
  const first = pages.findIndex((page) => marksIn(page, sought).length > 0);
  const read = readingOf(reader, document.sha256)?.read ?? [];
  return {
    sha256: document.sha256,
    pages: document.pages,
    page: Math.max(0, first) + 1,
    boxes: read.flatMap((page) => boxesOn(page, sought)),
  };
}

/** The boxes of the words that belong to something sought. */
function boxesOn({ page, words }: ReadPage, sought: ReturnType<typeof soughtIn>) {
  const ends: number[] = [];
  let line = '';
  for (const { text } of words) {
    line += `${text} `;
    ends.push(line.length - 1);
  }
  let at = 0;
  return marksIn(line, sought).flatMap(({ from, until }) => {
    while (at < ends.length && ends[at]! <= from) at += 1;
    const boxes: FoundPlaces['boxes'] = [];
    for (let word = at; word < words.length && startOf(ends, word) < until; word += 1) {
      boxes.push({ page, ...words[word]!.box });
    }
    return boxes;
  });
}

const startOf = (ends: number[], word: number) => (word === 0 ? 0 : ends[word - 1]! + 1);

function isSeen({ read }: Archive, row: number, received: string, as: string | null): boolean {
  const everything: Query = { kind: 'all' };
  const { text } = matchOf(read, everything, { only: seenBy(officeOf(read), as) });
  const doc = boundDoc(docOf(row, received));
  return (
    read.get({
      text: 'SELECT 1 FROM search_tokens WHERE search_tokens MATCH ? AND rowid = ?',
      values: [text, doc],
    }) !== undefined
  );
}
