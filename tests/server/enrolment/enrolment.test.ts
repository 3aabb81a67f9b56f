import { hash, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { revokeDesk } from '../../../server/enrolment/desks.ts';
import { verifyServer } from '../../../server/operating/verify.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import { SigningDesk } from '../signing-desk.ts';

onBothDatabases((at) => {
  it('lets a desk join once by a code, and again only by itself where the answer was lost', async () => {
    const desk = new SigningDesk();
    const code = await at.code();
    expect(await desk.enrol(at.server.address, 'AAAA-AAAA-AAAA-AAAA-AAAA')).toMatchObject({
      status: 401,
      code: 'enrol.code',
    });
    expect(await desk.enrol(at.server.address, code.toLowerCase())).toMatchObject({ status: 200 });
    expect(await desk.enrol(at.server.address, code)).toMatchObject({ status: 200 });
    expect(await new SigningDesk().enrol(at.server.address, code)).toMatchObject({
      code: 'enrol.code',
    });
    const thief = new SigningDesk();
    const publicKey = desk.publicKey;
    const next = await at.code();
    expect(await thief.enrol(at.server.address, next, { publicKey })).toMatchObject({
      code: 'auth.signature',
    });
    const expired = await at.code(Date.now() - 8 * 86_400_000);
    expect(await thief.enrol(at.server.address, expired)).toMatchObject({ code: 'enrol.code' });
    const { database } = at.server.context;
    const stored = await database.all<{ hash: string }>(sql`SELECT hash FROM enrolment_codes`);
    const plain = code.replaceAll('-', '');
    expect(stored.map((row) => row.hash)).toContain(hash('sha256', plain, 'hex'));
    expect(JSON.stringify(stored)).not.toContain(plain);
  });

  it('lets no desk with another office join, nor one of another room on the server', async () => {
    await at.founded();
    const other = new SigningDesk();
    other.found();
    const code = await at.code();
    expect(await other.enrol(at.server.address, code)).toMatchObject({
      code: 'enrol.other-office',
    });
    const desk = await at.joined();
    await at.newOffice();
    const elsewhere = await at.code();
    expect(await desk.enrol(at.server.address, elsewhere)).toMatchObject({
      code: 'enrol.elsewhere',
    });
  });

  it('hears nothing more from a desk that was revoked', async () => {
    const desk = await at.founded();
    await revokeDesk(at.server.context.database, at.office, desk.device);
    await at.expectRefused('auth.revoked', () => desk.send(desk.register(1)));
    await expect(desk.get()).rejects.toThrow(/auth.revoked/);
    await expect(
      revokeDesk(at.server.context.database, randomUUID(), desk.device),
    ).rejects.toMatchObject({ code: 'desk.unknown' });
  });

  it('takes a desk back by a new code and a new key, and its chain goes on, verified', async () => {
    const desk = await at.founded();
    const { device, tip, office } = desk;
    const again = Object.assign(new SigningDesk(), { device, tip, office });
    again.address = desk.address;
    await at.expectRefused('auth.signature', () => again.send(again.register(1)));
    Object.assign(again, { tip });
    expect(await again.enrol(at.server.address, await at.code())).toMatchObject({ status: 200 });
    const findings = async () => (await verifyServer(at.server.context, () => {})).findings;
    expect(await findings()).toEqual([]);
    await at.expectRefused('auth.signature', () => desk.send(desk.register(1)));
    expect(await again.send(again.register(1))).toMatchObject({ status: 200 });
    expect(await findings()).toEqual([]);
  });
});
