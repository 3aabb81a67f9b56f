import type { FastifyReply } from 'fastify';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { HEAD_CHANNEL } from './store.ts';

/** Proxies end a connection on which nothing comes for a minute. */
const BEAT_MS = 25_000;

type Hear = (head: number) => void;

/** Who waits for which office's news in this process: the database is listened to once for all. */
export class Heads {
  private readonly listeners = new Map<string, Set<Hear>>();
  private readonly open = new Set<() => void>();
  private listening: Promise<() => Promise<void>> | null = null;
  private readonly context: ServerContext;

  constructor(context: ServerContext) {
    this.context = context;
  }

  /** Tells each new head of an office, until the answer is called. */
  async hear(office: string, hear: Hear): Promise<() => void> {
    this.listening ??= this.context.database.listen(HEAD_CHANNEL, (payload) => this.tell(payload));
    await this.listening;
    const those = this.listeners.get(office) ?? new Set();
    this.listeners.set(office, those.add(hear));
    return () => {
      those.delete(hear);
      if (those.size === 0) this.listeners.delete(office);
    };
  }

  /** Server-sent events: `head` with the office's newest number, now and whenever it grows. */
  async stream(office: string, reply: FastifyReply): Promise<void> {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      // Ended, it must not be kept alive: a server that ends would wait for it.
      connection: 'close',
    });
    const say: Hear = (head) => void raw.write(`event: head\ndata: ${head}\n\n`);
    const stop = await this.hear(office, say);
    const beat = setInterval(() => raw.write(': \n\n'), BEAT_MS);
    const end = () => {
      clearInterval(beat);
      stop();
      this.open.delete(end);
      raw.end();
      // Else the connection stays open for a next request, and holds up a server that is to end.
      raw.socket?.destroySoon();
    };
    this.open.add(end);
    raw.once('close', end);
    if (raw.destroyed) return end();
    const row = await this.context.database.get<{ head: number }>(
      sql`SELECT head FROM offices WHERE office = ${office}`,
    );
    say(row!.head);
  }

  /** Ends what is open, so that the server can end; desks come again, to another one. */
  async close(): Promise<void> {
    for (const end of this.open) end();
    await (
      await this.listening
    )?.();
  }

  private tell(payload: string): void {
    const [office = '', head] = payload.split('/');
    for (const hear of this.listeners.get(office) ?? []) hear(Number(head));
  }
}
