import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { coreProcesses } from './core-processes.ts';
import { launchApp, startDisplay, temporaryFolder } from './launch-app.ts';
import type { Display, LaunchedApp } from './launch-app.ts';

let display: Display;
let home: Awaited<ReturnType<typeof temporaryFolder>>;
let app: LaunchedApp | undefined;

beforeAll(async () => {
  display = await startDisplay();
});
afterAll(() => display.stop());

beforeEach(async () => {
  home = await temporaryFolder('lifecycle');
});
afterEach(async () => {
  await app?.close().catch(() => undefined);
  app = undefined;
  await home.remove();
});

const launch = () => launchApp({ display, home: home.folder });

const officeOf = ({ window: page }: LaunchedApp) =>
  page.evaluate(() => window.lontar.call('office.get', {}));

test('the core ends and releases the archive when Electron is killed', async () => {
  app = await launch();
  await officeOf(app);
  expect(coreProcesses(home.folder)).toHaveLength(1);
  app.electron.process().kill('SIGKILL');
  await vi.waitFor(() => expect(coreProcesses(home.folder)).toEqual([]), 10_000);
  app = await launch();
  expect(await officeOf(app)).toBeNull();
});

test('the core ends when the window is closed, and leaves no write-ahead log behind', async () => {
  app = await launch();
  await officeOf(app);
  await app.close();
  app = undefined;
  expect(coreProcesses(home.folder)).toEqual([]);
  expect(readdirSync(home.folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
});

test('a killed core is reported to the window, refuses calls, and starts again when asked', async () => {
  app = await launch();
  await officeOf(app);
  await app.window.evaluate(() => {
    const deaths = new Promise((resolve) => {
      window.lontar.on('core.died', resolve);
    });
    Object.assign(window, { deaths });
  });
  const [pid = Number.NaN] = coreProcesses(home.folder);
  process.kill(pid, 'SIGKILL');
  const told = await app.window.evaluate(() => (window as { deaths?: unknown }).deaths);
  expect(told).toMatchObject({ signal: 'SIGKILL' });
  const code = await app.window.evaluate(() =>
    window.lontar.call('office.get', {}).catch((error: { code: string }) => error.code),
  );
  expect(code).toBe('core.gone');
  await app.window.evaluate(() => window.lontar.call('window.restartCore', {}));
  expect(await officeOf(app)).toBeNull();
});

test('the app can be closed while its core is dead', async () => {
  app = await launch();
  await officeOf(app);
  const [pid = Number.NaN] = coreProcesses(home.folder);
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(coreProcesses(home.folder)).toEqual([]), 5000);
  await app.close();
  app = undefined;
  expect(coreProcesses(home.folder)).toEqual([]);
});

test('an archive that is open elsewhere is refused with a code that the window is told', async () => {
  const elsewhere = await launch();
  await officeOf(elsewhere);
  const { openCore } = await import('../../electron/core/core.ts');
  const opening = openCore({ home: home.folder, resources: 'resources' });
  await expect(opening).rejects.toMatchObject({ code: 'archive.in-use' });
  await elsewhere.close();
});

test('a page that crashed comes back by itself', async () => {
  app = await launch();
  await officeOf(app);
  const shown = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const back = new Promise((resolve) => {
      webContents.once('did-finish-load', () => resolve(null));
    });
    process.kill(webContents.getOSProcessId(), 'SIGKILL');
    await back;
    return webContents.executeJavaScript('window.lontar.call("office.get", {})');
  });
  expect(shown).toBeNull();
});

test('a second start for the same archive leaves the place to the first', async () => {
  app = await launch();
  const second = launchApp({ display, home: home.folder });
  await expect(second).rejects.toThrow(/closed|exit|launch/);
  expect(app.electron.windows()).toHaveLength(1);
});

test('the window comes back where it was, in the language and theme chosen', async () => {
  app = await launch();
  await app.window.evaluate(async () => {
    await window.lontar.call('window.setTheme', { theme: 'dark' });
    await window.lontar.call('window.setLanguage', { language: 'en' });
  });
  const bounds = { x: 30, y: 40, width: 1010, height: 720 };
  await app.electron.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(wanted);
  }, bounds);
  await app.close();
  expect(existsSync(path.join(home.folder, 'window', 'preferences.json'))).toBe(true);

  app = await launch();
  const info = await app.window.evaluate(() => window.lontar.call('window.info', {}));
  expect(info).toMatchObject({ theme: 'dark', dark: true, language: 'en' });
  const [size, menu] = await app.electron.evaluate(({ BrowserWindow, Menu }) => [
    BrowserWindow.getAllWindows()[0]?.getSize(),
    Menu.getApplicationMenu()?.items.map((item) => item.label),
  ]);
  expect(size).toEqual([bounds.width, bounds.height]);
  expect(menu).toEqual(['File', 'Edit', 'View', 'Help']);
});
