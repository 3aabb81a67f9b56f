import type { z } from 'zod';
import type { FoundPlaces, searchOperations } from '../../../shared/contract/search.ts';
import type { ReadPage } from '../../../shared/contract/reading.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import { marksIn } from '../../../shared/domain/search/marks.ts';
import { parseQuery } from '../../../shared/domain/search/parse.ts';
import { soughtIn, type Query } from '../../../shared/domain/search/query.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import { findLetter } from '../letters/store.ts';
import { officeOf } from '../office/store.ts';
import { readingOf } from '../reading/readings.ts';
import { docOf } from './doc.ts';
import { docsOf } from './docs.ts';
import { catchUp } from './index-letters.ts';
import type { Near } from './match.ts';
import { nearWords } from './near-words.ts';
import { textOf } from './texts.ts';
import { seenBy } from './viewer.ts';

type Asked = z.output<(typeof searchOperations)['search.places']['input']>;

/** Where on a letter's pages the words sought stand. Throws `letter.unknown` also for what may not be seen. */
export function placesOf(
  archive: Archive,
  { letter: id, query: typed, typing, as }: Asked,
): FoundPlaces {
  catchUp(archive);
  const { read: reader } = archive;
  const found = findLetter(reader, id);
  const only = seenBy(officeOf(reader), as);
  if (!found || !isSeen(reader, docOf(found.row, found.letter.received), only)) {
    throw new LontarError('letter.unknown', { letter: id });
  }
  const { document } = found.letter;
  if (!document) return { sha256: null, pages: 0, page: 1, boxes: [] };
  const today = dayOf(new Date(archive.scribe.now()));
  const { query } = parseQuery(typed, { today, typing });
  const sought = query ? soughtIn(query) : [];
  const pages = textOf(reader, document.sha256) ?? [];
  // What was found by a word like it is shown by that word.
  const isHere = pages.some((page) => marksIn(page, sought).length > 0);
  const near: Near = isHere ? new Map() : nearWords(reader, sought, only);
  const first = pages.findIndex((page) => marksIn(page, sought, near).length > 0);
  const read = readingOf(reader, document.sha256)?.read ?? [];
  return {
    sha256: document.sha256,
    pages: document.pages,
    page: Math.max(0, first) + 1,
    boxes: read.flatMap((page) => boxesOn(page, sought, near)),
  };
}

/** The boxes of the words that belong to something sought. */
function boxesOn(
  { page, words }: ReadPage,
  sought: ReturnType<typeof soughtIn>,
  near: Near,
): FoundPlaces['boxes'] {
  const ends: number[] = [];
  let line = '';
  for (const { text } of words) {
    line += `${text} `;
    ends.push(line.length - 1);
  }
  let at = 0;
  return marksIn(line, sought, near).flatMap(({ from, until }) => {
    while (at < ends.length && ends[at]! <= from) at += 1;
    const boxes: FoundPlaces['boxes'] = [];
    for (let word = at; word < words.length && startOf(ends, word) < until; word += 1) {
      boxes.push({ page, ...words[word]!.box });
    }
    return boxes;
  });
}

const startOf = (ends: number[], word: number) => (word === 0 ? 0 : ends[word - 1]! + 1);

function isSeen(reader: Reader, doc: number, only: Query): boolean {
  const everything: Query = { kind: 'all' };
  return docsOf(reader, everything, { only, most: 1, since: doc, until: doc }).length > 0;
}
