import { spawnSync } from 'node:child_process';
import { createECDH, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttps, globalAgent, type Server as Https } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPush } from './open-push.ts';
import { sql } from '../../../server/database/sql.ts';
import { makeCode, makeOffice } from '../../../server/enrolment/codes.ts';
import type { Server } from '../../../server/listen.ts';
import { compose, composeDigests } from '../../../server/notices/compose.ts';
import { gather } from '../../../server/notices/gather.ts';
import { sendMessages } from '../../../server/notices/send.ts';
import { textOf } from '../../../server/notices/words.ts';
import { addPerson } from '../../../server/people/keep-accounts.ts';
import { Browser } from '../browser.ts';
import { startPostgres } from '../postgres.ts';
import { SigningDesk } from '../signing-desk.ts';
import { testServer } from '../start-server.ts';

const PASSWORD = 'nyiur melambai 7';
const now = () => Date.parse('2026-01-05T08:00:00.000Z');

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
let desk: SigningDesk;
let smtp: SMTPServer;
let push: Https;
let pushHost: string;
const mails: { to: string; text: string }[] = [];
const pushed: { headers: Record<string, unknown>; body: Buffer }[] = [];
let pushAnswer = 201;
/** What the mail server says to whoever is written to. */
const refusals = new Map<string, number>();

beforeAll(async () => {
  postgres = await startPostgres();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _, done) {
      const code = refusals.get(address);
      done(code === undefined ? null : Object.assign(new Error('no'), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const text = Buffer.concat(parts).toString();
        for (const { address } of envelope.rcptTo) mails.push({ to: address, text });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  await startPush();
  const env = {
    DATABASE_URL: postgres.url,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    LONTAR_MAIL_FROM: 'lontar@kota.go.id',
    LONTAR_PUSH_HOSTS: pushHost,
    LONTAR_DIGEST_HOUR: '0',
  };
  server = await testServer(env, { now });
  const { database } = server.context;
  const office = await makeOffice(database, 'Setda');
  desk = new SigningDesk();
  await desk.enrol(server.address, await makeCode(database, office, now()));
  desk.found();
  await desk.send(desk.facts);
  for (const [login, role, position] of [
    ['sekda', 'leader', 'sekda'],
    ['asisten', 'unit', 'asisten-1'],
    ['umum', 'unit', 'bagian-umum'],
  ] as const) {
    const email = `${login}@kota.go.id`;
    const person = { login, name: 'Bu Rahasia', role, positions: [position], email };
    await addPerson(database, office, { ...person, password: PASSWORD }, now());
  }
}, 60_000);
afterAll(async () => {
  await server.close();
  smtp.close(() => undefined);
  push.close();
  postgres.stop();
});

/** A push service with a certificate of its own. */
async function startPush(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-push-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  spawnSync('openssl', [...request, '-nodes', '-keyout', key, '-out', cert, ...subject]);
  push = createHttps({ key: readFileSync(key), cert: readFileSync(cert) }, (request_, response) => {
    const parts: Buffer[] = [];
    request_.on('data', (part: Buffer) => parts.push(part));
    request_.on('end', () => {
      pushed.push({ headers: request_.headers, body: Buffer.concat(parts) });
      response.writeHead(pushAnswer).end();
    });
  });
  await new Promise<void>((resolve) => push.listen(0, 'localhost', resolve));
  pushHost = `localhost:${(push.address() as AddressInfo).port}`;
  globalAgent.options.ca = readFileSync(cert);
  rmSync(folder, { recursive: true });
}

/** As two servers on one database would, at the same moment. */
async function tell(): Promise<void> {
  const { context } = server;
  const both = <Work>(work: () => Promise<Work>) => Promise.all([work(), work()]);
  await both(() => gather(context));
  await both(() => compose(context));
  await both(() => sendMessages(context));
}

const loudAgain = async () => {
  const { database } = server.context;
  await database.run(sql`UPDATE messages SET made = made - interval '1 hour', due = now()`);
};

function give(letter: string, to: string) {
  const input = {
    from: 'sekda',
    to: [to],
    copies: [],
    instructions: [],
    note: 'Rahasia',
    due: '2026-01-02',
  };
  return desk.change(letter, {
    name: 'dispositions.give',
    input: { ...input, paper: null },
  } as never);
}

it('tells the holder of a position of new dispositions, and a leader who wishes of new letters, once', async () => {
  const browser = new Browser(server.address);
  await browser.signIn('sekda', PASSWORD);
  const { body } = await browser.get('/v1/notices');
  expect(body).toMatchObject({ mail: true, settings: { letters: false, dispositions: true } });
  const wish = await browser.post('/v1/notices', { ...body.settings, letters: true });
  expect(wish.status).toBe(200);
  const letters = [1, 2, 3].flatMap((number) =>
    desk.register(number, { sender: 'Dinas Rahasia', urgency: 'sangat-segera' }),
  );
  const given = letters.flatMap(({ aggregate }) => give(aggregate.slice(7), 'asisten-1'));
  expect((await desk.send([...letters, ...given])).status).toBe(200);
  await tell();
  await expect
    .poll(() => mails.map(({ to }) => to).sort())
    .toEqual(['asisten@kota.go.id', 'sekda@kota.go.id']);
  const told = Object.fromEntries(mails.map(({ to, text }) => [to, text]));
  expect(told['asisten@kota.go.id']).toContain('3 disposisi baru; 3 sangat segera');
  expect(told['sekda@kota.go.id']).toContain('3 surat baru; 3 sangat segera');
  for (const { text } of mails) expect(text).not.toContain('Rahasia');
  await loudAgain();
  await tell();
  expect(mails).toHaveLength(2);
});

it('is quiet for some minutes after a message, and then tells all that came meanwhile in one', async () => {
  mails.length = 0;
  await server.context.database.run(sql`UPDATE messages SET made = now()`);
  const letters = [4, 5].flatMap((number) => desk.register(number));
  await desk.send([...letters, ...give(letters[0]!.aggregate.slice(7), 'asisten-1')]);
  await tell();
  await desk.send(give(letters[1]!.aggregate.slice(7), 'asisten-1'));
  await tell();
  expect(mails).toEqual([]);
  await loudAgain();
  await tell();
  await expect.poll(() => mails.map(({ to }) => to).sort()).toHaveLength(2);
  expect(mails.find(({ to }) => to.startsWith('asisten'))!.text).toContain('2 disposisi baru');
});

it('tries again what a mail server could not take now, and not what it will never take', async () => {
  mails.length = 0;
  await loudAgain();
  refusals.set('asisten@kota.go.id', 451);
  refusals.set('sekda@kota.go.id', 550);
  const letter = desk.register(6);
  await desk.send([...letter, ...give(letter[0]!.aggregate.slice(7), 'asisten-1')]);
  await tell();
  const states = () =>
    server.context.database.all(
      sql`SELECT login, tries, failed, begun IS NULL AS waits, due > now() AS later
          FROM messages JOIN people USING (person) WHERE done IS NULL ORDER BY login`,
    );
  await expect.poll(states).toEqual([
    { login: 'asisten', tries: 1, failed: null, waits: true, later: true },
    { login: 'sekda', tries: 1, failed: '550', waits: false, later: expect.anything() },
  ]);
  refusals.clear();
  await loudAgain();
  await tell();
  await expect.poll(() => mails.map(({ to }) => to)).toEqual(['asisten@kota.go.id']);
});

it('pushes what nobody on the way can read, and forgets a browser that is gone', async () => {
  const browser = new Browser(server.address);
  await browser.signIn('umum', PASSWORD);
  const ecdh = createECDH('prime256v1');
  const keys = {
    p256dh: ecdh.generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
  const subscribe = (endpoint: string) => browser.post('/v1/notices/subscribe', { endpoint, keys });
  for (const elsewhere of [
    'https://169.254.169.254/x',
    'https://localhost/x',
    'https://fcm.googleapis.com.evil.id/',
  ])
    expect((await subscribe(elsewhere)).body.code).toBe('push.unknown-service');
  expect((await subscribe(`http://${pushHost}/x`)).body.code).toBe('input.invalid');
  expect((await subscribe(`https://${pushHost}/one`)).status).toBe(200);
  const toUmum = async (number: number) => {
    const letter = desk.register(number);
    await desk.send([...letter, ...give(letter[0]!.aggregate.slice(7), 'bagian-umum')]);
    await tell();
  };
  await toUmum(7);
  await expect.poll(() => pushed).toHaveLength(1);
  expect(pushed[0]!.headers).toMatchObject({ topic: 'new', urgency: 'normal' });
  expect(pushed[0]!.headers['authorization']).toMatch(/^vapid t=/);
  expect(pushed[0]!.body.toString('latin1')).not.toContain('disposisi');
  // The browser alone can, and finds how much there is and nothing of what.
  const read = openPush(pushed[0]!.body, ecdh, keys.auth);
  expect(read).toMatchObject({ title: expect.any(String), body: expect.stringContaining('1') });
  expect(JSON.stringify(read)).not.toMatch(/Rahasia|Undangan|Dinas/);
  pushAnswer = 410;
  await loudAgain();
  await toUmum(8);
  await expect.poll(() => pushed).toHaveLength(2);
  await expect
    .poll(() => server.context.database.all(sql`SELECT hash FROM push_subscriptions`))
    .toEqual([]);
});

it('tells once a day what is overdue', async () => {
  const { context } = server;
  await context.database.run(sql`DELETE FROM messages`);
  await context.database.run(sql`DELETE FROM digests`);
  mails.length = 0;
  await Promise.all([composeDigests(context), composeDigests(context)]);
  await composeDigests(context);
  await sendMessages(context);
  await expect
    .poll(() => mails.map(({ to }) => to).sort())
    .toEqual(['asisten@kota.go.id', 'umum@kota.go.id']);
  expect(mails.find(({ to }) => to.startsWith('asisten'))!.text).toContain('6 lewat batas waktu');
});

it('does not tell what a desk did long ago', async () => {
  const { context } = server;
  await context.database.run(sql`DELETE FROM notices`);
  await context.database.run(sql`UPDATE notice_cursors SET n = 0`);
  await gather({ ...context, now: () => now() + 2 * 24 * 3600 * 1000 });
  expect(await context.database.all(sql`SELECT person FROM notices`)).toEqual([]);
});

it('says in both languages how much and how urgent', () => {
  const told = { dispositions: 1, letters: 2, overdue: 1, urgent: 1 };
  expect(textOf({ ...told, language: 'id' })).toBe(
    '1 disposisi baru, 2 surat baru, 1 lewat batas waktu; 1 sangat segera',
  );
  expect(textOf({ ...told, language: 'en' })).toBe(
    '1 new disposition, 2 new letters, 1 overdue; 1 very urgent',
  );
});
