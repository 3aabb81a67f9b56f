import path from 'node:path';
import { expect, test } from 'vitest';
import { startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { mainJob } from './main-job.ts';

test('a clerk does the main job in the window, from the scanner to the sheet', async () => {
  const { folder, remove } = await temporaryFolder('main-job');
  const lines: string[] = [];
  const journey = await startJourney({
    out: path.join(folder, 'out'),
    say: (line) => lines.push(line),
  });
  try {
    await mainJob(journey);
  } finally {
    await journey.end();
    await remove();
  }
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([]);
});
