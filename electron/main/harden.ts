import { app, session } from 'electron';
import { isOurs } from './origin.ts';

/**
 * Nothing that a page shows leads anywhere: no navigation, no new window, no embedded view, no
 * permission, no download, no request to another origin.
 */
export function harden(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isOurs(url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Once Electron is ready: the session that all windows share. */
export function hardenSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event) => event.preventDefault());
  // The spell checker would fetch its dictionaries from the network.
  defaultSession.setSpellCheckerEnabled(false);
  defaultSession.webRequest.onBeforeRequest((details, decide) => {
    const inside = isOurs(details.url) || details.url.startsWith('devtools://');
    decide({ cancel: !inside });
  });
}
