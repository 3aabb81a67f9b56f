import { PGlite, type Transaction } from '@electric-sql/pglite';
import { type Connection, type Database, INT8, momentOf, TIMESTAMPTZ } from './database.ts';
import type { Sql } from './sql.ts';

/** PostgreSQL inside this process, its data in a folder; without a folder, in memory (for tests). */
export async function openPglite(folder?: string): Promise<Database> {
  const client = await PGlite.create({
    ...(folder !== undefined && { dataDir: folder }),
    parsers: { [INT8]: Number, [TIMESTAMPTZ]: momentOf },
  });
  return {
    kind: 'pglite',
    ...connectionOf(client),
    transaction: (work) => client.transaction((transaction) => work(connectionOf(transaction))),
    async script(text) {
      await client.exec(text);
    },
    listen: async (channel, listener) => {
      const stop = await client.listen(channel, listener);
      return () => stop();
    },
    close: () => client.close(),
  };
}

function connectionOf(client: PGlite | Transaction): Connection {
  const ask = <Row>({ text, values }: Sql) => client.query<Row>(text, values);
  return {
    all: async <Row>(query: Sql) => (await ask<Row>(query)).rows,
    get: async <Row>(query: Sql) => (await ask<Row>(query)).rows[0],
    run: async (query) => (await ask(query)).affectedRows ?? 0,
  };
}
