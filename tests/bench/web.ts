import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type CDPSession, type Page } from 'playwright-core';
import { startPostgres } from '../server/postgres.ts';
import { testServer } from '../server/start-server.ts';
import { PASSWORD, scan, TestOffice } from '../server/web/office.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Lighthouse's slow 4G: 1.6 Mbit/s down, 0.75 up, 150 ms there and back. */
const LINE = {
  offline: false,
  latency: 150,
  downloadThroughput: 204_800,
  uploadThroughput: 96_000,
};
const LIMITS = { scriptGzip: 150 * 1024, firstLetter: 200 * 1024, paint: 2000 };

export const short = ['--rounds', '2'];
/** Its budgets are kept in CI. */
export const alone = true;

/**
 * The leader's page in Chromium as a phone on a slow line sees it, its cache empty: the bytes of script
 * before the first letter, all bytes until that letter's first page is readable, and the largest paint of
 * the inbox and of a letter opened by its address. `--rounds N` (5) `--cpu N` (1; 4 is a weak phone)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { rounds: { type: 'string', default: '5' }, cpu: { type: 'string', default: '1' } },
  });
  const postgres = await startPostgres();
  const server = await testServer({ DATABASE_URL: postgres.url });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const office = await TestOffice.on(server, 'Sekretariat Daerah');
    await office.person('sekda', 'leader', ['sekda']);
    const document = await office.document(scan('s01-dinas-1'), scan('s10-notadinas-1'));
    const letter = await office.letter({ subject: 'Undangan rapat' }, document);
    for (let at = 0; at < 20; at += 1) await office.letter({ subject: `Surat ke-${at}` });
    const visits = { inbox: [] as Visit[], letter: [] as Visit[] };
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const cpu = Number(values.cpu);
      visits.inbox.push(await visit(browser, server.address, '#/', cpu));
      visits.letter.push(await visit(browser, server.address, `#/letter/${letter}/sekda`, cpu));
    }
    const figures = {
      scriptGzip: Math.max(...visits.letter.map(({ scripts }) => gzipOf(scripts))),
      firstLetterBytes: Math.max(...visits.letter.map(({ bytes }) => bytes)),
      // The round least disturbed: whatever else a machine does only adds to it.
      inboxPaint: Math.min(...visits.inbox.map(({ paint }) => paint)),
      letterPaint: Math.min(...visits.letter.map(({ paint }) => paint)),
    };
    return {
      bench: 'web',
      ...figures,
      limits: LIMITS,
      ok:
        figures.scriptGzip <= LIMITS.scriptGzip &&
        figures.firstLetterBytes <= LIMITS.firstLetter &&
        Math.max(figures.inboxPaint, figures.letterPaint) <= LIMITS.paint,
    };
  } finally {
    await browser.close();
    await server.close();
    postgres.stop();
  }
}

interface Visit {
  /** Milliseconds to the largest paint. */
  paint: number;
  bytes: number;
  scripts: string[];
}

/** Somebody who was here before, signed in, whose browser has kept no file. */
async function visit(browser: Browser, address: string, hash: string, cpu: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 3,
    hasTouch: true,
    isMobile: true,
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.getByLabel('Nama pengguna').fill('sekda');
    await page.getByLabel('Kata sandi').fill(PASSWORD);
    await page.getByRole('button', { name: 'Masuk' }).click();
    await page.getByRole('heading', { name: 'Kotak masuk' }).waitFor();
    await page.goto('about:blank');
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.clearBrowserCache');
    await session.send('Network.emulateNetworkConditions', LINE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    const counted = count(session);
    await page.goto(`${address}/${hash}`);
    const isLetter = hash.startsWith('#/letter');
    if (isLetter) await readable(page);
    else await page.getByText('Surat ke-0').waitFor();
    const bytes = counted.bytes();
    const paint = await largestPaint(page);
    return { paint, bytes, scripts: counted.scripts };
  } finally {
    await context.close();
  }
}

function count(session: CDPSession) {
  let total = 0;
  const scripts: string[] = [];
  session.on('Network.responseReceived', ({ type, response }) => {
    if (type === 'Script') scripts.push(new URL(response.url).pathname);
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    total += encodedDataLength;
  });
  return { bytes: () => total, scripts };
}

async function readable(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const image = document.querySelector('img');
    return image !== null && image.complete && image.naturalWidth >= 700;
  });
}

const largestPaint = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { startTime } of list.getEntries()) last = Math.max(last, startTime);
        });
        observer.observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => resolve(Math.round(last)), 500);
      }),
  );

const gzipOf = (scripts: string[]) =>
  scripts.reduce(
    (sum, script) => sum + readFileSync(path.join(root, 'out/web', `${script}.gz`)).length,
    0,
  );
