import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Server } from '../../../server/listen.ts';
import { languageOf } from '../../../server/status/page.ts';
import { publicStatus } from '../../../shared/domain/letter/public-status.ts';
import { desk } from '../../shared/domain/routing-desk.ts';
import { startPostgres } from '../postgres.ts';
import { testServer } from '../start-server.ts';
import { keepLetter } from './one-letter.ts';

const codeOf = (letter: string) => letter.repeat(26);
const issued = (code: string) => ({ receipt: { code, at: '2026-01-05T01:00:00.000Z' } });

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
beforeAll(async () => {
  postgres = await startPostgres();
  server = await testServer({ DATABASE_URL: postgres.url, LONTAR_PROXIES: '127.0.0.1' });
}, 60_000);
afterAll(async () => {
  await server.close();
  postgres.stop();
});

const open = (code: string, headers: Record<string, string> = {}) =>
  fetch(`${server.address}/s/${code}`, { headers });

it('tells state and dates, and nothing else of the letter', async () => {
  const { letter } = desk().give('sekda', ['asisten-3'], { note: 'Segera dijawab' });
  await keepLetter(server.context.database, { ...letter, ...issued(codeOf('a')) });
  const answer = await open(codeOf('a'));
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain('<html lang="id">');
  expect(page).toContain('Sedang ditindaklanjuti');
  expect(page).toContain('5 Januari 2026');
  const { sender, subject } = letter.fields;
  for (const secret of [sender, subject, 'Segera dijawab', 'Sekretariat', 'Asisten', letter.id])
    expect(page).not.toContain(secret);
  expect(page).not.toContain('<script');
  const headers = Object.fromEntries(answer.headers);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
});

it('answers a code that nobody has and what is no code with the very same page', async () => {
  const pages = await Promise.all(
    [codeOf('b'), 'x', "' OR 1=1 --", '%3Cscript%3E', codeOf('A'), `${codeOf('a')}a`].map(
      async (code) => {
        const answer = await open(encodeURI(code));
        return `${answer.status} ${await answer.text()}`;
      },
    ),
  );
  expect(new Set(pages).size).toBe(1);
  expect(pages[0]).toMatch(/^404 .*Tidak ditemukan/s);
});

it('speaks English to whom prefers it', async () => {
  const page = await (await open('x', { 'accept-language': 'en-GB,en;q=0.9,id;q=0.5' })).text();
  expect(page).toContain('<html lang="en">');
  expect(page).toContain('Not found');
  const preferred = [
    'en',
    'id,en;q=0.8',
    'fr',
    '',
    'en;q=0.2,id-ID;q=0.9',
    'ms,en;q=0.9',
    'en;q=x',
  ];
  expect(preferred.map(languageOf)).toEqual(['en', 'id', 'id', 'id', 'id', 'id', 'en']);
});

it('answers an address that asks too often with a page, and others still', async () => {
  const from = (address: string) => open('x', { 'x-forwarded-for': address });
  const answers = await Promise.all(Array.from({ length: 61 }, () => from('10.0.0.1')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(await refused[0]!.text()).toContain('Terlalu sering dibuka');
  expect((await from('10.0.0.2')).status).toBe(404);
});

it('knows when a letter was finished: by its receivers, its giver, or its answer', () => {
  const done = { position: 'bagian-umum', note: '' };
  const forwarded = desk().give('sekda', ['asisten-3']).give('asisten-3', ['bagian-umum']);
  expect(publicStatus(forwarded.letter)).toMatchObject({ status: 'disposed', finished: null });
  const passed = desk().give('sekda', ['asisten-3']);
  passed.act('dispositions.forward', { position: 'asisten-3', to: ['bagian-umum'] });
  passed.act('dispositions.complete', done);
  const completed = passed.last().tasks['bagian-umum']!.completed!.at;
  expect(publicStatus(passed.letter)).toMatchObject({ status: 'finished', finished: completed });
  const at = '2026-02-01T00:00:00.000Z';
  const answeredBy = [{ letter: 'x', number: '1', at }];
  const answered = publicStatus({ ...forwarded.letter, answeredBy });
  expect(answered).toMatchObject({ status: 'finished', finished: at });
  const cancelled = { at, reason: 'Salah' };
  expect(publicStatus({ ...passed.letter, cancelled })).toEqual({
    status: 'cancelled',
    received: '2026-01-05',
    disposed: null,
    finished: null,
  });
});
