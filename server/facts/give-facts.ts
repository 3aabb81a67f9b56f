import { Readable } from 'node:stream';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import type { Desk } from '../enrolment/authenticate.ts';

interface Row {
  n: number;
  verdict: string;
  code: string | null;
  device: string;
  seq: number;
  fact: string | null;
}

/** Read at a time: what waits to be sent must not fill the memory. */
const PAGE = 1000;
/** Said at a time: a page's whole text would need new memory each time. */
const LINES = 50;

/** The office's facts after a number, a line each, read as fast as they are taken. */
export function giveFacts(
  { database }: ServerContext,
  desk: Desk,
  { after, limit }: { after: number; limit: number },
): Readable {
  async function* lines() {
    const found = await database.get<{ head: number }>(
      sql`SELECT head FROM offices WHERE office = ${desk.office}`,
    );
    const { head } = found!;
    let left = limit;
    for (let last = after; left > 0 && last < head; last += PAGE) {
      // From one number to another, few of which are missing: sorting what lies beyond would cost more.
      const rows = await database.all<Row>(
        sql`SELECT n, verdict, code, device, seq,
              CASE WHEN device = ${desk.device} THEN NULL ELSE fact END AS fact
            FROM facts WHERE office = ${desk.office} AND n > ${last} AND n <= ${last + PAGE}
            ORDER BY n LIMIT ${left}`,
      );
      for (let at = 0; at < rows.length; at += LINES) {
        yield rows
          .slice(at, at + LINES)
          .map(lineOf)
          .join('');
      }
      left -= rows.length;
    }
  }
  return Readable.from(lines());
}

/** The fact is JSON already; see `GivenLine`. */
function lineOf({ n, verdict, code, device, seq, fact }: Row): string {
  const said = code === null ? 'null' : JSON.stringify(code);
  return `[${n},"${verdict}",${said},"${device}",${seq},${fact ?? 'null'}]\n`;
}
