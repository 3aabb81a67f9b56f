import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Server } from '../../server/listen.ts';
import { readSettings } from '../../server/settings.ts';
import { startServer } from '../../server/listen.ts';
import { testServer } from './start-server.ts';

let server: Server;
beforeAll(async () => {
  server = await testServer();
}, 60_000);
afterAll(() => server.close());

it('says that it lives, that it reaches its database, and how it does', async () => {
  expect(await (await fetch(`${server.address}/healthz`)).json()).toEqual({ ok: true });
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toMatch(
    /lontar_http_request_seconds_count\{method="GET",route="\/readyz",status="200"\} 1/,
  );
});

it('answers what it does not know with a code and a request id', async () => {
  const answer = await fetch(`${server.address}/nothing`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await answer.json()).toEqual({ code: 'route.unknown', data: {} });
});

it('refuses plain HTTP beyond loopback unless told otherwise', async () => {
  const open = readSettings({ LONTAR_DATA: '/nowhere', LONTAR_HOST: '0.0.0.0', LONTAR_PORT: '0' });
  await expect(startServer(open)).rejects.toMatchObject({ code: 'server.plain-http' });
});

it('names a setting that can not be used, and never its value', () => {
  const wrong = () => readSettings({ LONTAR_DATA: '/data', DATABASE_URL: 'mysql://u:secret@h/d' });
  expect(wrong).toThrow(
    expect.objectContaining({ code: 'server.settings', data: { names: ['DATABASE_URL'] } }),
  );
});
