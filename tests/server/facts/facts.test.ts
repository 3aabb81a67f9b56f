import { hash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../electron/core/archive/identity.ts';
import { sql } from '../../../server/database/sql.ts';
import { makeCode, makeOffice } from '../../../server/enrolment/codes.ts';
import { revokeDesk } from '../../../server/enrolment/desks.ts';
import { decideOfficeOnServer, decideOnServer } from '../../../server/facts/decide.ts';
import type { Server } from '../../../server/listen.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { type PrivatePostgres, startPostgres } from '../postgres.ts';
import { SigningDesk } from '../signing-desk.ts';
import { testServer } from '../start-server.ts';

let postgres: PrivatePostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const actor = { person: 'Bu Sekda', position: 'sekda' };

describe.each(['postgres', 'pglite'])('%s', (kind) => {
  let server: Server;
  let office: string;
  beforeAll(async () => {
    server = await testServer(kind === 'postgres' ? { DATABASE_URL: postgres.url } : {});
  }, 60_000);
  afterAll(() => server.close());
  beforeEach(async () => {
    office = await makeOffice(server.context.database, '');
  });

  async function joined(more: object = {}): Promise<SigningDesk> {
    const desk = new SigningDesk();
    const code = await makeCode(server.context.database, office, Date.now());
    const answer = await desk.enrol(server.address, code, more);
    expect(answer.status, JSON.stringify(answer)).toBe(200);
    return desk;
  }

  async function founded(): Promise<SigningDesk> {
    const desk = await joined();
    desk.found();
    expect(await desk.send(desk.facts)).toMatchObject({ status: 200, head: 1 });
    return desk;
  }

  /** Everything that the office has on the server. */
  async function everything() {
    const { database } = server.context;
    return {
      facts: await database.all(sql`SELECT n, fact, verdict FROM facts WHERE office = ${office}`),
      letters: await database.all(sql`SELECT state FROM letters WHERE office = ${office}`),
      states: await database.all(sql`SELECT state FROM office_states WHERE office = ${office}`),
      devices: await database.all(
        sql`SELECT device, seq, tip FROM devices WHERE office = ${office} ORDER BY device`,
      ),
    };
  }

  async function expectRefused(
    code: string,
    send: () => Promise<{ code?: string }>,
  ): Promise<void> {
    const before = await everything();
    expect(await send()).toMatchObject({ code });
    expect(await everything()).toEqual(before);
  }

  it('takes in what a desk did, gives it numbers, and answers the same when it is sent again', async () => {
    const desk = await founded();
    const facts = [...desk.register(1), ...desk.register(2)];
    const [first] = facts;
    const letter = first!.aggregate.slice('letter:'.length);
    const input = { fields: { subject: 'Rapat' } };
    facts.push(...desk.change(letter, { name: 'letters.correct', input }));
    const answer = await desk.send(facts);
    expect(answer.confirmed).toEqual(
      [2, 3, 4].map((n) => ({ seq: n, n, verdict: 'applied', code: null })),
    );
    const [row] = await server.context.database.all<{ state: string; subject: string }>(
      sql`SELECT state, subject FROM letters WHERE office = ${office} AND letter = ${letter}`,
    );
    expect(row).toEqual({ state: canonicalText(desk.letters.get(letter)), subject: 'Rapat' });
    const before = await everything();
    expect((await desk.send(facts)).confirmed).toEqual(answer.confirmed);
    expect(await everything()).toEqual(before);
    const more = desk.register(3);
    expect(await desk.send([facts.at(-1)!, ...more])).toMatchObject({ status: 200, head: 5 });
  });

  it('gives another desk what was taken in, and the own desk its numbers alone', async () => {
    const desk = await founded();
    await desk.send(desk.register(1));
    const other = await joined();
    const lines = await other.get();
    expect(lines.map(([n, verdict, code, device, seq]) => [n, verdict, code, device, seq])).toEqual(
      [
        [1, 'applied', null, desk.device, 1],
        [2, 'applied', null, desk.device, 2],
      ],
    );
    expect(lines.map((line) => line[5])).toEqual(desk.facts);
    expect(await desk.get(1)).toEqual([[2, 'applied', null, desk.device, 2, null]]);
  });

  it('keeps what disagrees, of no effect, and settles it by what a person says', async () => {
    const desk = await founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const other = await joined();
    await other.see();
    const say = (one: SigningDesk, subject: string) =>
      one.change(letter, { name: 'letters.correct', input: { fields: { subject } } });
    await desk.send(say(desk, 'Undangan rapat'));
    const [late] = say(other, 'Undangan pelantikan');
    expect((await other.send([late!])).confirmed).toEqual([
      { seq: 1, n: 4, verdict: 'disputed', code: 'letter.field-differs' },
    ]);
    const row = await server.context.database.get<{ subject: string }>(
      sql`SELECT subject FROM letters WHERE letter = ${letter} AND office = ${office}`,
    );
    expect(row).toEqual({ subject: 'Undangan rapat' });
    const settle = { fact: late!.id, choice: 'kept' as const };
    await desk.send(desk.change(letter, { name: 'letters.settle', input: settle }));
    const dispute = await server.context.database.get(
      sql`SELECT fact, n, settled FROM disputes WHERE office = ${office}`,
    );
    expect(dispute).toEqual({ fact: late!.id, n: 4, settled: 5 });
  });

  it('merges corrections of different fields', async () => {
    const desk = await founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const other = await joined();
    await other.see();
    const input = (fields: object) => ({ name: 'letters.correct' as const, input: { fields } });
    await desk.send(desk.change(letter, input({ subject: 'Rapat' })));
    const answer = await other.send(other.change(letter, input({ sender: 'Bupati' })));
    expect(answer.confirmed).toMatchObject([{ verdict: 'applied' }]);
    expect(
      await server.context.database.get(
        sql`SELECT subject, sender FROM letters WHERE letter = ${letter} AND office = ${office}`,
      ),
    ).toEqual({ subject: 'Rapat', sender: 'Bupati' });
  });

  it('lets only the desk of a book number its letters, one after another, and hands it over', async () => {
    const desk = await founded();
    await desk.send([...desk.register(1), ...desk.register(2)]);
    const other = await joined();
    await other.see();
    other.office = {
      ...other.office!,
      books: [{ ...other.office!.books[0]!, device: other.device }],
    };
    expect((await other.send(other.register(3))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'book.of-another-desk' },
    ]);
    expect((await desk.send(desk.register(4))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'number.not-next' },
    ]);
    expect((await desk.send(desk.register(2))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'number.taken' },
    ]);
    const to = { book: 'masuk', to: other.device };
    await desk.send(desk.do({ name: 'office.handOverBook', input: to }));
    expect((await other.send(other.register(3))).confirmed).toMatchObject([{ verdict: 'applied' }]);
    const back = { book: 'masuk', to: desk.device, byServer: true };
    await decideOfficeOnServer(server.context, office, actor, {
      name: 'office.handOverBook',
      input: back,
    });
    desk.office = { ...desk.office!, books: [{ ...desk.office!.books[0]!, device: desk.device }] };
    expect((await desk.send(desk.register(4))).confirmed).toMatchObject([{ verdict: 'applied' }]);
  });

  it('keeps what a newer version wrote, with a number', async () => {
    const desk = await founded();
    const letter = newId();
    const fact = desk.seal(
      { type: 'letter.dreamt', version: 1, body: { of: 'rain' } },
      `letter:${letter}`,
      0,
    );
    const next = desk.seal(
      { type: 'letter.registered', version: 2, body: {} },
      `letter:${letter}`,
      0,
    );
    expect((await desk.send([fact, next])).confirmed).toMatchObject([
      { verdict: 'newer' },
      { verdict: 'newer' },
    ]);
  });

  it('decides for people on the web in its own chain', async () => {
    const desk = await founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const input = {
      from: 'sekda',
      to: ['asisten-1'],
      copies: [],
      instructions: [],
      note: 'Hadiri',
      due: null,
    };
    const command = { name: 'dispositions.give' as const, input };
    const changed = await decideOnServer(server.context, office, actor, { letter, command });
    expect(changed.dispositions).toMatchObject([{ note: 'Hadiri', to: [{ key: 'asisten-1' }] }]);
    await expect(
      decideOnServer(server.context, office, actor, { letter, command }),
    ).rejects.toMatchObject({ code: 'disposition.already-given' });
    const last = (await desk.get(2)).at(-1)!;
    expect(last[5]).toMatchObject({ type: 'letter.disposed', actor, seq: 1 });
    expect(
      await server.context.database.all(
        sql`SELECT position, kind FROM waiting WHERE office = ${office}`,
      ),
    ).toEqual([{ position: 'asisten-1', kind: 'task' }]);
  });

  it('refuses a wrong signature, of the request and of the chain', async () => {
    const desk = await founded();
    const facts = desk.register(1);
    const body = { facts, signature: desk.sign('lontar chain\n' + facts[0]!.hash) };
    const headers = desk.headers('POST', '/v1/facts', JSON.stringify(body));
    const changed = { ...body, facts: [{ ...facts[0], at: '2026-01-06T00:00:00.000Z' }] };
    await expectRefused('auth.signature', () => desk.post('/v1/facts', changed, headers));
    await expectRefused('auth.signature', () => desk.post('/v1/facts?x=1', body, headers));
    await expectRefused('auth.needed', () => desk.post('/v1/facts', body, {}));
    await expectRefused('auth.signature', () => desk.send(facts, 'f'.repeat(64)));
    const stranger = new SigningDesk();
    stranger.address = server.address;
    await expectRefused('auth.signature', () => stranger.send(facts));
  });

  it('refuses a request that comes again, in order or not', async () => {
    const desk = await founded();
    const body = JSON.stringify({ sha256: [] });
    const path = '/v1/blobs/missing';
    desk.counter = 1000;
    const early = desk.headers('POST', path, body, 999);
    const late = desk.headers('POST', path, body, 1000);
    expect((await desk.post(path, { sha256: [] }, late)).code).toBeUndefined();
    expect((await desk.post(path, { sha256: [] }, early)).code).toBeUndefined();
    const replayed = { code: 'auth.replayed', data: { counter: 1000 } };
    expect(await desk.post(path, { sha256: [] }, late)).toMatchObject(replayed);
    expect(await desk.post(path, { sha256: [] }, early)).toMatchObject(replayed);
    const old = desk.headers('POST', path, body, 1000 - 256);
    expect(await desk.post(path, { sha256: [] }, old)).toMatchObject(replayed);
  });

  it('refuses a chain that is broken, forked, forged, or of another device', async () => {
    const desk = await founded();
    const kept = desk.tip;
    const facts = [...desk.register(1), ...desk.register(2), ...desk.register(3)];
    await expectRefused('chain.broken', () => desk.send([facts[0]!, facts[2]!]));
    await expectRefused('chain.broken', () => desk.send([facts[1]!]));
    const forged = { ...facts[0]!, at: '2026-01-06T00:00:00.000Z' };
    await expectRefused('fact.changed', () => desk.send([forged]));
    await desk.send(facts);
    desk.tip = kept;
    await expectRefused('chain.forked', () => desk.send(desk.register(1)));
    const other = await joined();
    await expectRefused('fact.of-another-device', () => other.send(facts));
  });

  it('refuses what concerns another office, and shows it nothing of it', async () => {
    const desk = await founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const theirs = desk.letters.get(letter)!;
    const here = await everything();
    const hereOffice = office;
    office = await makeOffice(server.context.database, '');
    const stranger = await founded();
    expect(await stranger.get(1)).toEqual([]);
    const tip = stranger.tip;
    const aggregate = desk.facts[0]!.aggregate;
    const body = { name: 'Kami', address: [], place: '' };
    const ofTheirs = stranger.seal(
      { type: 'office.letterhead-set', version: 1, body },
      aggregate,
      1,
    );
    await expectRefused('fact.of-another-office', () => stranger.send([ofTheirs]));
    stranger.tip = tip;
    stranger.letters.set(letter, theirs);
    const cancel = { name: 'letters.cancel' as const, input: { reason: 'Jahil' } };
    expect((await stranger.send(stranger.change(letter, cancel))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'letter.unknown' },
    ]);
    office = hereOffice;
    expect(await everything()).toEqual(here);
    expect(await desk.get(2)).toEqual([]);
  });

  it('refuses a body that its form refuses, of every kind', async () => {
    const desk = await founded();
    const tip = desk.tip;
    const [good] = desk.register(1);
    const bad = (body: object, type = 'letter.registered') => {
      desk.tip = tip;
      return desk.seal({ type, version: 1, body }, good!.aggregate, 0);
    };
    const { body } = good!;
    const fields = body['fields'] as object;
    const wrong = [
      bad({ ...body, more: 1 }),
      bad({ ...body, fields: { ...fields, sender: 'a\u0000b' } }),
      bad({ ...body, fields: { ...fields, sender: '\ud800' } }),
      bad({ ...body, fields: { ...fields, sender: 'x'.repeat(301) } }),
      bad({ ...body, fields: { ...fields, sender: 5 } }),
      bad({ ...body, agenda: { book: '../masuk', year: 2026, number: 1 } }),
      bad({ ...body, agenda: { book: 'masuk', year: 2026, number: -1 } }),
      bad({ ...body, document: { sha256: '../../etc/passwd', pages: 1, bytes: 1, name: 'a' } }),
      bad({ reason: 'x' }, 'office.printed'),
    ];
    for (const fact of wrong) await expectRefused('fact.malformed', () => desk.send([fact]));
    await expectRefused('fact.malformed', () => desk.send([{ ...good!, extra: true }]));
    await expectRefused('input.invalid', () => desk.send([]));
  });

  it('refuses a body that is too large', async () => {
    const desk = await founded();
    const large = [{ ...desk.register(1)[0]!, large: 'x'.repeat(9 << 20) }];
    await expectRefused('request.too-large', () => desk.send(large as unknown as Fact[]));
  });

  it('keeps SQL and HTML in every field as it is, and does nothing by it', async () => {
    const desk = await founded();
    const evil = `'; DROP TABLE letters; --<script>alert(1)</script>\${x}%s\\`;
    const fields = {
      number: evil,
      sender: evil,
      subject: evil,
      recipient: evil,
      attachments: evil,
      forwardedTo: evil,
      remarks: evil,
      location: evil,
    };
    const [registered] = desk.register(1, fields);
    const letter = registered!.aggregate.slice('letter:'.length);
    const facts = [
      registered!,
      ...desk.change(letter, { name: 'letters.cancel', input: { reason: evil } }),
    ];
    expect(await desk.send(facts)).toMatchObject({ status: 200, head: 3 });
    const row = await server.context.database.get<Record<string, string>>(
      sql`SELECT number, sender, subject, forwarded, state FROM letters
          WHERE letter = ${letter} AND office = ${office}`,
    );
    expect(row).toMatchObject({ number: evil, sender: evil, subject: evil, forwarded: evil });
    expect(JSON.parse(row!['state']!)).toMatchObject({ fields, cancelled: { reason: evil } });
  });

  it('lets a desk join once by a code, and again only by itself where the answer was lost', async () => {
    const desk = new SigningDesk();
    const code = await makeCode(server.context.database, office, Date.now());
    expect(await desk.enrol(server.address, 'AAAA-AAAA-AAAA-AAAA-AAAA')).toMatchObject({
      status: 401,
      code: 'auth.code',
    });
    expect(await desk.enrol(server.address, code.toLowerCase())).toMatchObject({ status: 200 });
    expect(await desk.enrol(server.address, code)).toMatchObject({ status: 200 });
    expect(await new SigningDesk().enrol(server.address, code)).toMatchObject({
      code: 'auth.code',
    });
    const thief = new SigningDesk();
    const publicKey = desk.publicKey;
    const next = await makeCode(server.context.database, office, Date.now());
    expect(await thief.enrol(server.address, next, { publicKey })).toMatchObject({
      code: 'auth.signature',
    });
    const expired = await makeCode(server.context.database, office, Date.now() - 8 * 86_400_000);
    expect(await thief.enrol(server.address, expired)).toMatchObject({ code: 'auth.code' });
    const { database } = server.context;
    const stored = await database.all<{ hash: string }>(sql`SELECT hash FROM enrolment_codes`);
    const plain = code.replaceAll('-', '');
    expect(stored.map((row) => row.hash)).toContain(hash('sha256', plain, 'hex'));
    expect(JSON.stringify(stored)).not.toContain(plain);
  });

  it('lets no desk with another office join, nor one of another room on the server', async () => {
    await founded();
    const other = new SigningDesk();
    other.found();
    const code = await makeCode(server.context.database, office, Date.now());
    expect(await other.enrol(server.address, code)).toMatchObject({ code: 'enrol.other-office' });
    const desk = await joined();
    office = await makeOffice(server.context.database, '');
    const elsewhere = await makeCode(server.context.database, office, Date.now());
    expect(await desk.enrol(server.address, elsewhere)).toMatchObject({ code: 'enrol.elsewhere' });
  });

  it('hears nothing more from a desk that was revoked', async () => {
    const desk = await founded();
    await revokeDesk(server.context.database, office, desk.device);
    await expectRefused('auth.revoked', () => desk.send(desk.register(1)));
    await expect(desk.get()).rejects.toThrow(/auth.revoked/);
    await expect(
      revokeDesk(server.context.database, randomUUID(), desk.device),
    ).rejects.toMatchObject({ code: 'desk.unknown' });
  });

  it('tells of new facts as they come', async () => {
    const desk = await founded();
    const path = '/v1/events';
    const stop = new AbortController();
    const answer = await fetch(server.address + path, {
      headers: desk.headers('GET', path, ''),
      signal: stop.signal,
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (text: string) => {
      while (!heard.includes(text)) heard += (await reader.read()).value ?? '';
    };
    await hear('data: 1\n');
    await desk.send(desk.register(1));
    await hear('data: 2\n');
    expect(heard).toContain('event: head');
    stop.abort();
  });
});
