import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCore } from '../../electron/core/core.ts';
import type { Archive } from '../../electron/core/archive/archive.ts';
import { findLetters } from '../../electron/core/search/find.ts';
import { indexSome } from '../../electron/core/search/index-letters.ts';
import { indexTables, mergeSome } from '../../electron/core/search/merge.ts';
import { AskSearch } from '../../shared/contract/search.ts';
import { addOne, searchArchive } from './search-archive.ts';
import { naivePeer } from './search-naive.ts';
import { mixedQueries, type MixedQuery } from './search-queries.ts';
import { keyToPaint } from './search-window.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/**
 * Search over an archive of realistic letters with their texts: a mixed set of queries, first 50 hits
 * with snippets and facets, newest first and by relevance; lists as one types; beside them a full-text
 * table as it is usually made, on the same queries in the same run; the index's size and what a new
 * letter costs; a key press to its painted answer in the window, over a smaller archive. Each query was
 * asked once before it is timed (`first`). The archive stays among the temporary files; every run adds
 * 240 letters to it. `--letters N` (1000000) `--queries N` (200) `--peer N` (50) `--window N` (20000)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      letters: { type: 'string', default: '1000000' },
      queries: { type: 'string', default: '200' },
      peer: { type: 'string', default: '50' },
      window: { type: 'string', default: '20000' },
    },
  });
  const letters = Number(values.letters);
  const home = await searchArchive(letters);
  const core = await openCore({ home, resources, create: false });
  try {
    const { archive } = core.context;
    settle(archive);
    const queries = mixedQueries(Number(values.queries));
    const newest = times(archive, queries, { sort: 'newest' });
    const relevance = times(archive, queries, { sort: 'relevance' });
    const typing = typingTimes(archive, queries);
    const peer = Number(values.peer) > 0 && peerTimes(archive, home, queries, Number(values.peer));
    const size = sizes(archive);
    const registering = newLetters(archive, letters);
    const painted = Number(values.window) > 0 ? await keyToPaint(Number(values.window)) : [];
    return {
      bench: 'search',
      letters,
      queries: queries.length,
      newest: { ...figures(newest.again), first: figures(newest.first) },
      relevance: { ...figures(relevance.again), first: figures(relevance.first) },
      typing: figures(typing),
      ...(peer && { peer }),
      index: size,
      newLetter: registering,
      ...(painted.length > 0 && {
        window: { letters: Number(values.window), ...figures(painted) },
      }),
      limits: {
        'newest.p95': 5,
        'relevance.p95': 30,
        'typing.p95': 5,
        'peer.ratio': 40,
        'index.ratio': 2.5,
        'newLetter.worst': 20,
        'window.p95': 100,
      },
    };
  } finally {
    await core.close();
  }
}

export const short = ['--letters', '3000', '--queries', '48', '--peer', '24', '--window', '0'];

/** As the app leaves its index when nothing else happens. */
function settle(archive: Archive): void {
  for (const table of indexTables) {
    while (archive.write((writer) => mergeSome(writer, table, 4_000)));
  }
}

type Asked = Parameters<typeof AskSearch.parse>[0];

function ask(archive: Archive, query: string, more: object): number {
  const asked = AskSearch.parse({ query, ...more } as Asked);
  const began = performance.now();
  findLetters(archive, asked);
  return performance.now() - began;
}

function times(archive: Archive, queries: MixedQuery[], more: object) {
  const once = () => queries.map(({ typed }) => ask(archive, typed, more));
  return { first: once(), again: once() };
}

/** Every beginning of what is typed, letter by letter. */
function typingTimes(archive: Archive, queries: MixedQuery[]): number[] {
  const some = queries.filter((_, turn) => turn % 4 === 0).map(({ typed }) => typed);
  const begun = some.flatMap((typed) =>
    Array.from({ length: typed.length }, (_, at) => typed.slice(0, at + 1)),
  );
  const list = { sort: 'newest', typing: true, limit: 20, facets: false };
  for (const typed of begun) ask(archive, typed, list);
  return begun.map((typed) => ask(archive, typed, list));
}

/** The same queries by the peer and by us, one after the other. */
function peerTimes(archive: Archive, home: string, queries: MixedQuery[], count: number) {
  const step = Math.max(1, Math.floor(queries.length / count));
  const some = queries.filter((_, turn) => turn % step === 0).slice(0, count);
  const peer = naivePeer(home);
  const naive: number[] = [];
  const ours: number[] = [];
  try {
    for (const query of some) {
      peer.ask(query);
      const began = performance.now();
      peer.ask(query);
      naive.push(performance.now() - began);
      ask(archive, query.typed, { sort: 'newest' });
      ours.push(ask(archive, query.typed, { sort: 'newest' }));
    }
  } finally {
    peer.close();
  }
  const [theirs, own] = [figures(naive), figures(ours)];
  return {
    queries: some.length,
    naive: theirs,
    ours: own,
    ratio: round(theirs.p95 / own.p95),
    ratioOfMedians: round(theirs.p50 / own.p50),
  };
}

function sizes({ read }: Archive) {
  const one = (text: string) => read.get<{ bytes: number }>({ text, values: [] })!.bytes;
  const index = one(
    "SELECT sum(pgsize) AS bytes FROM dbstat WHERE aggregate = TRUE AND name LIKE 'search%'",
  );
  const text = one('SELECT sum(octet_length(text)) AS bytes FROM document_texts');
  return { bytes: index, textBytes: text, ratio: round(index / text) };
}

/**
 * New letters with their texts, each registered and then indexed, in a transaction each; the log is brought
 * over between them, as the app does it when nothing else happens.
 */
function newLetters(archive: Archive, letters: number) {
  const { many } = archive.read.get<{ many: number }>({
    text: 'SELECT max(agenda) AS many FROM letters',
    values: [],
  })!;
  // The first is told apart, as with the queries: the code that registers has not run yet.
  const [first, ...taken] = Array.from({ length: 240 }, (_, turn) => {
    const began = performance.now();
    archive.write((writer) => addOne(archive, writer, many + turn, Math.max(letters, many + 240)));
    const registered = performance.now();
    archive.write((writer) => indexSome(writer, 1));
    const indexed = performance.now();
    archive.checkpoint();
    return { registering: registered - began, indexing: indexed - registered };
  });
  const indexing = taken.map((one) => one.indexing);
  return {
    ...figures(indexing),
    worst: round(Math.max(...indexing)),
    first: round(first!.indexing),
    registering: figures(taken.map((one) => one.registering)),
  };
}

function figures(taken: number[]) {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const round = (value: number) => Math.round(value * 100) / 100;
