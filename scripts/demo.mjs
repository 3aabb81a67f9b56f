import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { mainJob } from '../tests/e2e/main-job.ts';
import { startJourney } from '../tests/e2e/journey.ts';
import { inRoot } from './project.mjs';

/**
 * The main job in the real Electron window on a virtual display, as a person would do it.
 * @returns {Promise<number>} the exit code
 */
export async function demo(print = (line) => console.log(line)) {
  const out = inRoot('demo');
  rmSync(out, { recursive: true, force: true });
  const summary = [];
  const say = (line) => {
    summary.push(line);
    print(line);
  };
  const journey = await startJourney({ out, say });
  try {
    await mainJob(journey);
  } catch (error) {
    say(`\nThe main job stopped: ${error instanceof Error ? error.message : error}`);
    say(journey.words().trim());
    return 1;
  } finally {
    await journey.end();
    writeFileSync(inRoot('demo', 'summary.txt'), `${summary.join('\n')}\n`);
  }
  say('\nIn demo/:');
  for (const name of readdirSync(out).sort()) {
    say(`  ${name} (${Math.ceil(statSync(inRoot('demo', name)).size / 1024)} KB)`);
  }
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await demo();
