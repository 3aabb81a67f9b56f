import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { root, startDisplay, temporaryFolder } from './launch-app.ts';

const electron = createRequire(import.meta.url)('electron') as string;

/** Electron's own Node may be too old for TypeScript: bundled as the app itself is. */
async function bundle(outDir: string) {
  const input = {
    main: path.join(root, 'tests/e2e/fixtures/utility-main.ts'),
    'tiny-core': path.join(root, 'tests/main/fixtures/tiny-core.ts'),
  };
  const output = { format: 'cjs' as const, entryFileNames: '[name].cjs' };
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: { ssr: true, outDir, target: 'node18', rolldownOptions: { input, output } },
  });
}

test('a core in Electron’s own Node answers, is cancelled, dies and comes back', async () => {
  const display = await startDisplay();
  const { folder, remove } = await temporaryFolder('utility');
  try {
    await bundle(path.join(folder, 'out'));
    const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const { stdout } = await promisify(execFile)(
      electron,
      [...switches, path.join(folder, 'out', 'main.cjs')],
      { env: { ...process.env, DISPLAY: display.name, LONTAR_HOME: folder }, timeout: 30_000 },
    );
    const said = stdout.split('\n').find((line) => line.startsWith('{')) ?? '{}';
    expect(JSON.parse(said)).toEqual({
      bytes: [0, 255],
      steps: [1, 2],
      secret: { ok: true, value: 'rahasia' },
      cancelled: 'call.cancelled',
      refused: 'letter.unknown',
      died: 'core.gone',
      gone: 'core.gone',
      restarted: 'answered',
      events: ['core.ready', 'core.died', 'core.ready'],
    });
    expect(existsSync(path.join(folder, 'closed'))).toBe(true);
  } finally {
    display.stop();
    await remove();
  }
});
