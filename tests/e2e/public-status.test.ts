import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server } from '../../server/listen.ts';
import { startPostgres } from '../server/postgres.ts';
import { testServer } from '../server/start-server.ts';
import { keepLetter } from '../server/status/one-letter.ts';
import { desk } from '../shared/domain/routing-desk.ts';
import { expectAccessible } from './accessible.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Server;
let browser: Browser;
const receipt = { code: 'a'.repeat(26), at: '2026-01-05T01:00:00.000Z' };

beforeAll(async () => {
  postgres = await startPostgres();
  server = await testServer({ DATABASE_URL: postgres.url });
  const { letter } = desk().give('sekda', ['asisten-3']);
  await keepLetter(server.context.database, { ...letter, receipt });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  postgres.stop();
});

test.each([
  ['light', 'id-ID', receipt.code, 'Sedang ditindaklanjuti'],
  ['dark', 'en-GB', receipt.code, 'In progress'],
  ['light', 'en-GB', 'unknown', 'Not found'],
] as const)(
  'in %s and %s a phone shows /s/%s, accessible (axe, WCAG 2.2 AA) and without a script',
  async (colorScheme, locale, code, title) => {
    const viewport = { width: 360, height: 640 };
    const context = await browser.newContext({ colorScheme, locale, viewport });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`${server.address}/s/${code}`);
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const shots = process.env.LONTAR_SHOTS;
    if (shots) await page.screenshot({ path: `${shots}/status-${colorScheme}-${title}.png` });
    await expectAccessible(page);
    expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
    expect(await page.locator('script').count()).toBe(0);
    await context.close();
  },
);
