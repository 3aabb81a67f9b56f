import type { KeyObject } from 'node:crypto';
import { hostname } from 'node:os';
import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { LontarError, toWireError, type WireError } from '../../../shared/contract/error.ts';
import type { SyncDone, SyncStatus } from '../../../shared/contract/sync.ts';
import type { Archive } from '../archive/archive.ts';
import { sql } from '../archive/sql.ts';
import { officeOf } from '../office/store.ts';
import type { Secrets } from '../secrets.ts';
import type { Exchange } from './exchange.ts';
import { deskKey, keyPlace, keyToJoin } from './desk-key.ts';
import { publicOf } from './keys.ts';
import { countWaiting, type Joined, joinedTo, keepMeta, metaOf } from './standing.ts';
import { unreachable } from './unreachable.ts';

// Many a desk has no server: what talks to one is loaded once there is one.
const late = {
  engine: () => import('./engine.ts'),
  exchange: () => import('./exchange.ts'),
};

/** Without a word from the server it is asked so often. */
const ASK_MS = 30_000;
/** While it waits for news the server says so twice in this time. */
const BEAT_MS = 60_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
/** What is done in a moment is sent together. */
const GATHER_MS = 50;

export interface Syncing {
  status(): SyncStatus;
  join(input: ParsedInputOf<'sync.join'>): Promise<SyncStatus>;
  /** The server may show this certificate from now on. Throws `sync.not-joined`. */
  trust(input: ParsedInputOf<'sync.trust'>): Promise<SyncStatus>;
  /** Throws `sync.not-joined`, and what the server refuses. */
  now(): Promise<SyncDone>;
  exchange(): Promise<Exchange>;
  /** Something was done here: it is sent soon. */
  wake(): void;
  close(): Promise<void>;
}

/** Exchanges with the server beside all other work: after each deed, whenever the server has news, now and then. */
export function openSyncing(
  archive: Archive,
  {
    background,
    secrets,
    tell,
  }: {
    background: boolean;
    secrets: Secrets | undefined;
    tell: (pulled: boolean) => void;
  },
): Syncing {
  const ending = new AbortController();
  const { signal } = ending;
  let connected = false;
  let failed: WireError | null = null;
  let made: Promise<Exchange> | null = null;
  let running: Promise<SyncDone> | null = null;
  let rouse: () => void = () => undefined;
  /** Something is to be exchanged that the exchange under way may have missed. */
  let news = false;
  const wake = () => {
    news = true;
    rouse();
  };
  let loop: Promise<void> | null = null;

  function exchange(): Promise<Exchange> {
    const joined = joinedTo(archive.read);
    if (!joined) return Promise.reject(new LontarError('sync.not-joined'));
    // A key that can't be had is not asked for again: the store would ask the clerk each time.
    made ??= deskKey(archive.home, secrets).then((key) => exchangeWith(joined, key));
    return made;
  }

  async function exchangeWith(
    { address, certificate }: Pick<Joined, 'address' | 'certificate'>,
    key: KeyObject,
  ): Promise<Exchange> {
    const { Exchange } = await late.exchange();
    return new Exchange(archive, address, key, certificate);
  }

  /** The next exchange is made anew. */
  async function renew(): Promise<void> {
    const before = made;
    made = null;
    (await before?.catch(() => null))?.close();
  }

  async function once(): Promise<SyncDone> {
    try {
      const { syncOnce } = await late.engine();
      const done = await syncOnce(archive, await exchange(), { signal, told: () => tell(true) });
      connected = true;
      failed = null;
      const moment = new Date(archive.scribe.now()).toISOString();
      archive.write((writer) => keepMeta(writer, 'sync.last', moment));
      return done;
    } catch (error) {
      if (!signal.aborted) {
        connected = !isAway(error);
        failed = toWireError(error);
      }
      throw error;
    } finally {
      if (!signal.aborted) tell(false);
    }
  }

  function now(): Promise<SyncDone> {
    running ??= once().finally(() => {
      running = null;
    });
    return running;
  }

  const roused = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function work(): Promise<void> {
    let wait = FIRST_WAIT_MS;
    while (!signal.aborted) {
      try {
        news = false;
        await now();
        wait = FIRST_WAIT_MS;
        if (!news && !signal.aborted) await roused(ASK_MS);
        if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      } catch {
        // Desks that lost the same server must not all come back in the same moment.
        if (!signal.aborted) await roused(wait * (0.5 + Math.random()));
        wait = Math.min(LONGEST_WAIT_MS, wait * 2);
      }
    }
  }

  /** The server's own word that there is news; it ends, and is asked for again, as connections do. */
  async function listen(): Promise<void> {
    while (!signal.aborted) {
      try {
        const events = await (await exchange()).stream('/v1/events', {}, signal, BEAT_MS);
        for await (const piece of events) {
          if (String(piece).includes('event: head')) wake();
        }
      } catch {
        // Asking now and then goes on.
      }
      if (!signal.aborted)
        await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS).unref());
    }
  }

  function start(): void {
    if (!background || loop || !joinedTo(archive.read)) return;
    loop = Promise.allSettled([work(), listen()]).then(() => undefined);
  }
  start();

  function keep(joined: Joined): void {
    archive.write((writer) => keepMeta(writer, 'sync', JSON.stringify(joined)));
  }

  function status(): SyncStatus {
    const joined = joinedTo(archive.read);
    const counts = archive.read.get<{ disputes: number; newer: number }>(
      sql`SELECT (SELECT count(*) FROM disputes WHERE settled = 0) AS disputes,
            (SELECT count(*) FROM confirmed WHERE verdict = 'newer')
              + (SELECT count(*) FROM newer_facts) AS newer`,
    )!;
    return {
      joined: joined && { address: joined.address, office: joined.name },
      connected,
      waiting: joined ? countWaiting(archive) : { facts: 0, files: 0 },
      failed,
      last: metaOf(archive.read, 'sync.last'),
      key: keyPlace(archive.home),
      ...counts,
    };
  }

  return {
    status,
    now,
    exchange,
    wake,
    async join({ address, code, name, trust }) {
      const joined = joinedTo(archive.read);
      if (joined && joined.address !== address) {
        throw new LontarError('sync.joined', { address: joined.address });
      }
      const certificate = trust ?? joined?.certificate;
      const server = { address, ...(certificate !== undefined && { certificate }) };
      const { key, keep: keepKey } = await keyToJoin(archive.home, secrets);
      const joining = await exchangeWith(server, key);
      try {
        const answer = await joining.json<{ office: string; name: string }>(
          'POST',
          '/v1/enrol',
          JSON.stringify({
            code,
            device: archive.scribe.device,
            name: name.trim() || hostname().slice(0, 100) || 'desk',
            publicKey: publicOf(key),
            founded: officeOf(archive.read)?.id ?? null,
          }),
        );
        await keepKey();
        keep({ ...server, office: answer.office, name: answer.name });
      } finally {
        joining.close();
      }
      await renew();
      start();
      wake();
      return status();
    },
    async trust({ fingerprint }) {
      const joined = joinedTo(archive.read);
      if (!joined) throw new LontarError('sync.not-joined');
      keep({ ...joined, certificate: fingerprint });
      await renew();
      wake();
      return status();
    },
    async close() {
      ending.abort(unreachable(new Error('the core ends')));
      rouse();
      await loop;
      await running?.catch(() => undefined);
      await renew();
    },
  };
}

/** Whoever shows another certificate is not the server; without a key nobody is asked. */
const isAway = (error: unknown) =>
  error instanceof LontarError && /^sync\.(unreachable|(certificate|key)-.*)$/.test(error.code);
