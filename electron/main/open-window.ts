import path from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { START } from './origin.ts';
import type { Bounds, Preferences } from './preferences.ts';

/** The page's own background, so that nothing flashes before it is painted. */
const BACKGROUND = { light: '#f8f5ee', dark: '#1a1815' };

export const background = () =>
  nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;

/** A screen may have gone since: then the window comes up where the system puts it. */
function visibleBounds(bounds: Bounds): Bounds {
  const { x, y, width, height } = bounds;
  if (x === undefined || y === undefined) return { width, height };
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  const inside =
    x < workArea.x + workArea.width &&
    y < workArea.y + workArea.height &&
    x + width > workArea.x &&
    y + height > workArea.y;
  return inside ? bounds : { width, height };
}

export function openWindow(preferences: Preferences): BrowserWindow {
  const window = new BrowserWindow({
    ...visibleBounds(preferences.bounds),
    minWidth: 900,
    minHeight: 600,
    title: 'Lontar',
    backgroundColor: background(),
    webPreferences: {
      preload: path.join(__dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  // A page that crashed would stay white; what has been saved is with the core.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  if (preferences.maximized) window.maximize();
  void window.loadURL(START);
  return window;
}
