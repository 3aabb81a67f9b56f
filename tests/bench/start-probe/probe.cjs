// Required by Electron before the app's own main, for the desk and the empty window alike: says when
// a row of a list has been painted. No debugger is attached, which would slow what is measured.
const { app } = require('electron');

const rowIsPainted = `new Promise((painted) => {
  const shows = () => [...document.querySelectorAll('[role=row]')].some((row) => /[0-9][/]20[0-9]{2}/.test(row.textContent));
  const done = () => requestAnimationFrame(() => setTimeout(painted));
  if (shows()) return done();
  const watcher = new MutationObserver(() => {
    if (!shows()) return;
    watcher.disconnect();
    done();
  });
  watcher.observe(document, { childList: true, subtree: true, characterData: true });
})`;

const steps = { main: Date.now() };
app.once('ready', () => (steps.ready = Date.now()));
app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    steps.document = Date.now();
    await contents.executeJavaScript(rowIsPainted);
    steps.rows = Date.now();
    process.stdout.write(`steps ${JSON.stringify(steps)}\n`);
  });
});
