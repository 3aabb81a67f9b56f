import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Core, openCore } from '../../electron/core/core.ts';

export const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** A folder that is gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Desk {
  core: Core;
  home: string;
}

/** A core on an archive of its own, with its office founded; closed when the test has finished. */
export async function openDesk(options: { now?: () => number } = {}): Promise<Desk> {
  const home = path.join(temporaryFolder(), 'archive');
  const core = await openCore({ home, resources, ...options });
  onTestFinished(() => core.close());
  await core.call('office.found', { name: 'Sekretariat Daerah' });
  return { core, home };
}

export const someFields = (more: object = {}) => ({
  number: '900.2.9/3466/BAPPEDA',
  date: '2025-04-28',
  sender: 'Badan Perencanaan Pembangunan Daerah',
  subject: 'Permohonan Izin Penggunaan Aula',
  ...more,
});
