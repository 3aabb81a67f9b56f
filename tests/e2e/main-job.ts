import type { Journey } from './journey.ts';

/**
 * The clerk's main job in the window: scan, register, dispose, stamp, print the sheet.
 *
 * The page's policy forbids `waitForFunction`, which evaluates: wait for locators instead.
 */
export async function mainJob({ step, window }: Journey): Promise<void> {
  await step('window', async () => {
    await window.getByRole('heading').first().waitFor();
  });
}
