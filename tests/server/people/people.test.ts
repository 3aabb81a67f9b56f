import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { firstAdministratorCode } from '../../../server/people/first-administrator.ts';
import { addPerson } from '../../../server/people/keep-accounts.ts';
import type { Server } from '../../../server/listen.ts';
import { Browser } from '../browser.ts';
import { type PrivatePostgres, startPostgres } from '../postgres.ts';
import { testServer } from '../start-server.ts';

const OFFICE = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const PASSWORD = 'nyiur melambai 7';

let postgres: PrivatePostgres;
let server: Server;
let later = 0;
let admin: Browser;
let made = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  const env = { DATABASE_URL: postgres.url, LONTAR_PROXIES: '127.0.0.1' };
  server = await testServer(env, { now: () => Date.now() + later });
  const { database } = server.context;
  await database.run(sql`INSERT INTO offices (office, name) VALUES (${OFFICE}, 'Setda')`);
  await database.run(sql`INSERT INTO offices (office, name) VALUES (${OTHER}, 'Dinas')`);
  await add('admin', { role: 'administrator' });
  await add('kepala', { role: 'administrator', office: OTHER });
  admin = new Browser(server.address);
  await admin.signIn('admin', PASSWORD);
}, 60_000);
afterAll(async () => {
  await server?.close();
  postgres?.stop();
});
beforeEach(() => {
  later = 0;
});

function add(login: string, more: { role?: 'leader' | 'administrator'; office?: string } = {}) {
  const role = more.role ?? 'leader';
  const positions = role === 'leader' ? ['sekda'] : [];
  const person = { login, name: `Nama ${login}`, role, positions, email: null, password: PASSWORD };
  return addPerson(server.context.database, more.office ?? OFFICE, person, Date.now());
}

async function someone(): Promise<{ login: string; browser: Browser; person: string }> {
  const login = `orang-${(made += 1)}`;
  const { account } = await add(login);
  const browser = new Browser(server.address);
  await browser.signIn(login, PASSWORD);
  return { login, browser, person: account.person };
}

const totalOf = async (table: 'people' | 'sessions') => {
  const query =
    table === 'people'
      ? sql`SELECT count(*) AS n FROM people`
      : sql`SELECT count(*) AS n FROM sessions`;
  return (await server.context.database.get<{ n: number }>(query))!.n;
};

describe('signing in', () => {
  it('opens a session in a cookie that scripts can not read, and ends it', async () => {
    const { login } = await someone();
    const browser = new Browser(server.address);
    const { status, body, headers } = await browser.signIn(` ${login.toUpperCase()} `, PASSWORD);
    expect(status).toBe(200);
    expect(body.person).toMatchObject({ login, role: 'leader', positions: ['sekda'], totp: false });
    expect(body.office).toBe('Setda');
    const [cookie] = headers.getSetCookie();
    expect(cookie).toMatch(/^lontar=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(JSON.stringify(body)).not.toContain('argon2');
    expect((await browser.get('/v1/people/me')).body.person.login).toBe(login);
    const token = browser.cookie;
    expect((await browser.post('/v1/people/sign-out', {})).status).toBe(200);
    browser.cookie = token;
    expect((await browser.get('/v1/people/me')).body.code).toBe('auth.needed');
  });

  it('keeps hashes alone: neither password nor token stands in the database', async () => {
    const { browser, login } = await someone();
    const token = browser.cookie.split('=')[1]!;
    const { database } = server.context;
    const rows = JSON.stringify([
      await database.all(sql`SELECT * FROM sessions`),
      await database.all(sql`SELECT * FROM people WHERE login = ${login}`),
    ]);
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(PASSWORD);
    expect(rows).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('answers an unknown name, a closed account and a wrong password alike', async () => {
    const { login, person } = await someone();
    const closed = await someone();
    await admin.post(`/v1/people/${closed.person}`, { closed: true });
    const browser = new Browser(server.address);
    const answers = [
      await browser.signIn(login, 'wrong wrong wrong'),
      await browser.signIn('nobody-here', PASSWORD),
      await browser.signIn(closed.login, PASSWORD),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual({ code: 'auth.wrong', data: {} });
    }
    expect((await closed.browser.get('/v1/people/me')).status).toBe(401);
    expect(person).not.toBe(closed.person);
  });

  it('takes as long for an unknown name as for a wrong password', async () => {
    const { login } = await someone();
    const { database } = server.context;
    const browser = new Browser(server.address);
    const time = async (name: string) => {
      const tries: number[] = [];
      for (let at = 0; at < 9; at += 1) {
        await database.run(sql`DELETE FROM sign_in_failures`);
        const begun = performance.now();
        await browser.signIn(name, 'wrong wrong wrong');
        tries.push(performance.now() - begun);
      }
      return Math.min(...tries);
    };
    const [known, unknown] = [await time(login), await time('nobody-here')];
    // Without the same work an unknown name would be answered in a tenth of the time.
    expect(Math.min(known, unknown) / Math.max(known, unknown)).toBeGreaterThan(0.4);
  });

  it('locks after wrong tries in a row, known name or not, and opens again', async () => {
    const { login, browser } = await someone();
    for (const name of [login, 'never-heard-of']) {
      const guesser = new Browser(server.address);
      for (let at = 0; at < 5; at += 1) {
        expect((await guesser.signIn(name, 'wrong wrong wrong')).body.code).toBe('auth.wrong');
      }
      const { body, status } = await guesser.signIn(name, PASSWORD);
      expect([status, body.code]).toEqual([403, 'auth.locked']);
      expect(body.data.seconds).toBeGreaterThan(25);
    }
    // Who is signed in already goes on.
    expect((await browser.get('/v1/people/me')).status).toBe(200);
    later = 31_000;
    expect((await new Browser(server.address).signIn(login, PASSWORD)).status).toBe(200);
  });

  it('locks many tries at once as well', async () => {
    const { login } = await someone();
    const guesses = Array.from({ length: 12 }, () =>
      new Browser(server.address).signIn(login, 'wrong wrong wrong'),
    );
    const codes = (await Promise.all(guesses)).map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'auth.wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'auth.locked')).toHaveLength(7);
  });

  it('is slowed down for whoever tries one name after the other from one address', async () => {
    const guesser = new Browser(server.address);
    const tries = Array.from({ length: 40 }, (_, at) => guesser.signIn(`nobody-${at}`, 'x'));
    const codes = (await Promise.all(tries)).map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'request.too-many')).toHaveLength(10);
    expect((await new Browser(server.address).signIn('admin', PASSWORD)).status).toBe(200);
  });

  it('asks for the code of an authenticator, each good once', async () => {
    const { login, browser } = await someone();
    expect((await browser.post('/v1/people/totp/begin', { password: 'x' })).status).toBe(401);
    const { body } = await browser.post('/v1/people/totp/begin', { password: PASSWORD });
    expect(body.uri).toContain(`secret=${body.secret}`);
    const totp = new TOTP({ secret: Secret.fromBase32(body.secret) });
    const codeAt = (ms: number) => totp.generate({ timestamp: Date.now() + ms });
    const wrong = codeAt(-3_600_000);
    const confirm = (code: string) =>
      browser.post('/v1/people/totp/confirm', { secret: body.secret, code });
    expect((await confirm(wrong)).body.code).toBe('auth.code-wrong');
    expect((await confirm(codeAt(0))).status).toBe(200);
    const other = new Browser(server.address);
    expect((await other.signIn(login, PASSWORD)).body.code).toBe('auth.code');
    expect((await other.signIn(login, 'wrong wrong wrong')).body.code).toBe('auth.wrong');
    // The one that confirmed is used up; the next one works, once.
    expect((await other.signIn(login, PASSWORD, codeAt(0))).body.code).toBe('auth.code-wrong');
    expect((await other.signIn(login, PASSWORD, codeAt(30_000))).status).toBe(200);
    expect((await other.signIn(login, PASSWORD, codeAt(30_000))).body.code).toBe('auth.code-wrong');
    expect((await confirm(codeAt(30_000))).body.code).toBe('auth.forbidden');
  });
});

describe('sessions', () => {
  it('end when they are not used, and at their age', async () => {
    const { browser } = await someone();
    later = 71 * 3_600_000;
    expect((await browser.get('/v1/people/me')).status).toBe(200);
    later += 73 * 3_600_000;
    expect((await browser.get('/v1/people/me')).status).toBe(401);
    later = 0;
    const fresh = await someone();
    for (let day = 2; day <= 14; day += 2) {
      later = day * 24 * 3_600_000;
      expect((await fresh.browser.get('/v1/people/me')).status).toBe(day < 14 ? 200 : 401);
    }
  });

  it('end everywhere at once, and all others with a new password', async () => {
    const { login, browser } = await someone();
    const phone = new Browser(server.address);
    await phone.signIn(login, PASSWORD);
    const change = { old: PASSWORD, password: 'rumpun bambu 33' };
    expect((await browser.post('/v1/people/password', { ...change, old: 'x' })).status).toBe(401);
    const weak = { old: PASSWORD, password: 'password123' };
    expect((await browser.post('/v1/people/password', weak)).body.code).toBe(
      'person.password-weak',
    );
    expect((await browser.post('/v1/people/password', change)).status).toBe(200);
    expect((await browser.get('/v1/people/me')).status).toBe(200);
    expect((await phone.get('/v1/people/me')).status).toBe(401);
    expect((await phone.signIn(login, change.password)).status).toBe(200);
    await phone.post('/v1/people/sign-out', { everywhere: true });
    expect((await browser.get('/v1/people/me')).status).toBe(401);
  });

  it('can not be used by a page of another site, nor without the token', async () => {
    const { browser } = await someone();
    const out = (headers: Record<string, string>) =>
      browser.post('/v1/people/sign-out', {}, headers);
    expect((await out({ origin: 'https://evil.example' })).body.code).toBe('auth.origin');
    expect((await out({ origin: 'null' })).body.code).toBe('auth.origin');
    expect((await out({ 'lontar-csrf': '' })).body.code).toBe('auth.origin');
    expect((await out({ 'lontar-csrf': 'é'.repeat(43) })).body.code).toBe('auth.origin');
    expect((await browser.get('/v1/people/me')).status).toBe(200);
    const login = await new Browser(server.address).post(
      '/v1/people/sign-in',
      { login: 'admin', password: PASSWORD },
      { origin: 'https://evil.example' },
    );
    expect([login.status, login.body.code]).toEqual([403, 'auth.origin']);
    const form = await fetch(`${server.address}/v1/people/sign-out`, {
      method: 'POST',
      headers: { cookie: browser.cookie, 'content-type': 'text/plain', origin: server.address },
      body: '{}',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
    expect((await browser.get('/v1/people/me')).status).toBe(200);
  });

  it('are not to be had by a made-up cookie', async () => {
    const before = await totalOf('sessions');
    for (const token of ['', 'x', "' OR 1=1 --", '../../etc/passwd', 'a'.repeat(4000)]) {
      const browser = new Browser(server.address);
      browser.cookie = `lontar=${encodeURIComponent(token)}`;
      expect((await browser.get('/v1/people/me')).status).toBe(401);
    }
    expect(await totalOf('sessions')).toBe(before);
  });
});

describe('accounts', () => {
  it('are made, changed and closed by an administrator of the office alone', async () => {
    const { browser, person } = await someone();
    const nova = { login: 'nova', name: 'Nova', role: 'unit', positions: ['bagian-umum'] };
    expect((await browser.post('/v1/people', nova)).body.code).toBe('auth.forbidden');
    expect((await browser.get('/v1/people')).body.code).toBe('auth.forbidden');
    expect((await new Browser(server.address).get('/v1/people')).body.code).toBe('auth.needed');
    const { status, body } = await admin.post('/v1/people', nova);
    expect(status).toBe(200);
    expect(body.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect((await new Browser(server.address).signIn('nova', body.password)).status).toBe(200);
    expect((await admin.post('/v1/people', nova)).body.code).toBe('person.exists');
    const bare = { login: 'bare', name: 'Bare', role: 'leader' };
    expect((await admin.post('/v1/people', bare)).body.code).toBe('person.needs-position');
    const reset = await admin.post(`/v1/people/${person}`, { reset: true });
    expect(reset.body.password).not.toBeNull();
    expect((await browser.get('/v1/people/me')).status).toBe(401);
    const other = new Browser(server.address);
    await other.signIn('kepala', PASSWORD);
    const logins = (await other.get('/v1/people')).body.people.map(
      ({ login }: { login: string }) => login,
    );
    expect(logins).toEqual(['kepala']);
    const foreign = await other.post(`/v1/people/${person}`, { name: 'Taken' });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'person.unknown']);
  });

  it('leave an office its last administrator', async () => {
    const { body } = await admin.get('/v1/people/me');
    const self = `/v1/people/${body.person.person}`;
    expect((await admin.post(self, { closed: true })).body.code).toBe('person.last-administrator');
    expect((await admin.post(self, { role: 'clerk' })).body.code).toBe('person.last-administrator');
    expect((await admin.get('/v1/people')).status).toBe(200);
  });

  it('take no SQL, HTML or oversized text for anything but text', async () => {
    const before = await totalOf('people');
    const wrong = [
      { login: "x'; DROP TABLE people; --", name: 'X', role: 'clerk' },
      { login: '<script>', name: 'X', role: 'clerk' },
      { login: 'fine', name: 'X', role: 'root' },
      { login: 'fine', name: 'X'.repeat(201), role: 'clerk' },
      { login: 'fine', name: 'X', role: 'clerk', positions: ['../sekda'] },
      { login: 'fine', name: 'X', role: 'clerk', email: 'a@b\nBcc: c@d.example' },
      { login: 'fine', name: 'X', role: 'clerk', office: OTHER },
    ];
    for (const person of wrong) {
      expect((await admin.post('/v1/people', person)).body.code).toBe('input.invalid');
    }
    expect(await totalOf('people')).toBe(before);
    const name = `<img src=x onerror=alert(1)> '"; DELETE FROM people`;
    const { body } = await admin.post('/v1/people', { login: 'odd', name, role: 'clerk' });
    expect(body.person.name).toBe(name);
    const large = await admin.post('/v1/people', { login: 'x'.repeat(2_000_000) });
    expect([large.status, large.body.code]).toEqual([413, 'request.too-large']);
  });

  it('begin with a printed code that makes one administrator, once', async () => {
    const { database } = server.context;
    expect(await firstAdministratorCode(database, OFFICE, Date.now())).toBeNull();
    const office = '01900000-0000-7000-8000-000000000003';
    await database.run(sql`INSERT INTO offices (office, name) VALUES (${office}, 'Kelurahan')`);
    const old = await firstAdministratorCode(database, office, Date.now());
    const code = await firstAdministratorCode(database, office, Date.now());
    const person = { login: 'lurah', name: 'Lurah', password: PASSWORD };
    const first = (given: string | null, login = 'lurah') =>
      new Browser(server.address).post('/v1/people/first', { ...person, login, code: given });
    expect((await first(old)).body.code).toBe('auth.wrong');
    const both = await Promise.all([first(code), first(code, 'lurah-2')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await first(code, 'lurah-3')).body.code).toBe('auth.wrong');
    const rows = await database.all(sql`SELECT 1 FROM people WHERE office = ${office}`);
    expect(rows).toHaveLength(1);
  });
});
