import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServer } from '../../server/build.ts';
import type { Server } from '../../server/listen.ts';
import { makeOffice } from '../../server/enrolment/codes.ts';
import { addPerson } from '../../server/people/keep-accounts.ts';
import { readSettings } from '../../server/settings.ts';
import { Browser } from './browser.ts';
import { startPostgres } from './postgres.ts';
import { testServer } from './start-server.ts';

const PASSWORD = 'nyiur melambai 7';
const TOKEN = 'token-of-the-metrics';
const lines: string[] = [];
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let other: Server;
let app: Awaited<ReturnType<typeof buildServer>>;
let port: number;

beforeAll(async () => {
  postgres = await startPostgres();
  other = await testServer({ DATABASE_URL: postgres.url, LONTAR_METRICS_TOKEN: TOKEN });
  const { data } = other.context.settings;
  const env = { LONTAR_DATA: data, DATABASE_URL: postgres.url, LONTAR_LOG: 'debug' };
  const context = { ...other.context, settings: readSettings(env) };
  const log = { write: (line: string) => void lines.push(line) };
  app = await buildServer(context, { requestMs: 500, log });
  await app.listen({ host: '127.0.0.1', port: 0 });
  ({ port } = app.server.address() as AddressInfo);
  const office = await makeOffice(context.database, 'Kantor Rahasia');
  const person = { login: 'bu.rahasia', name: 'Bu Rahasia', role: 'leader' as const };
  const rest = { positions: ['sekda'], email: 'rahasia@kota.go.id', password: PASSWORD };
  await addPerson(context.database, office, { ...person, ...rest }, Date.now());
}, 60_000);
afterAll(async () => {
  await app.close();
  await other.close();
  postgres.stop();
});

/** What comes back on a connection on which this is sent, and nothing more. */
function saying(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (part) => (heard += String(part)));
    socket.on('close', () => resolve(heard));
  });
}

it('gives up a head or a body that comes too slowly, with a code', async () => {
  const slow = ['POST /v1/people/sign-in HTTP/1.1\r\nhost: x\r\n', 'GET / HTT'];
  const json = 'content-type: application/json\r\ncontent-length: 100\r\n\r\n{';
  const answers = await Promise.all([...slow, slow[0] + json].map(saying));
  for (const answer of answers) {
    expect(answer).toMatch(/^HTTP\/1.1 408 .*"code":"request.too-slow"/s);
  }
});

it('refuses what is no request, a head without end, and a body that is too large', async () => {
  expect(await saying('nonsense\r\n\r\n')).toContain('"code":"input.invalid"');
  const head = `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`;
  expect(await saying(head)).toContain('"code":"request.too-large"');
  const large = await fetch(`http://127.0.0.1:${port}/v1/people/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'x'.repeat(1024 * 1024) }),
  });
  expect([large.status, await large.json()]).toMatchObject([413, { code: 'request.too-large' }]);
});

it('logs what was asked and refused, and never a name, a password, a cookie or a code', async () => {
  lines.length = 0;
  const browser = new Browser(`http://127.0.0.1:${port}`);
  expect((await browser.signIn('bu.rahasia', PASSWORD)).status).toBe(200);
  await browser.get('/v1/people/me');
  await browser.get('/v1/notices');
  await browser.signIn('bu.rahasia', 'wrong password 9');
  await browser.post('/v1/notices', { push: 'Rahasia' });
  await fetch(`http://127.0.0.1:${port}/s/${'a'.repeat(26)}?x=Rahasia`);
  await fetch(`http://127.0.0.1:${port}/Rahasia?token=${TOKEN}`);
  const log = lines.join('');
  expect(log).toContain('"route":"/v1/people/sign-in"');
  expect(log).toContain('"code":"auth.wrong"');
  expect(lines.map((line) => JSON.parse(line)).every(({ time }) => time > 0)).toBe(true);
  const token = browser.cookie.split('=')[1]!;
  const secrets = ['ahasia', PASSWORD, 'wrong password', token, browser.csrf, 'aaaaaa', TOKEN];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

it('shows metrics to this machine alone, or to who has the token; and nothing of people in them', async () => {
  const here = (headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}/metrics`, { headers });
  const text = await (await here()).text();
  expect(text).toContain('route="/v1/people/sign-in"');
  for (const secret of ['ahasia', 'sekda', 'aaaaaa']) expect(text).not.toContain(secret);
  expect((await here({ 'x-forwarded-for': '127.0.0.1' })).status).toBe(404);
  const there = (authorization: string) =>
    fetch(`${other.address}/metrics`, { headers: { authorization } });
  expect((await there('')).status).toBe(404);
  expect((await there('Bearer wrong')).status).toBe(404);
  expect((await there(`Bearer ${TOKEN}`)).status).toBe(200);
});
