import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { continueOnProjectNode, inRoot, startedAgain } from './project.mjs';

/** The command line. What it says goes to stdout; whatever the set-up has to say, to stderr. */
if (!existsSync(inRoot('node_modules', '.package-lock.json'))) {
  const { begin, toStderr } = await import('./setup.mjs');
  await begin(import.meta.url, 'packages', toStderr);
}
await continueOnProjectNode(import.meta.url);

const [command] = process.argv.slice(2);
// glibc is told at a process's start, and only what works on many pages is worth another start.
if (
  process.platform === 'linux' &&
  !process.env.MALLOC_ARENA_MAX &&
  ['scan', 'batch', 'watch', 'clean'].includes(command)
) {
  const { coreEnvironment, coreNodeFlags } =
    await import('../electron/main/core-starter/core-environment.ts');
  const env = coreEnvironment(process.env);
  process.exit(await startedAgain(import.meta.url, env, coreNodeFlags));
}
// The one that was asked for ends, in whatever way: so does this.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

// Half of a short command's time would be spent on compiling.
enableCompileCache(inRoot('node_modules', '.cache', 'compiled'));
const { main } = await import('../electron/cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
