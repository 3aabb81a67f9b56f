import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { BatchProgress, BatchView, FeedAnswer } from '../../shared/contract/batches.ts';
import { coreProcesses } from './core-processes.ts';
import { type Journey, startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { foundOffice } from './main-job.ts';

let journey: Journey;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await temporaryFolder('batch');
  ({ remove } = temporary);
  journey = await startJourney({ out: path.join(temporary.folder, 'out') });
  await foundOffice(journey.window);
});

afterEach(async () => {
  await journey.end();
  await remove();
});

type Window = typeof globalThis & { lontar: Bridge; told: number[]; fed: Promise<unknown> };

const ask = <Answer>(name: string, input: object) =>
  journey.window.evaluate(([called, given]) => (globalThis as Window).lontar.call(called, given), [
    name,
    input,
  ] as const) as Promise<Answer>;

/** Starts feeding in the window, without waiting for its end. */
const feed = (name: string, batch: string) =>
  journey.window.evaluate(
    ([called, id]) => {
      const desk = globalThis as Window;
      desk.told = [];
      const onProgress = (value: unknown) => {
        const told = value as BatchProgress;
        if (told.step === 'kept') desk.told.push(told.page);
      };
      desk.fed = desk.lontar.call(called, { batch: id }, { onProgress }).catch(() => null);
    },
    [name, batch] as const,
  );

const told = () => journey.window.evaluate(() => (globalThis as Window).told);
const untilTold = (count: number) =>
  expect.poll(told, { timeout: 20_000 }).toSatisfy((pages: number[]) => pages.length >= count);

/** A slow feeder: there is time to break something in the middle. */
const settings = {
  device: 'test:0',
  resolution: 75,
  splitting: { by: 'none' },
  options: { 'read-delay': 'yes', 'read-delay-duration': '3000' },
};

test('a batch goes on after a killed core and a window that was loaded anew: no page told of is lost', async () => {
  const { window, home } = journey;
  const { batch } = await ask<BatchView>('batches.open', { settings });
  await feed('batches.scan', batch);
  await untilTold(2);
  const [pid = Number.NaN] = coreProcesses(home);
  process.kill(pid, 'SIGKILL');
  const banner = window.locator('.core-state');
  await banner.getByRole('button', { name: 'Mulai lagi' }).click();
  await banner.waitFor({ state: 'detached' });
  const before = await told();
  const cut = await ask<BatchView>('batches.get', { batch });
  expect(cut).toMatchObject({ next: 'resume', stopped: { code: 'batch.interrupted' } });
  expect(cut.sheets.map(({ page }) => page)).toEqual(expect.arrayContaining(before));

  await feed('batches.resume', batch);
  await untilTold(2);
  const again = await told();
  await window.reload();
  await window.waitForLoadState('load');
  // Whether the feed went on without its window or ended with it, it can be gone on with.
  await expect
    .poll(async () => (await ask<BatchView>('batches.get', { batch })).busy, { timeout: 30_000 })
    .toBeNull();
  const later = await ask<BatchView>('batches.get', { batch });
  expect(later.sheets.map(({ page }) => page)).toEqual(
    expect.arrayContaining([...before, ...again]),
  );

  const { stopped } = await ask<FeedAnswer>('batches.resume', { batch });
  expect(stopped).toBeNull();
  const whole = await ask<BatchView>('batches.get', { batch });
  const [sheet] = whole.sheets;
  const address = `/batch/${batch}/${sheet!.page}/clean/${sheet!.view}?width=120`;
  const size = await window.evaluate(async (url) => {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    return picture.naturalWidth;
  }, address);
  expect(size).toBe(120);
  const { documents } = await ask<{ documents: { pages: number[] }[] }>('batches.close', { batch });
  expect(documents.map(({ pages }) => pages.length)).toEqual([whole.sheets.length]);
});
