import { build } from './build.mjs';
import { root, run } from './project.mjs';
import { begin, orExit } from './setup.mjs';
import { electronBinary } from './setup/electron.mjs';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

await begin(import.meta.url, hasDisplay ? 'start' : 'window');
await orExit(async () => {
  if (await build()) console.log('[build] done');

  if (!hasDisplay) {
    console.log(
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).\n' +
        'So the main job runs in the real Electron window on a virtual display; what it makes goes to demo/.',
    );
    const { demo } = await import('./demo.mjs');
    process.exitCode = await demo();
    return;
  }

  const switches = [];
  if (process.getuid?.() === 0) {
    console.log('You are root: Chromium has no sandbox for root, so the window runs without it.');
    switches.push('--no-sandbox');
  }
  // Set by some editors' terminals: Electron would then be a mere Node.
  delete process.env.ELECTRON_RUN_AS_NODE;
  const { code } = await run(electronBinary(), [...switches, root], { stdio: 'inherit' });
  process.exitCode = code;
});
