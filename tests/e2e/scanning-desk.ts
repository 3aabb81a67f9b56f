import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { InputOf } from '../../shared/contract/api.ts';
import type { BatchView } from '../../shared/contract/batches.ts';
import { root } from './launch-app.ts';

type Profile = InputOf<'batches.saveProfile'>;

/** SANE's virtual feeder of ten pages, small and quick. */
export const testFeeder = {
  device: 'test:0',
  way: 'feeder',
  resolution: 50,
  mode: 'gray',
  size: 'a5',
  cleanUp: null,
  splitting: { by: 'pages', pages: 5 },
  options: { 'test-picture': 'Color pattern' },
} satisfies Partial<Profile>;

/** Slow enough to be caught in the middle of the pile. */
export const slow = {
  resolution: 100,
  options: {
    'test-picture': 'Color pattern',
    'read-delay': 'yes',
    'read-delay-duration': '15000',
  },
};

/** The scanning desk as a clerk's hands and eyes have it. */
export function deskOf(page: Page) {
  const call = <Answer>(name: string, input: object): Promise<Answer> =>
    page.evaluate(([asked, given]) => window.lontar.call(asked, given), [
      name,
      input,
    ] as const) as Promise<Answer>;

  const desk = {
    cells: page.getByRole('option'),
    grid: page.getByRole('listbox', { name: 'Halaman tumpukan' }),
    counts: page.locator('.batch-counts'),
    notes: page.locator('.batch-notes'),
    button: (name: string | RegExp) => page.getByRole('button', { name, exact: true }),
    press: (key: string) => page.keyboard.press(key),

    /** What the core holds of the batch on the screen. */
    async view(): Promise<BatchView> {
      const batch = page.url().split('/').at(-1);
      return call<BatchView>('batches.get', { batch });
    },

    /** Its pages in their order: deleted ones in brackets, `|` before each document. */
    async pages(): Promise<string> {
      const { sheets, parts } = await desk.view();
      const firsts = new Set(parts.map(({ pages }) => pages[0]));
      return sheets
        .map(({ page: number, deleted, turn }) => {
          const name = `${number}${turn === 0 ? '' : `@${turn}`}`;
          return `${firsts.has(number) ? '|' : ''}${deleted ? `(${name})` : name}`;
        })
        .join(' ');
    },

    async expectPages(text: string): Promise<void> {
      await expect.poll(() => desk.pages(), { timeout: 20_000 }).toBe(text);
    },

    /** Goes to the desk; `key` names the profile for the list. */
    async start(): Promise<void> {
      await page.evaluate(() => {
        location.hash = '#/scanning';
      });
      await page.getByRole('heading', { name: 'Meja pindai' }).waitFor();
    },

    /** A profile of this name comes first, under the key `1`. */
    async profile(key: string, profile: Partial<Profile>): Promise<void> {
      const known = await call<{ key: string }[]>('batches.profiles', {});
      for (const one of known) await call('batches.removeProfile', { key: one.key });
      await call('batches.saveProfile', { ...testFeeder, ...profile, key, name: key });
      await desk.start();
      await page
        .getByRole('button', { name: new RegExp(`^1? ?${key}`) })
        .first()
        .waitFor();
    },

    /** Until no paper is on its way. */
    async idle(): Promise<void> {
      await page.getByRole('button', { name: /^Daftarkan \d+ surat/ }).waitFor();
    },

    async change(settings: object): Promise<void> {
      const { batch } = await desk.view();
      await call('batches.change', { batch, settings });
    },
  };
  return desk;
}

/** A batch of these files, open and not on the screen yet. */
export async function batchOfFiles(page: Page, files: string[], settings = {}): Promise<string> {
  return page.evaluate(
    async ([paths, given]) => {
      const opened = await window.lontar.call('batches.open', { settings: given });
      const { batch } = opened as { batch: string };
      await window.lontar.call('batches.add', { batch, files: paths });
      return batch;
    },
    [files, settings] as const,
  );
}

/** Of the sample letters that tests have. */
export const letterFile = (name: string) => path.join(root, 'tests/fixtures/letters', name);
