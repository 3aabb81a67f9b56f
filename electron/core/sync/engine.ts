import { setImmediate } from 'node:timers/promises';
import { LontarError } from '../../../shared/contract/error.ts';
import type { factRoutes } from '../../../shared/contract/server/facts.ts';
import type { SyncDone } from '../../../shared/contract/sync.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { signedChain } from '../../../shared/domain/sync/signed-text.ts';
import type { z } from 'zod';
import type { Archive } from '../archive/archive.ts';
import { fetchFiles, sendFiles } from './files.ts';
import { type Exchange, unreachable } from './exchange.ts';
import { confirmedRow, countWaiting, cursorOf, unconfirmed } from './standing.ts';
import { type Line, readLine, takePage } from './take-page.ts';

/** Facts of one request: as many, or as many bytes. */
const MOST_FACTS = 1000;
const MOST_BYTES = 1 << 20;
/** Asked for at once, and taken in within one transaction: others have their turn between. */
const ASKED = 20_000;
const PAGE = 500;

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
    for await (const line of linesOf(answer)) {
      lines.push(readLine(line));
      count += 1;
      if (lines.length === PAGE) await take();
    }
    await take();
    if (count < ASKED) return;
  }
}

/** What arrives in pieces, by the line; a last one that was cut off is no line. */
async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const piece of source) {
      const parts = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = parts.pop()!;
      yield* parts;
    }
  } catch (error) {
    throw unreachable(error);
  }
}

/** Our own facts, oldest first; the server's answers are taken in where nothing of others lies between. */
async function push(context: Context): Promise<void> {
  const { archive, exchange, signal, done, told } = context;
  let after = confirmedRow(archive.read);
  for (;;) {
    signal?.throwIfAborted();
    const batch = within(unconfirmed(archive.read, after, MOST_FACTS));
    const last = batch.at(-1);
    if (!last) break;
    const signature = exchange.sign(signedChain((JSON.parse(last.fact) as Fact).hash));
    const body = `{"facts":[${batch.map(({ fact }) => fact).join(',')}],"signature":"${signature}"}`;
    const { confirmed } = await exchange.json<Sent>('POST', '/v1/facts', body, signal);
    done.pushed += batch.length;
    const lines = confirmed.map((one) => ({ ...one, device: archive.scribe.device, text: null }));
    const follows = lines.every(({ n }, at) => n === cursorOf(archive.read) + at + 1);
    if (follows)
      done.refused += archive.write((writer) => takePage(archive, writer, lines)).refused;
    else await pull(context);
    after = confirmedRow(archive.read);
    if (after < last.row) throw new LontarError('sync.order', { n: cursorOf(archive.read) });
    told();
    await setImmediate();
  }
}

function within<One extends { fact: string }>(facts: One[]): One[] {
  let bytes = 0;
  const most = facts.findIndex(({ fact }) => (bytes += fact.length) > MOST_BYTES);
  return most === -1 ? facts : facts.slice(0, Math.max(1, most));
}
