import type { Query } from '../../../shared/domain/search/query.ts';
import type { Reader } from '../archive/database.ts';
import { boundDoc } from './doc.ts';
import { matchOf, type Near } from './match.ts';

/** The letters that fit, the newest first. `since` and `until`: none but from these on and up to these. */
export function docsOf(
  reader: Reader,
  query: Query,
  {
    most,
    since = 0,
    until = Number.MAX_SAFE_INTEGER,
    ...how
  }: {
    only: Query;
    near?: Near;
    most: number;
    since?: number;
    until?: number;
  },
): number[] {
  const { table, text } = matchOf(reader, query, how);
  const found = reader.get<{ docs: string }>({
    // The table's name is one of our own. One text for all rows, which are many.
    text: `SELECT json_group_array(rowid) AS docs FROM
      (SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ?
        ORDER BY rowid DESC LIMIT ?)`,
    values: [text, boundDoc(since), boundDoc(until), most],
  });
  return JSON.parse(found!.docs) as number[];
}
