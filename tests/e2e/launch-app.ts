import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';

export const root = path.resolve(import.meta.dirname, '../..');

/** An X display of its own, on a free number: real windows that nobody sees. */
export interface Display {
  readonly name: string;
  stop(): void;
}

export async function startDisplay(size = '1440x900'): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let words = '';
  server.stderr?.on('data', (data) => (words += String(data)));
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended (${code}): ${words}`)));
    (server.stdio[3] as Readable).once('data', (data) => resolve(String(data).trim()));
  });
  server.unref();
  const stop = () => void server.kill();
  process.once('exit', stop);
  return { name: `:${number}`, stop };
}

/** A folder that is gone at the end, with whatever was put into it. */
export async function temporaryFolder(
  name: string,
): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), `lontar-${name}-`));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/**
 * A SANE set-up with two virtual scanners and nothing else: `test` (flatbed, and a feeder of ten
 * pages) and `pnm` (scans an image file through a real driver).
 * @returns the folder for `SANE_CONFIG_DIR`
 */
export async function virtualScanners(folder: string): Promise<string> {
  const config = path.join(folder, 'sane');
  await mkdir(config, { recursive: true });
  await writeFile(path.join(config, 'dll.conf'), 'test\npnm\n');
  return config;
}

export interface Launch {
  display: Display;
  /** The archive's folder. */
  home: string;
  env?: Record<string, string>;
  /** More switches for Electron. */
  switches?: string[];
}

export interface LaunchedApp {
  electron: ElectronApplication;
  /** The desk's window, once its page has loaded. */
  window: Page;
  /** What the app wrote to stdout and stderr. */
  words: () => string;
  close(): Promise<void>;
}

/** Starts the built app (`out/`) as a person would, in real Electron. */
export async function launchApp({ display, home, env, switches }: Launch): Promise<LaunchedApp> {
  const electron = await _electron.launch({
    args: [...(switches ?? []), root],
    cwd: root,
    // Chromium refuses its sandbox to root; renderers keep all other limits.
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...inherited(), ...env, DISPLAY: display.name, LONTAR_HOME: home },
  });
  let words = '';
  const child = electron.process();
  child.stdout?.on('data', (data) => (words += String(data)));
  child.stderr?.on('data', (data) => (words += String(data)));
  const window = await electron.firstWindow();
  await window.waitForLoadState('load');
  return { electron, window, words: () => words, close: () => electron.close() };
}

function inherited(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _, WAYLAND_DISPLAY: __, NODE_OPTIONS: ___, ...rest } = process.env;
  return Object.fromEntries(
    Object.entries(rest).filter((entry) => entry[1] !== undefined),
  ) as Record<string, string>;
}
