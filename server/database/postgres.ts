import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyStatement, copyText } from './copy.ts';
import { type Connection, type Database, INT8, momentOf, TIMESTAMPTZ } from './database.ts';
import type { Sql } from './sql.ts';

const MAX_CONNECTIONS = 16;
/** A listener that was cut off tries again after so long. */
const AGAIN_MS = 1000;

/** Connects to a PostgreSQL server; throws where none answers. */
export async function openPostgres(url: string): Promise<Database> {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  types.setTypeParser(TIMESTAMPTZ, momentOf);
  const pool = new pg.Pool({ connectionString: url, max: MAX_CONNECTIONS, types });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end us.
  pool.on('error', () => undefined);
  const ears = new Ears(() => new pg.Client({ connectionString: url, types }));
  await pool.query('SELECT 1');
  const database: Database = {
    kind: 'postgres',
    ...connectionOf(pool),
    // Of several messages, which belong on one connection.
    copy: (rows) => database.transaction((connection) => connection.copy(rows)),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(connectionOf(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        const undone = await client.query('ROLLBACK').then(
          () => true,
          () => false,
        );
        client.release(!undone);
        throw error;
      }
    },
    async script(text) {
      await pool.query(text);
    },
    listen: (channel, listener) => ears.listen(channel, listener),
    async close() {
      await ears.close();
      await pool.end();
    },
  };
  return database;
}

function connectionOf(client: pg.Pool | pg.PoolClient): Connection {
  const ask = ({ text, values }: Sql) => client.query(text, values);
  return {
    all: async <Row>(query: Sql) => (await ask(query)).rows as Row[],
    get: async <Row>(query: Sql) => (await ask(query)).rows[0] as Row | undefined,
    run: async (query) => (await ask(query)).rowCount ?? 0,
    async copy(rows) {
      if (rows.rows.length === 0) return;
      const into = client.query(copyFrom(copyStatement(rows, 'STDIN')));
      await pipeline(copyText(rows), into);
    },
  };
}

/** One connection that only listens, made anew when it breaks. */
class Ears {
  private readonly make: () => pg.Client;
  private readonly listeners = new Map<string, Set<(payload: string) => void>>();
  private client: pg.Client | null = null;
  private opening: Promise<pg.Client> | null = null;
  private closed = false;

  constructor(make: () => pg.Client) {
    this.make = make;
  }

  async listen(channel: string, listener: (payload: string) => void): Promise<() => Promise<void>> {
    const known = this.listeners.get(channel);
    if (known) known.add(listener);
    else {
      this.listeners.set(channel, new Set([listener]));
      const client = await this.connected();
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    }
    return async () => {
      const those = this.listeners.get(channel);
      those?.delete(listener);
      if (those?.size !== 0) return;
      this.listeners.delete(channel);
      await this.client?.query(`UNLISTEN ${this.client.escapeIdentifier(channel)}`);
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.listeners.clear();
    await this.client?.end();
  }

  private connected(): Promise<pg.Client> {
    this.opening ??= this.connect();
    return this.opening;
  }

  private async connect(): Promise<pg.Client> {
    const client = this.make();
    client.on('notification', ({ channel, payload = '' }) => {
      for (const listener of this.listeners.get(channel) ?? []) listener(payload);
    });
    client.on('error', () => this.broken());
    client.on('end', () => this.broken());
    await client.connect();
    for (const channel of this.listeners.keys()) {
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    }
    this.client = client;
    return client;
  }

  private broken(): void {
    if (this.closed || !this.client) return;
    this.client = null;
    this.opening = null;
    const again = () => {
      if (this.closed || this.opening) return;
      this.connected().catch(() => {
        this.opening = null;
        setTimeout(again, AGAIN_MS).unref();
      });
    };
    setTimeout(again, AGAIN_MS).unref();
  }
}
