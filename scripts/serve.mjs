import { begin, orExit, toStderr } from './setup.mjs';

/** The central server with its page, which is built first where that is needed. */
await begin(import.meta.url, 'packages', toStderr);
const { buildWeb } = await import('./build.mjs');
await orExit(() => buildWeb());
const { main } = await import('../electron/cli/main.ts');
process.exitCode = await main(['serve', ...process.argv.slice(2)]);
