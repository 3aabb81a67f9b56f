import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { continueOnProjectNode, inRoot } from './project.mjs';

/** The command line. What it says goes to stdout; whatever the set-up has to say, to stderr. */
if (!existsSync(inRoot('node_modules', '.package-lock.json'))) {
  const { begin, toStderr } = await import('./setup.mjs');
  await begin(import.meta.url, 'packages', toStderr);
}
await continueOnProjectNode(import.meta.url);

// Half of a short command's time would be spent on compiling.
enableCompileCache(inRoot('node_modules', '.cache', 'compiled'));
const { main } = await import('../electron/cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
