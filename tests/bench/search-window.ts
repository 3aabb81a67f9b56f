import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchApp, root, startDisplay } from '../e2e/launch-app.ts';
import { searchArchive } from './search-archive.ts';

const typed = [
  'undangan rapat',
  'hal:penanganan stunting',
  'nomor:900.2',
  '"terima kasih"',
  'yang dan',
];

/** From a key press in the search's field to the answer painted, in the real window: milliseconds. */
export async function keyToPaint(letters: number): Promise<number[]> {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'ignore' });
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-search-window-'));
  const home = path.join(folder, 'archive');
  cpSync(await searchArchive(letters), home, { recursive: true });
  const display = await startDisplay();
  try {
    const app = await launchApp({ display, home });
    try {
      const { window: page } = app;
      await page.keyboard.press('Control+k');
      const field = page.locator('.search-field');
      await field.waitFor();
      await page.locator('.search-parts[aria-busy=false] .search-hit').first().waitFor();
      await page.evaluate(watch);
      for (const [turn, query] of typed.entries()) {
        await field.fill('');
        await page.waitForTimeout(300);
        // The first query warms up what every window has done by then.
        if (turn === 1) await page.evaluate('window.painted = []');
        for (const sign of query) {
          await page.keyboard.press(sign === ' ' ? 'Space' : sign);
          await page.waitForTimeout(180);
        }
      }
      return await page.evaluate<number[]>('window.painted');
    } finally {
      await app.close();
    }
  } finally {
    display.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** In the window: times each key until a frame after the answer to it has been put into the page. */
const watch = `
  window.painted = [];
  document.querySelector('.search-field').addEventListener('keydown', (event) => {
    if (event.key.length !== 1) return;
    const pressed = event.timeStamp;
    let seen = false;
    const look = () => {
      const busy = document.querySelector('.search-parts').getAttribute('aria-busy') === 'true';
      seen ||= busy;
      const late = performance.now() - pressed;
      if ((seen && !busy) || late > 1000) {
        // What is in the page at one frame is on the screen at the next.
        requestAnimationFrame(() => window.painted.push(performance.now() - pressed));
      } else requestAnimationFrame(look);
    };
    // React has not heard of the key yet.
    setTimeout(look);
  }, true);
`;
