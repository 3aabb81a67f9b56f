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

/** The office's facts after a number, a line each, read as fast as they are taken. */
export function giveFacts(
  { database }: ServerContext,
  desk: Desk,
  { after, limit }: { after: number; limit: number },
): Readable {
  async function* lines() {
    let last = after;
    for (let left = limit; left > 0;) {
      const most = Math.min(left, PAGE);
      const rows = await database.all<Row>(
        sql`SELECT n, verdict, code, device, seq,
              CASE WHEN device = ${desk.device} THEN NULL ELSE fact END AS fact
            FROM facts WHERE office = ${desk.office} AND n > ${last} ORDER BY n LIMIT ${most}`,
      );
      if (rows.length > 0) yield rows.map(lineOf).join('');
      if (rows.length < most) return;
      left -= rows.length;
      last = rows.at(-1)!.n;
    }
  }
  return Readable.from(lines());
}

/** The fact is JSON already; see `GivenLine`. */
function lineOf({ n, verdict, code, device, seq, fact }: Row): string {
  const said = code === null ? 'null' : JSON.stringify(code);
  return `[${n},"${verdict}",${said},"${device}",${seq},${fact ?? 'null'}]\n`;
}
