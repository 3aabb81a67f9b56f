import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import english from '../../shared/i18n/en.json' with { type: 'json' };
import indonesian from '../../shared/i18n/id.json' with { type: 'json' };
import { letters } from '../fixtures/letters/letters.ts';
import { expectAccessible } from './accessible.ts';
import { type Journey, startJourney } from './journey.ts';
import { root, temporaryFolder } from './launch-app.ts';
import { foundOffice, importFile } from './main-job.ts';
import { batchOfFiles } from './scanning-desk.ts';
import { visitScreens } from './visit-screens.ts';

let journey: Journey;
let page: Page;
let remove: () => Promise<void>;

beforeAll(async () => {
  const temporary = await temporaryFolder('screens');
  ({ remove } = temporary);
  journey = await startJourney({ out: path.join(temporary.folder, 'out') });
  page = journey.window;
  await foundOffice(page);
  const { file, sender, number, subject } = letters.fromAgency;
  await importFile(journey, path.join(root, 'tests/fixtures/letters', file));
  await page.getByLabel('Pengirim').fill(sender);
  await page.getByLabel('Nomor surat').fill(number);
  await page.getByLabel('Perihal').fill(subject);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Terdaftar: No. 1/').waitFor();
  const blank = path.join(temporary.folder, 'blank.png');
  await sharp({ create: { width: 620, height: 877, channels: 3, background: '#fff' } })
    .png()
    .toFile(blank);
  await batchOfFiles(page, [path.join(root, 'tests/fixtures/letters', file), blank]);
});

afterAll(async () => {
  await journey.end();
  await remove();
});

/** What does not fit into the window, or into itself. */
const cutOff = () =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, h1:not(.only-read), .field-label')]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < 0 || right > innerWidth || element.scrollWidth > element.clientWidth + 1;
      })
      .map(({ textContent }) => textContent),
  );

/** `LONTAR_OUT=folder` keeps a picture of each screen, to be looked at. */
const keep = async (name: string) => {
  const out = process.env.LONTAR_OUT;
  if (out) await page.screenshot({ path: path.join(out, `${name}.png`) });
};

test('every screen and dialog is accessible in light and dark (axe, WCAG 2.2 AA) and fits a small laptop', async () => {
  const seen: string[] = [];
  await visitScreens(page, async (name) => {
    expect({ name, cut: await cutOff() }).toEqual({ name, cut: [] });
    await page.emulateMedia({ colorScheme: 'light' });
    await expectAccessible(page);
    await keep(name);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page, 'colours');
    await keep(`${name}-dark`);
    seen.push(name);
  });
  expect(seen).toHaveLength(32);
}, 240_000);

/** All words of a language that the other has not as well, without those that take values. */
function wordsOnlyIn(one: object, other: object): Set<string> {
  const all = (tree: object): string[] =>
    Object.values(tree).flatMap((value: unknown) =>
      typeof value === 'string' ? [value] : all(value as object),
    );
  const shared = new Set(all(other));
  return new Set(all(one).filter((text) => !text.includes('{{') && !shared.has(text)));
}

/** Everything that is written or read out. */
const shownWords = () =>
  page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'];
    return [...document.querySelectorAll('body *')].flatMap((element) => [
      ...[...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent?.trim() ?? ''),
      ...attributes.map((name) => element.getAttribute(name) ?? ''),
    ]);
  });

test('in English no screen shows an Indonesian word of ours, nor the key of a word, and all fits', async () => {
  await page.evaluate(() => {
    location.hash = '#/office/preferences';
  });
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('heading', { name: english.office.preferences }).waitFor();
  const foreign = wordsOnlyIn(indonesian, english);
  const key =
    /\b(?:actions|common|letters|office|scanning|batch|profiles|dispositions|errors|pages|stamping|stampDesign|stampFields):[\w-]+/;
  await visitScreens(page, async (name) => {
    const wrong = (await shownWords()).filter((text) => foreign.has(text) || key.test(text));
    expect({ name, wrong, cut: await cutOff() }).toEqual({ name, wrong: [], cut: [] });
  });
  await page.evaluate(() => {
    location.hash = '#/office/preferences';
  });
  await page.getByRole('radio', { name: 'Bahasa Indonesia' }).check();
  await page.getByRole('heading', { name: indonesian.office.preferences }).waitFor();
});

/** The stamp that is being designed, in millimetres as its form has it. */
const sizeOfStamp = async () => {
  const form = page.getByRole('region', { name: 'Isi cap' });
  const width = await form.getByLabel('Lebar (mm)').inputValue();
  return {
    width: Number(width),
    place: await form.getByLabel('Letak', { exact: true }).inputValue(),
  };
};

test('a stamp is designed on the real page by keys and by hand, then put on a letter and taken off', async () => {
  await page.keyboard.press('Control+7');
  const stamp = page.locator('.stamp.designed');
  await stamp.locator('canvas').waitFor();
  await page.keyboard.press('F5');
  await page.getByRole('heading', { name: 'Cap baru' }).waitFor();
  await page.keyboard.press('F6');
  const field = page.getByLabel('Isian', { exact: true });
  await field.selectOption('sender');
  await page.getByLabel('Label', { exact: true }).fill('Dari');
  const lines = page.getByRole('listbox', { name: 'Isi, dari atas ke bawah' });
  await lines.press('Control+ArrowDown');
  await lines.getByRole('option').nth(2).getByText('Pengirim').waitFor();
  await lines.press('Home');
  await lines.press('Delete');
  await lines.getByRole('option').nth(3).waitFor({ state: 'detached' });
  // Moved and resized by keys, then dragged by its corner.
  await page.keyboard.press('F9');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+ArrowRight');
  const patient = { timeout: 10_000 };
  await expect.poll(sizeOfStamp, patient).toEqual({ width: 61, place: 'spot' });
  const corner = (await stamp.locator('.stamp-corner').boundingBox())!;
  await page.mouse.move(corner.x + 7, corner.y + 7);
  await page.mouse.down();
  await page.mouse.move(corner.x - 60, corner.y + 30, { steps: 4 });
  await page.mouse.up();
  const dragged = await sizeOfStamp();
  expect(dragged.width).toBeLessThan(55);
  await page.keyboard.press('Control+z');
  await expect.poll(sizeOfStamp, patient).toEqual({ width: 61, place: 'spot' });
  await page.keyboard.press('Control+y');
  await expect.poll(sizeOfStamp, patient).toEqual(dragged);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Cap tersimpan').waitFor();

  await page.keyboard.press('Control+1');
  await page.locator('.agenda-body [aria-selected=true]').dblclick();
  await page.locator('.stamp').first().waitFor();
  await page.keyboard.press('Insert');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Cap', { exact: true }).selectOption({ label: 'Cap baru' });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Cap baru', exact: true }).waitFor();
  await page.keyboard.press('Insert');
  await dialog.getByRole('button', { name: 'Ambil kembali' }).click();
  await dialog.getByRole('button', { name: 'Ambil kembali' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cap baru', exact: true }).waitFor({ state: 'detached' });

  await page.keyboard.press('Control+7');
  await page
    .getByRole('button', { name: /^Cap baru/ })
    .first()
    .click();
  await page.keyboard.press('Control+Delete');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Cap terima surat' }).waitFor();
});
