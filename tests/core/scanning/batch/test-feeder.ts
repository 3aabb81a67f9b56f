import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Core, openCore } from '../../../../electron/core/core.ts';
import { openDesk, resources, temporaryFolder } from '../../temporary-archive.ts';

/** SANE's test and pnm drivers by a folder of settings of their own, for this test's processes. */
export function virtualScanner(): void {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'dll.conf'), 'test\npnm\n');
  const before = process.env.SANE_CONFIG_DIR;
  process.env.SANE_CONFIG_DIR = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env.SANE_CONFIG_DIR;
    else process.env.SANE_CONFIG_DIR = before;
  });
}

/** Small and grey: what matters here is not how the pages look. */
export const small = {
  device: 'test:0',
  resolution: 50,
  mode: 'gray',
  size: 'a5',
  cleanUp: null,
  splitting: { by: 'none' },
} as const;

export async function deskWithBatch(settings: object = {}) {
  const { core, home } = await openDesk();
  const { batch } = await core.call('batches.open', { settings: { ...small, ...settings } });
  return { core, home, batch };
}

/** The same archive in another process's life. */
export async function reopen(core: Core, home: string): Promise<Core> {
  await core.close();
  const again = await openCore({ home, resources });
  onTestFinished(() => again.close());
  return again;
}

export const folderOf = (home: string, batch: string) => path.join(home, 'batches', batch);
