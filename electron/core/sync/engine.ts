import { setImmediate } from 'node:timers/promises';
import { LontarError } from '../../../shared/contract/error.ts';
import type { factRoutes } from '../../../shared/contract/server/facts.ts';
import type { SyncDone } from '../../../shared/contract/sync.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { signedChain } from '../../../shared/domain/sync/signed-text.ts';
import type { z } from 'zod';
import type { Archive } from '../archive/archive.ts';
import { fetchFiles, sendFiles } from './files.ts';
import type { Exchange } from './exchange.ts';
import { confirmedRow, countWaiting, cursorOf, unconfirmed } from './standing.ts';
import { type Line, readLine, takePage } from './take-page.ts';
import { unreachable } from './unreachable.ts';

/** Facts of one request: as many, or as many bytes. */
const MOST_FACTS = 1000;
const MOST_BYTES = 1 << 20;
/** Its text is put together by so many letters: a whole one needs new memory each time, and that is dear. */
const PIECE = 32_768;
/** Requests with facts on their way at once: the server checks one while its database stores another. */
const AHEAD = 3;
/** Asked for at once. */
const ASKED = 20_000;
/** Taken in within one transaction, a tenth of a second; others have their turn between. */
const PAGE = 2000;

type Sent = z.output<typeof factRoutes.send.output>;

/**
 * All that waits, both ways, once: facts of others first, then our own, then what came meanwhile; files
 * beside them. Throws what the exchange throws; what was done till then is done.
 */
export async function syncOnce(
  archive: Archive,
  exchange: Exchange,
  { signal, told = () => undefined }: { signal?: AbortSignal; told?: () => void } = {},
): Promise<SyncDone> {
  const done: SyncDone = {
    pushed: 0,
    pulled: 0,
    blobsUp: 0,
    blobsDown: 0,
    refused: 0,
    waiting: 0,
    head: 0,
  };
  const context = { archive, exchange, signal, done, told };
  const facts = async () => {
    await pull(context);
    await push(context);
  };
  const up = async () => void (done.blobsUp += await sendFiles(archive, exchange, signal));
  const both = await Promise.allSettled([facts(), up()]);
  for (const one of both) if (one.status === 'rejected') throw one.reason;
  done.blobsDown += await fetchFiles(archive, exchange, signal);
  done.waiting = countWaiting(archive).facts;
  done.head = cursorOf(archive.read);
  return done;
}

interface Context {
  archive: Archive;
  exchange: Exchange;
  signal?: AbortSignal | undefined;
  done: SyncDone;
  told: () => void;
}

/** Facts after our cursor, taken in as they come. */
async function pull({ archive, exchange, signal, done, told }: Context): Promise<void> {
  for (;;) {
    const path = `/v1/facts?after=${cursorOf(archive.read)}&limit=${ASKED}`;
    const answer = await exchange.stream(path, {}, signal);
    let lines: Line[] = [];
    let count = 0;
    const take = async () => {
      if (lines.length === 0) return;
      done.refused += archive.write((writer) => takePage(archive, writer, lines)).refused;
      done.pulled += lines.filter(({ text }) => text !== null).length;
      lines = [];
      told();
      await setImmediate();
    };
    for await (const some of linesOf(answer)) {
      for (const line of some) {
        lines.push(readLine(line));
        if (lines.length === PAGE) await take();
      }
      count += some.length;
    }
    await take();
    if (count < ASKED) return;
  }
}

/** What arrives in pieces, by the line, as many as a piece ends; a last one that was cut off is no line. */
async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const piece of source) {
      const parts = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = parts.pop()!;
      yield parts;
    }
  } catch (error) {
    throw unreachable(error);
  }
}

interface Batch {
  last: number;
  count: number;
  /** Whether another was on its way when it was sent. */
  followed: boolean;
  answer: Promise<Sent>;
}

/**
 * Our own facts, oldest first, some requests ahead of the answers, which are taken in in their order where
 * nothing of others lies between.
 */
async function push(context: Context): Promise<void> {
  const { archive, exchange, signal } = context;
  const sent: Batch[] = [];
  const send = (after: number) => {
    const facts = within(unconfirmed(archive.read, after, MOST_FACTS));
    const newest = facts.at(-1);
    if (!newest) return false;
    const signature = exchange.sign(signedChain((JSON.parse(newest.fact) as Fact).hash));
    const body = bodyOf(facts, signature);
    const answer = exchange.json<Sent>('POST', '/v1/facts', body, signal);
    // Whoever takes it in hears of a failure; none is taken in after one that failed.
    answer.catch(() => undefined);
    sent.push({ last: newest.row, count: facts.length, followed: sent.length > 0, answer });
    return true;
  };
  try {
    for (;;) {
      signal?.throwIfAborted();
      while (sent.length < AHEAD && send(sent.at(-1)?.last ?? confirmedRow(archive.read)));
      const first = sent.shift();
      if (!first) return;
      try {
        await takeAnswer(context, first, await first.answer);
      } catch (error) {
        if (!first.followed || !isOvertaken(error)) throw error;
        // It came before the one that it follows: once more, with nothing ahead of it.
        await Promise.allSettled(sent.map(({ answer }) => answer));
        sent.length = 0;
      }
    }
  } finally {
    await Promise.allSettled(sent.map(({ answer }) => answer));
  }
}

const isOvertaken = (error: unknown) =>
  error instanceof LontarError && error.code === 'chain.broken';

async function takeAnswer(
  context: Context,
  { last, count }: Batch,
  { confirmed }: Sent,
): Promise<void> {
  const { archive, done, told } = context;
  done.pushed += count;
  const lines = confirmed.map((one) => ({ ...one, device: archive.scribe.device, text: null }));
  const cursor = cursorOf(archive.read);
  const follows = lines.every(({ n }, at) => n === cursor + at + 1);
  if (follows) done.refused += archive.write((writer) => takePage(archive, writer, lines)).refused;
  else await pull(context);
  if (confirmedRow(archive.read) < last) {
    throw new LontarError('sync.order', { n: cursorOf(archive.read) });
  }
  told();
  await setImmediate();
}

/** The request's text, in pieces. */
function bodyOf(facts: { fact: string }[], signature: string): string[] {
  const pieces: string[] = [];
  let piece = '{"facts":[';
  let before = '';
  for (const { fact } of facts) {
    piece += before + fact;
    before = ',';
    if (piece.length < PIECE) continue;
    pieces.push(piece);
    piece = '';
  }
  return [...pieces, `${piece}],"signature":"${signature}"}`];
}

function within<One extends { fact: string }>(facts: One[]): One[] {
  let bytes = 0;
  const most = facts.findIndex(({ fact }) => (bytes += fact.length) > MOST_BYTES);
  return most === -1 ? facts : facts.slice(0, Math.max(1, most));
}
