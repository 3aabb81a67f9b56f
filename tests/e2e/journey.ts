import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchApp, startDisplay, temporaryFolder, virtualScanners } from './launch-app.ts';
import type { LaunchedApp } from './launch-app.ts';

/** One person's way through the app: the e2e tests and `npm start` without a display share it. */
export interface Journey extends LaunchedApp {
  /** The archive's folder, empty at the start. */
  readonly home: string;
  /** Where screenshots and what is exported go. */
  readonly out: string;
  /**
   * Does one step and takes its screenshot, `NN-name.png`. A step that fails is photographed too
   * (`NN-name-failed.png`), and ends the journey.
   * @param name short, for the file's name: `register`
   * @param work may return a line for the summary
   */
  step(name: string, work: () => Promise<string | void>): Promise<void>;
  end(): Promise<void>;
}

export interface JourneyOptions {
  out: string;
  /** Where the archive goes; into a folder of the journey's own where none is named. */
  home?: string;
  say?: (line: string) => void;
  env?: Record<string, string>;
}

/** A virtual display, an archive in a folder of its own, two virtual scanners, the app's window. */
export async function startJourney({
  out,
  say = () => undefined,
  env: more = {},
  home: given,
}: JourneyOptions): Promise<Journey> {
  await mkdir(out, { recursive: true });
  const { folder, remove } = await temporaryFolder('journey');
  const display = await startDisplay('1366x768');
  const home = given ?? path.join(folder, 'archive');
  const putAway = async () => {
    display.stop();
    await remove();
  };
  try {
    const env = { SANE_CONFIG_DIR: await virtualScanners(folder), ...more };
    const app = await launchApp({ display, home, env });
    await fillScreen(app);
    let number = 0;
    return {
      ...app,
      home,
      out,
      async step(name, work) {
        number += 1;
        const file = `${String(number).padStart(2, '0')}-${name}`;
        const started = performance.now();
        try {
          const note = await work();
          await picturesShown(app.window);
          await app.window.screenshot({ path: path.join(out, `${file}.png`) });
          say(
            `✓ ${file} (${Math.round(performance.now() - started)} ms)${note ? `: ${note}` : ''}`,
          );
        } catch (error) {
          const picture = path.join(out, `${file}-failed.png`);
          await app.window.screenshot({ path: picture }).catch(() => undefined);
          say(`✗ ${file}`);
          throw error;
        }
      },
      async end() {
        await app.close();
        await putAway();
      },
    };
  } catch (error) {
    await putAway();
    throw error;
  }
}

/** The laptop of a usual desk, with the window over its whole screen. */
async function fillScreen({ electron }: LaunchedApp): Promise<void> {
  await electron.evaluate(({ BrowserWindow, screen }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(screen.getPrimaryDisplay().workArea);
  });
}

/** A page's picture comes after the page: a screenshot waits for what a person would wait for. */
async function picturesShown(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const shown = [...document.images].map((image) => image.decode().catch(() => undefined));
    // One that is taken off the page while it loads never comes.
    const late = new Promise((resolve) => {
      setTimeout(resolve, 5_000);
    });
    await Promise.race([Promise.all(shown), late]);
    // Decoded is not painted yet.
    await new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(resolve));
    });
  });
}
