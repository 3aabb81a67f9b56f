import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { launchApp, root, startDisplay, temporaryFolder } from './launch-app.ts';
import type { Display, LaunchedApp } from './launch-app.ts';

declare global {
  interface Window {
    lontar: Bridge;
  }
}

let display: Display;
let home: Awaited<ReturnType<typeof temporaryFolder>>;
let app: LaunchedApp;

beforeAll(async () => {
  display = await startDisplay();
  home = await temporaryFolder('hardening');
  app = await launchApp({ display, home: home.folder });
});

afterAll(async () => {
  await app.close();
  display.stop();
  await home.remove();
});

/** A stranger's site that notes whatever reaches it. */
async function stranger() {
  const reached: string[] = [];
  const server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*').end('<h1>stranger</h1>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, reached };
}

describe('the page', () => {
  test('has no Node and nothing of ours but the bridge', async () => {
    const found = await app.window.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter(
        (name) => name in globalThis,
      ),
      bridge: Object.keys(window.lontar).sort(),
      frozen: Object.isFrozen(window.lontar),
    }));
    expect(found).toEqual({ node: [], bridge: ['call', 'on', 'pathOf'], frozen: true });
  });

  test('is sandboxed and isolated', async () => {
    const preferences = await app.electron.evaluate(({ webContents }) => {
      const [contents] = webContents.getAllWebContents();
      // Not in Electron's types, but there: what the window was really made with.
      return (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('runs no inline script, no eval, no foreign script or style', async () => {
    const { url, reached } = await stranger();
    const outcome = await app.window.evaluate(async (foreign) => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => {
        violations.push(event.effectiveDirective);
      });
      const inline = document.createElement('script');
      inline.textContent = 'window.strayed = true';
      const outside = document.createElement('script');
      outside.src = `${foreign}evil.js`;
      const image = new Image();
      image.src = `${foreign}evil.png`;
      document.body.append(inline, outside, image);
      const fetched = await fetch(`${foreign}data`).then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => {
        setTimeout(resolve, 300);
      });
      // Later than the evaluation that the test itself does, which the policy does not reach.
      let evaluated = true;
      try {
        evaluated = new Function('return true')() as boolean;
      } catch {
        evaluated = false;
      }
      for (const node of [inline, outside]) node.remove();
      return { strayed: 'strayed' in window, fetched, evaluated, violations };
    }, url);
    expect(outcome).toMatchObject({ strayed: false, fetched: false, evaluated: false });
    expect(outcome.violations).toEqual(
      expect.arrayContaining(['script-src-elem', 'img-src', 'connect-src']),
    );
    expect(reached).toEqual([]);
  });

  test('does not leave for another site, open a window or frame another page', async () => {
    const { url, reached } = await stranger();
    const opened = await app.window.evaluate(async (foreign) => {
      const frame = document.createElement('iframe');
      frame.src = foreign;
      document.body.append(frame);
      const child = window.open(foreign);
      location.href = foreign;
      await new Promise((resolve) => {
        setTimeout(resolve, 500);
      });
      frame.remove();
      return child !== null;
    }, url);
    expect(opened).toBe(false);
    expect(app.window.url()).toBe('lontar://app/index.html');
    expect(app.electron.windows()).toHaveLength(1);
    expect(reached).toEqual([]);
  });

  test('gets no permission', async () => {
    const answers = await app.window.evaluate(async () => {
      const refused = (work: Promise<unknown>) =>
        work.then(
          () => 'granted',
          () => 'refused',
        );
      return {
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        clipboard: await refused(navigator.clipboard.readText()),
        notification: await Notification.requestPermission(),
        geolocation: await new Promise((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            () => resolve('refused'),
          );
        }),
      };
    });
    expect(answers).toEqual({
      camera: 'refused',
      clipboard: 'refused',
      notification: 'denied',
      geolocation: 'refused',
    });
  });

  test('finds no file outside the app, and no page of another host', async () => {
    const statuses = await app.window.evaluate(async () =>
      Promise.all(
        ['/..%2f..%2fpackage.json', '/nothing.js', '/page/abc/1?width=100'].map(
          async (address) => (await fetch(address)).status,
        ),
      ),
    );
    expect(statuses).toEqual([404, 404, 404]);
  });
});

describe('a call', () => {
  test('is answered by main and by the core', async () => {
    const info = await app.window.evaluate(() => window.lontar.call('window.info', {}));
    expect(info).toMatchObject({ home: home.folder, language: 'id' });
    const office = await app.window.evaluate(() => window.lontar.call('office.get', {}));
    expect(office).toBeNull();
  });

  test('of an unknown operation or with a wrong input is refused with its code', async () => {
    const codes = await app.window.evaluate(async () => {
      const codeOf = (name: string, input: unknown) =>
        window.lontar.call(name, input).then(
          () => 'answered',
          (error: { code: string }) => error.code,
        );
      return Promise.all([
        codeOf('window.nonsense', {}),
        codeOf('nonsense', {}),
        codeOf('window.setTheme', { theme: 'pink' }),
        codeOf('window.print', { path: '/etc/passwd' }),
      ]);
    });
    expect(codes).toEqual([
      'operation.unknown',
      'operation.unknown',
      'input.invalid',
      'print.notPdf',
    ]);
  });

  test('from a window that shows something else is refused', async () => {
    // A page that has the bridge's preload, as if a window of ours had been led astray.
    const preload = path.join(root, 'out/preload/preload.cjs');
    const said = await app.electron.evaluate(async ({ BrowserWindow }, preloadFile) => {
      const webPreferences = {
        preload: preloadFile,
        sandbox: true,
        contextIsolation: true,
        // Our own session lets nothing but our own pages in.
        partition: 'astray',
      };
      const astray = new BrowserWindow({ show: false, webPreferences });
      try {
        await astray.loadURL('data:text/html,<h1>astray</h1>');
        return await astray.webContents.executeJavaScript(
          `window.lontar.call('window.info', {}).then(() => 'answered', (error) => error.message)`,
        );
      } finally {
        astray.destroy();
      }
    }, preload);
    expect(said).toContain('sender.refused');
  });
});
