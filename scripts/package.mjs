import { build } from './build.mjs';
import { run, tool } from './project.mjs';
import { begin, orExit } from './setup.mjs';

/** `npm run package [-- dir zip …]`: packages for this kind of machine into `dist/`. */
await begin(import.meta.url, 'start');
await orExit(async () => {
  await build();
  const { code } = await run(tool('electron-builder'), ['--publish=never', ...targets()]);
  process.exitCode = code;
});

function targets() {
  const wanted = process.argv.slice(2);
  if (wanted.length === 0) return [];
  return [process.platform === 'win32' ? '--win' : '--linux', ...wanted];
}
