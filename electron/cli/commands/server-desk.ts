import type { Command } from '../command.ts';
import { officeMeant, withServerDatabase } from '../server-database.ts';
import { say, words } from '../words.ts';

/** The office's desks: a code for one more; a lost one revoked. */
export const serverDesk: Command = {
  usage: 'server desk [--code | --revoke DEVICE] [--office OFFICE]',
  flags: { code: { type: 'boolean' }, revoke: { type: 'string' }, office: { type: 'string' } },
  async run(given, out) {
    const revoke = given.text('revoke');
    const [{ makeCode }, { desksOf, revokeDesk }] = await Promise.all([
      import('../../../server/enrolment/codes.ts'),
      import('../../../server/enrolment/desks.ts'),
    ]);
    await withServerDatabase(async (database) => {
      const office = await officeMeant(database, given.text('office'));
      if (given.is('code')) {
        const made = await makeCode(database, office, Date.now());
        out.result({ code: made }, () => made);
        return;
      }
      if (revoke !== undefined) await revokeDesk(database, office, revoke);
      const desks = await desksOf(database, office);
      out.result({ desks }, () =>
        desks.map((desk) => say(desk.revoked ? words.deskRevoked : words.deskLine, { ...desk })),
      );
    });
  },
};
