import { expect } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { makeCode, makeOffice } from '../../server/enrolment/codes.ts';
import type { Server } from '../../server/listen.ts';
import { SigningDesk } from './signing-desk.ts';

export type Site = ReturnType<typeof openSite>;

/** A room for one office on `server`, until it is given another. */
export function openSite(server: () => Server) {
  const site = {
    office: '',

    get server(): Server {
      return server();
    },

    async newOffice(): Promise<string> {
      return (site.office = await makeOffice(server().context.database, ''));
    },

    code: (at = Date.now()): Promise<string> =>
      makeCode(server().context.database, site.office, at),

    async joined(more: object = {}): Promise<SigningDesk> {
      const desk = new SigningDesk();
      const answer = await desk.enrol(server().address, await site.code(), more);
      expect(answer.status, JSON.stringify(answer)).toBe(200);
      return desk;
    },

    /** The first desk of the office, which founded it. */
    async founded(): Promise<SigningDesk> {
      const desk = await site.joined();
      desk.found();
      expect(await desk.send(desk.facts)).toMatchObject({ status: 200, head: 1 });
      return desk;
    },

    /** Everything that the office has on the server. */
    async everything() {
      const { office } = site;
      const { database } = server().context;
      return {
        facts: await database.all(sql`SELECT n, fact, verdict FROM facts WHERE office = ${office}`),
        letters: await database.all(sql`SELECT state FROM letters WHERE office = ${office}`),
        states: await database.all(sql`SELECT state FROM office_states WHERE office = ${office}`),
        devices: await database.all(
          sql`SELECT device, seq, tip FROM devices WHERE office = ${office} ORDER BY device`,
        ),
      };
    },

    /** Refused with this code, and nothing of the office is changed by it. */
    async expectRefused(code: string, send: () => Promise<{ code?: string }>): Promise<void> {
      const before = await site.everything();
      expect(await send()).toMatchObject({ code });
      expect(await site.everything()).toEqual(before);
    },
  };
  return site;
}
