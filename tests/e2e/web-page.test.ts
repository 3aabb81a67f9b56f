import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import type { Server } from '../../server/listen.ts';
import type { PreparedDocument } from '../../shared/contract/letters.ts';
import { type PrivatePostgres, startPostgres } from '../server/postgres.ts';
import { testServer } from '../server/start-server.ts';
import { PASSWORD, scan, TestOffice } from '../server/web/office.ts';
import { expectAccessible } from './accessible.ts';

const PHONE = { width: 390, height: 844 };
const pictures = process.env.LONTAR_PICTURES;

let postgres: PrivatePostgres;
let server: Server;
let office: TestOffice;
let browser: Browser;
let document: PreparedDocument;

beforeAll(async () => {
  postgres = await startPostgres();
  server = await testServer({ DATABASE_URL: postgres.url });
  office = await TestOffice.on(server, 'Sekretariat Daerah');
  document = await office.document(scan('s01-dinas-1'), scan('s10-notadinas-1'));
  await office.person('sekda', 'leader', ['sekda']);
  await office.person('umum', 'unit', ['bagian-umum']);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  postgres?.stop();
}, 30_000);

interface Phone {
  context: BrowserContext;
  page: Page;
}

async function phone(login: string | null, more: object = {}): Promise<Phone> {
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 3,
    hasTouch: true,
    locale: 'id-ID',
    ...more,
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) wrong.push(message.text());
  });
  context.once('close', () => expect(wrong).toEqual([]));
  await page.goto(server.address);
  if (login !== null) {
    await page.getByLabel('Nama pengguna').fill(login);
    await page.getByLabel('Kata sandi').fill(PASSWORD);
    await page.getByRole('button', { name: 'Masuk' }).tap();
    await page.getByRole('heading', { name: 'Kotak masuk' }).waitFor();
  }
  return { context, page };
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
}

async function factsOf(letter: string, type: string): Promise<number> {
  const row = await server.context.database.get<{ n: number }>(
    sql`SELECT count(*) AS n FROM facts
        WHERE aggregate = ${`letter:${letter}`} AND fact::jsonb ->> 'type' = ${type}`,
  );
  return row!.n;
}

test('a leader signs in, opens a letter and disposes of it in three taps; the unit answers', async () => {
  const letter = await office.letter(
    {
      subject: 'Undangan rapat koordinasi penanggulangan banjir dan rob',
      sender: 'Badan Penanggulangan Bencana Daerah',
      number: '005/118/BPBD/2026',
      urgency: 'segera',
    },
    document,
  );
  await office.letter({ subject: 'Permohonan data pegawai', sender: 'Badan Kepegawaian Daerah' });
  const { page, context } = await phone('sekda');
  await page.getByText('Undangan rapat koordinasi').waitFor();
  await picture(page, 'inbox');
  await page.getByRole('button', { name: /Undangan rapat koordinasi/ }).tap();
  await page.getByRole('img').first().waitFor();
  await page.waitForFunction(() => {
    const image = globalThis.document.querySelector('img');
    return image !== null && image.complete && image.naturalWidth >= 700;
  });
  await picture(page, 'letter');
  await page.getByRole('button', { name: 'Tampilkan semua (13)' }).tap();
  await page.getByRole('button', { name: 'Kepala Bagian Umum' }).tap();
  await page.getByRole('button', { name: 'Telaah/pelajari' }).tap();
  await picture(page, 'dispose');
  await page.getByRole('button', { name: 'Kirim disposisi' }).tap();
  await page.getByText('Disposisi terkirim.').waitFor();
  await picture(page, 'sent');
  expect(await factsOf(letter, 'letter.disposed')).toBe(1);

  // The next one in three taps: those used last come first.
  await page.getByRole('button', { name: /Permohonan data pegawai/ }).tap();
  const panel = page.getByRole('region', { name: 'Beri disposisi' });
  await panel.locator('.large-button').first().tap();
  await panel.getByRole('group', { name: 'Instruksi' }).locator('.large-button').first().tap();
  await panel.getByRole('button', { name: 'Kirim disposisi' }).tap();
  await page.getByRole('heading', { name: 'Tidak ada yang menunggu' }).waitFor();

  const unit = await phone('umum');
  await unit.page.getByRole('button', { name: /Undangan rapat koordinasi/ }).tap();
  await unit.page.getByRole('button', { name: 'Catat tindak lanjut' }).waitFor();
  await picture(unit.page, 'task');
  await unit.page.getByRole('button', { name: 'Catat tindak lanjut' }).tap();
  await unit.page.getByLabel('Laporan').fill('Rapat dihadiri, bahan terlampir.');
  const chooser = unit.page.waitForEvent('filechooser');
  await unit.page.getByRole('button', { name: /Lampirkan/ }).tap();
  await (await chooser).setFiles(scan('s07-perusahaan-1'));
  await unit.page.getByText('s07-perusahaan-1.jpg (1 halaman)').waitFor();
  await picture(unit.page, 'report');
  await unit.page.getByRole('dialog').getByRole('button', { name: 'Catat tindak lanjut' }).tap();
  await unit.page.getByText('Tindak lanjut tercatat.').waitFor();
  await unit.page.getByText('Rapat dihadiri, bahan terlampir.').waitFor();
  await unit.page.getByRole('button', { name: 'Nyatakan selesai' }).tap();
  await unit.page.getByRole('dialog').getByRole('button', { name: 'Nyatakan selesai' }).tap();
  await unit.page.getByText('Dinyatakan selesai.').waitFor();
  await picture(unit.page, 'done');
  expect(await factsOf(letter, 'letter.task-completed')).toBe(1);
  await unit.context.close();

  // The leader sees the answer and its paper, without reloading.
  await page.getByRole('button', { name: /Undangan rapat koordinasi/ }).tap();
  await page.getByText('Rapat dihadiri, bahan terlampir.').waitFor();
  await picture(page, 'answered');
  await page.getByRole('button', { name: /s07-perusahaan-1/ }).tap();
  await page.getByRole('dialog').getByRole('img').first().waitFor();
  await picture(page, 'paper');
  await context.close();
});

test('what is written without a line is kept, shown, and sent once when there is one', async () => {
  const letter = await office.letter({ subject: 'Laporan tanpa sambungan' });
  const { page, context } = await phone('sekda');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByRole('button', { name: /Laporan tanpa sambungan/ }).tap();
  await page.getByRole('region', { name: 'Beri disposisi' }).waitFor();
  await context.setOffline(true);
  const panel = page.getByRole('region', { name: 'Beri disposisi' });
  await panel.locator('.large-button').first().tap();
  await panel.getByRole('button', { name: 'Kirim disposisi' }).tap();
  await page.getByText('Tersimpan di ponsel ini. Dikirim begitu tersambung.').waitFor();
  await page.getByRole('button', { name: '1 menunggu dikirim' }).waitFor();
  await picture(page, 'offline');
  await page.getByRole('button', { name: '1 menunggu dikirim' }).tap();
  await page.getByRole('heading', { name: 'Menunggu dikirim' }).waitFor();
  await picture(page, 'queue');
  // Nor does it need the page to stay open.
  await page.reload();
  await page.getByRole('heading', { name: 'Menunggu dikirim' }).waitFor();
  await page.getByRole('button', { name: 'Buang' }).waitFor();
  expect(await factsOf(letter, 'letter.disposed')).toBe(0);
  // The answer to the first sending is lost on its way: it is sent again, and done once.
  let lost = 0;
  await page.route('**/v1/call/dispositions.give', async (route) => {
    lost += 1;
    if (lost > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await context.setOffline(false);
  await page.getByRole('heading', { name: 'Semua sudah terkirim' }).waitFor({ timeout: 40_000 });
  expect(lost).toBeGreaterThan(1);
  expect(await factsOf(letter, 'letter.disposed')).toBe(1);
  await context.close();
});

test('what the server refuses later is shown with its reason and not lost', async () => {
  const letter = await office.letter({ subject: 'Didahului orang lain' });
  const { page, context } = await phone('sekda');
  await page.getByRole('button', { name: /Didahului orang lain/ }).tap();
  const panel = page.getByRole('region', { name: 'Beri disposisi' });
  await panel.waitFor();
  await context.setOffline(true);
  await panel.locator('.large-button').first().tap();
  await panel.getByRole('button', { name: 'Kirim disposisi' }).tap();
  await page.getByRole('button', { name: '1 menunggu dikirim' }).waitFor();
  const input = {
    from: 'sekda',
    to: ['asisten-1'],
    copies: [],
    instructions: [],
    note: '',
    due: null,
  };
  await office.desk.see();
  await office.send(office.desk.change(letter, { name: 'dispositions.give', input }));
  await context.setOffline(false);
  await page.getByRole('button', { name: '1 ditolak server' }).tap({ timeout: 40_000 });
  expect(await page.getByRole('alert').textContent()).toContain('Sekretaris Daerah');
  await picture(page, 'refused');
  await page.getByRole('button', { name: 'Buang' }).tap();
  await page.getByRole('heading', { name: 'Semua sudah terkirim' }).waitFor();
  await context.close();
});

test('opens without a line once it was there, with what was seen', async () => {
  const { page, context } = await phone('sekda');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await page.getByRole('heading', { name: 'Kotak masuk' }).waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'Kotak masuk' }).waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: /Akun/ }).tap();
  await page.getByRole('button', { name: 'Keluar', exact: true }).tap();
  await page.getByLabel('Nama pengguna').waitFor();
  expect(await page.evaluate(() => caches.has('lontar-pictures'))).toBe(false);
  await context.close();
});

test('a push is shown as it says, under its topic once', async () => {
  const { page, context } = await phone('sekda');
  await context.grantPermissions(['notifications'], { origin: server.address });
  await page.evaluate(() => navigator.serviceWorker.ready);
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId);
    }),
  );
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registered;
  const push = (told: object) =>
    devtools.send('ServiceWorker.deliverPushMessage', {
      origin: server.address,
      registrationId,
      data: JSON.stringify(told),
    });
  const shown = () =>
    page.evaluate(async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications();
      return all.map(({ title, body, tag }) => ({ title, body, tag }));
    });
  const first = { title: 'Lontar', body: '1 disposisi baru', tag: 'new' };
  await push({ ...first, url: '/' });
  await expect.poll(shown).toEqual([first]);
  const second = { ...first, body: '3 disposisi baru' };
  await push({ ...second, url: '/' });
  await expect.poll(shown).toEqual([second]);
  await context.close();
});

test.each(['light', 'dark'] as const)(
  'is accessible in both languages: %s',
  async (colorScheme) => {
    await office.letter({ subject: 'Aksesibilitas', urgency: 'sangat-segera' }, document);
    const { page, context } = await phone(null, { colorScheme });
    await expectForThumbs(page);
    await picture(page, `sign-in-${colorScheme}`);
    await page.getByLabel('Nama pengguna').fill('sekda');
    await page.getByLabel('Kata sandi').fill(PASSWORD);
    await page.getByRole('button', { name: 'Masuk' }).tap();
    for (const english of [false, true]) {
      if (english) {
        await page.getByRole('button', { name: /Akun/ }).tap();
        await page.getByRole('button', { name: 'English' }).tap();
        await page.getByRole('heading', { name: 'Account' }).waitFor();
        await expectForThumbs(page);
        await picture(page, `account-${colorScheme}`);
        await page.getByRole('button', { name: 'Inbox' }).tap();
      }
      await page
        .getByRole('button', { name: /Aksesibilitas/ })
        .first()
        .waitFor();
      await expectForThumbs(page);
      await picture(page, `inbox-${colorScheme}-${english ? 'en' : 'id'}`);
      await page
        .getByRole('button', { name: /Aksesibilitas/ })
        .first()
        .tap();
      await page.locator('.large-button').first().tap();
      await page
        .getByRole('button', { name: english ? 'Note and due date' : 'Catatan dan batas waktu' })
        .tap();
      await expectForThumbs(page);
      await picture(page, `panel-${colorScheme}-${english ? 'en' : 'id'}`);
      await page.getByRole('button', { name: english ? 'Inbox' : 'Kotak masuk' }).tap();
    }
    await context.close();
  },
);

/** WCAG 2.2 AA by axe, and nothing to tap below 44 pixels. */
async function expectForThumbs(page: Page): Promise<void> {
  expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth)).toBe(390);
  await expectAccessible(page);
  const small = await page.evaluate(() =>
    [...globalThis.document.querySelectorAll('button, a, input, select, textarea, summary')]
      // A box to tick is as large as the label around it.
      .map((element) => element.closest('label') ?? element)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
      .map(({ element }) => element.outerHTML.slice(0, 120)),
  );
  expect(small).toEqual([]);
}
