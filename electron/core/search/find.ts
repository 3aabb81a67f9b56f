import type { z } from 'zod';
import type { AskSearch, SearchAnswer, SearchHit } from '../../../shared/contract/search.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import { marksIn, type Mark } from '../../../shared/domain/search/marks.ts';
import { parseQuery } from '../../../shared/domain/search/parse.ts';
import { queryText } from '../../../shared/domain/search/query-text.ts';
import { soughtIn, type Query } from '../../../shared/domain/search/query.ts';
import { snippetOf } from '../../../shared/domain/search/snippet.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import { findLetter } from '../letters/store.ts';
import { officeOf } from '../office/store.ts';
import { rowOf } from './doc.ts';
import { docsOf } from './docs.ts';
import { facetsOf } from './facets.ts';
import { catchUp } from './index-letters.ts';
import { fieldTexts } from './letter-tokens.ts';
import type { Near } from './match.ts';
import { nearWords } from './near-words.ts';
import { inTitle, ranked, rarityOf, type Weighed } from './rank.ts';
import { PAGE } from './texts.ts';
import { seenBy } from './viewer.ts';
import { lettersWith } from './vocabulary.ts';

/** Counted exactly; beyond, it is "more than". */
const COUNTED = 1_000;
/** With fewer letters than this, words like those typed are sought besides. */
const FEW = 5;
/** By relevance: all letters up to so many, else those with the words in their title and the newest. */
const RANKED = { all: 250, whole: 120, part: 60, newest: 60 };

type Asked = z.output<typeof AskSearch>;
type Sought = ReturnType<typeof soughtIn>;

interface Line extends Omit<SearchHit, 'marks' | 'snippet'>, Weighed {
  forwarded: string;
}

/** Finds letters. Throws `position.unknown`; whatever the query is, it answers or explains. */
export function findLetters(archive: Archive, asked: Asked): SearchAnswer {
  catchUp(archive);
  const began = performance.now();
  const today = dayOf(new Date(archive.scribe.now()));
  const only = seenBy(officeOf(archive.read), asked.as);
  const { query, problems } = parseQuery(asked.query, { today, typing: asked.typing });
  const found = query ? search(archive.read, query, { ...asked, only, today }) : nothing;
  return {
    ...found,
    tookMs: Math.round((performance.now() - began) * 100) / 100,
    understood: query && queryText(query),
    problems,
  };
}

type Found = Omit<SearchAnswer, 'tookMs' | 'understood' | 'problems'>;

const nothing: Found = {
  total: 0,
  more: false,
  alsoSought: [],
  hits: [],
  facets: { years: [], senders: [], units: [], statuses: [] },
};

function search(
  reader: Reader,
  query: Query,
  { only, today, sort, limit, facets }: Asked & { only: Query; today: string },
): Found {
  const sought = soughtIn(query);
  const exact = docsOf(reader, query, { only, most: COUNTED + 1 });
  const near: Near = exact.length < FEW ? nearWords(reader, sought, only) : new Map();
  // What was typed comes before what is like it.
  const docs =
    near.size === 0
      ? exact
      : [...new Set([...exact, ...docsOf(reader, query, { only, near, most: COUNTED + 1 })])];
  const counted = docs.slice(0, COUNTED);
  const lines =
    sort === 'relevance' && sought.length > 0
      ? byRelevance(reader, query, { docs, exact, sought, near, only, today, limit })
      : linesOf(reader, docs.slice(0, limit));
  return {
    total: counted.length,
    more: docs.length > COUNTED,
    alsoSought: [...near].map(([word, words]) => ({ word, near: [...words] })),
    hits: lines.map((line) => hitOf(reader, line, sought, near)),
    facets: facets ? facetsOf(reader, counted) : nothing.facets,
  };
}

function byRelevance(
  reader: Reader,
  query: Query,
  how: {
    docs: number[];
    exact: number[];
    sought: Sought;
    near: Near;
    only: Query;
    today: string;
    limit: number;
  },
): Line[] {
  const { docs, sought, near, only, limit } = how;
  let candidates = docs;
  if (docs.length > RANKED.all) {
    const whole = docsOf(reader, inTitle(query), { only, most: RANKED.whole });
    // Among the newest only: letters with all of some words and one of others may be far between.
    const titles: Query = { kind: 'or', of: sought.map(inTitle) };
    const some: Query = { kind: 'and', of: [query, titles] };
    const part =
      sought.length > 1
        ? docsOf(reader, some, { only, most: RANKED.part, since: docs.at(-1)! })
        : [];
    candidates = [...new Set([...whole, ...part, ...docs.slice(0, RANKED.newest)])];
  }
  const letters = reader.get<{ rows: number }>({
    text: 'SELECT max(row) AS rows FROM search_letters',
    values: [],
  })!.rows;
  const rarity = sought.map((one) => rarityOf(letters, havingOf(reader, one)));
  const best = ranked(linesOf(reader, candidates), sought, { near, rarity, today: how.today });
  const first = new Set(near.size > 0 ? how.exact : []);
  const ordered = [
    ...best.filter(({ doc }) => first.has(doc)),
    ...best.filter(({ doc }) => !first.has(doc)),
  ].slice(0, limit);
  if (ordered.length >= limit) return ordered;
  const known = new Set(candidates);
  const rest = docs.filter((doc) => !known.has(doc)).slice(0, limit - ordered.length);
  return [...ordered, ...linesOf(reader, rest)];
}

function havingOf(reader: Reader, one: Sought[number]): number {
  if (one.kind === 'number') return 1;
  if (one.kind === 'word') return lettersWith(reader, one.word);
  return Math.min(...one.words.map((word) => lettersWith(reader, word)));
}

function linesOf(reader: Reader, docs: number[]): Line[] {
  const lines = reader.all<Line>({
    text: `SELECT doc, letters.row, letter AS id, book, year, agenda, received, number, date, letters.sender,
        subject, urgency, secrecy, letters.status, pages, forwarded, text
      FROM letters JOIN search_letters USING (row)
      LEFT JOIN document_texts ON document_texts.document = search_letters.document
      WHERE letters.row IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(docs.map(rowOf))],
  });
  const byDoc = new Map(lines.map((line) => [line.doc, line]));
  return docs.flatMap((doc) => byDoc.get(doc) ?? []);
}

const places = (marks: Mark[]): [number, number][] => marks.map(({ from, until }) => [from, until]);

function hitOf(reader: Reader, line: Line, sought: Sought, near: Near): SearchHit {
  const { doc: _, forwarded, text, ...fields } = line;
  const marked = (value: string | null) => places(marksIn(value ?? '', sought, near));
  const marks = {
    number: marked(line.number),
    sender: marked(line.sender),
    subject: marked(line.subject),
  };
  const fromText = snippetFrom(text ?? '', sought, near);
  const isShown = fromText.marks.length > 0 || Object.values(marks).some((some) => some.length > 0);
  // What nothing shown explains is in another column, a note or a report.
  const snippet = isShown || sought.length === 0 ? fromText : fromBook(reader, line, sought, near);
  if (snippet.text === '')
    return { ...fields, marks, snippet: { ...plain(forwarded), page: null } };
  return { ...fields, marks, snippet };
}

const plain = (text: string) => ({ text, marks: [] });

function snippetFrom(text: string, sought: Sought, near: Near): SearchHit['snippet'] {
  const marks = marksIn(text, sought, near);
  const snippet = snippetOf(text, marks);
  const first = marks[0]?.from ?? 0;
  return { ...snippet, page: text === '' ? null : text.slice(0, first).split(PAGE).length };
}

function fromBook(reader: Reader, line: Line, sought: Sought, near: Near): SearchHit['snippet'] {
  const letter = findLetter(reader, line.id)?.letter;
  const texts = letter ? fieldTexts(letter).filter(Boolean) : [];
  const text = texts.find((one) => marksIn(one, sought, near).length > 0);
  const from = snippetFrom(text ?? line.text ?? '', sought, near);
  return text === undefined ? from : { ...from, page: null };
}
