// The least that is a window of Electron's: what the desk's start is held against.
const { app, BrowserWindow } = require('electron');

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

app.whenReady().then(() => {
  const webPreferences = { sandbox: true, contextIsolation: true };
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences });
  return window.loadURL('data:text/html,<title>empty</title><p role="row">1/2026</p>');
});
app.on('window-all-closed', () => app.quit());
