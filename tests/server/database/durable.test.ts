import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../core/temporary-archive.ts';

it('PGlite tells of a commit only when its log is on disk', () => {
  const folder = temporaryFolder();
  const trace = path.join(folder, 'trace');
  const script = path.join(import.meta.dirname, 'fixtures/commit-rows.ts');
  const watched = ['-f', '-y', '-e', 'trace=fsync,write', '-o', trace];
  const { status, stderr } = spawnSync(
    'strace',
    [...watched, process.execPath, script, path.join(folder, 'database')],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const steps = readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (/fsync\(\d+<.*\/pg_wal\/\w+>/.test(line)) return ['sync'];
      return /write\(1<.*"done \d/.test(line) ? ['done'] : [];
    });
  const told = steps.flatMap((step, at) => (step === 'done' ? [steps[at - 1]] : []));
  expect(told).toEqual(Array.from({ length: 10 }, () => 'sync'));
}, 60_000);
