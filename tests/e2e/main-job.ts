import type { Journey } from './journey.ts';

/** The clerk's main job in the window: scan, register, dispose, stamp, print the sheet. */
export async function mainJob({ step, window }: Journey): Promise<void> {
  await step('window', async () => {
    await window.waitForFunction(() => document.getElementById('root')?.childElementCount);
  });
}
