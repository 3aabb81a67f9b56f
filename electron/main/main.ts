import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { BrowserWindow, app, nativeTheme, utilityProcess } from 'electron';
import { archiveHome } from '../../shared/contract/home.ts';
import { registerScheme, serveApp } from './app-protocol.ts';
import { openChannel } from './channel.ts';
import { connectCore } from './connect-core.ts';
import type { CoreConnection } from './connect-core.ts';
import { chooseStarter } from './core-starter/choose-starter.ts';
import { harden, hardenSession } from './harden.ts';
import { setMenu } from './menu.ts';
import { background, openWindow } from './open-window.ts';
import { isOurs } from './origin.ts';
import { readPreferences, writePreferences } from './preferences.ts';
import { wordsOf } from './words.ts';

const home = path.resolve(archiveHome(process.env, process.platform, homedir()));
const profile = path.join(home, 'window');
const preferencesFile = path.join(profile, 'preferences.json');

/** One window for one archive: Chromium's lock lies in its profile, and that in the archive's folder. */
mkdirSync(profile, { recursive: true, mode: 0o700 });
app.setPath('userData', profile);
app.commandLine.appendSwitch('lang', 'id');
// Every renderer in Chromium's sandbox, whatever its window says; only root in tests goes without.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();
harden();

if (app.requestSingleInstanceLock()) run();
else app.exit();

function run() {
  let preferences = readPreferences(preferencesFile);
  nativeTheme.themeSource = preferences.theme;

  // The window goes first, as most of the cold start is its own; the core starts beside its process.
  const shown = app.whenReady().then(() => {
    hardenSession();
    setMenu(desk.words, home);
    serveApp(path.join(__dirname, '../renderer'), ({ name, input }, signal) =>
      core.call(name, input, { signal }),
    );
    return show();
  });
  const core = connectCore(
    chooseStarter(app, utilityProcess, () => shown),
    {
      entry: path.join(__dirname, '../core/process.cjs'),
      home,
      resources: app.isPackaged
        ? path.join(process.resourcesPath, 'resources')
        : path.join(app.getAppPath(), 'resources'),
    },
    announce,
    async (asked) => {
      await seen;
      const { keepSecret } = await import('./secrets.ts');
      return keepSecret(asked);
    },
  );

  // The store is asked in main's own thread: while it asks for a password the page shall stand there.
  const seen = shown.then(
    ({ webContents }) =>
      new Promise<void>((resolve) => {
        webContents.once('did-stop-loading', () => resolve());
        webContents.once('destroyed', () => resolve());
      }),
  );

  const remember = (change: Partial<typeof preferences>) => {
    preferences = { ...preferences, ...change };
    writePreferences(preferencesFile, preferences);
  };

  const desk = {
    home,
    get theme() {
      return preferences.theme;
    },
    get language() {
      return preferences.language;
    },
    get words() {
      return wordsOf(preferences.language);
    },
    setTheme(theme: typeof preferences.theme) {
      nativeTheme.themeSource = theme;
      remember({ theme });
    },
    setLanguage(language: typeof preferences.language) {
      remember({ language });
      setMenu(wordsOf(language), home);
    },
    restartCore: () => core.restart(),
  };

  openChannel(async (name, input, context) => {
    if (!name.startsWith('window.')) return core.call(name, input, context);
    const { answerWindow } = await import('./answer-window.ts');
    return answerWindow(name, input, desk);
  });

  const show = () => {
    const window = openWindow(preferences);
    window.on('close', () => {
      remember({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    });
    return window;
  };

  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(background());
    announce('window.theme', { theme: preferences.theme, dark: nativeTheme.shouldUseDarkColors });
  });

  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show();
  });
  app.on('window-all-closed', () => app.quit());
  endWith(core);
}

/** To our own pages alone: a window that strayed hears nothing. */
function announce(name: string, payload: unknown) {
  for (const { webContents } of BrowserWindow.getAllWindows()) {
    if (isOurs(webContents.getURL())) webContents.send('lontar:event', name, payload);
  }
}

/** The app ends once the core has closed its archive. */
function endWith(core: CoreConnection) {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void core.stop().finally(() => {
      closed = true;
      // A core that is gone already is stopped at once: Electron ignores `quit` while it still asks.
      setImmediate(() => app.quit());
    });
  });
}
