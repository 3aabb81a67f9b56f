import { existsSync } from 'node:fs';
import path from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { type Connection, type Database, INT8, momentOf, TIMESTAMPTZ } from './database.ts';
import { copyStatement, copyText } from './copy.ts';
import { DurableFiles, syncAll } from './durable-files.ts';
import type { Sql } from './sql.ts';

/** `-F` would leave out every fsync; of the ways to sync its log, `fsync` is the one that arrives. */
const durable = [
  ...PGlite.defaultStartParams.filter((flag) => flag !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

/** PostgreSQL inside this process, its data in a folder. */
export async function openPglite(folder: string): Promise<Database> {
  const made = !existsSync(path.join(folder, 'PG_VERSION'));
  const client = await PGlite.create({
    fs: new DurableFiles(folder),
    startParams: durable,
    parsers: { [INT8]: Number, [TIMESTAMPTZ]: momentOf },
  });
  if (made) syncAll(folder);
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
    async copy(rows) {
      if (rows.rows.length === 0) return;
      // The device by which PGlite hands over a file (its documentation, "/dev/blob").
      const blob = new Blob([...copyText(rows)]);
      await client.query(copyStatement(rows, `'/dev/blob'`), [], { blob });
    },
  };
}
