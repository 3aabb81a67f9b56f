import type { ScanSource } from '../source.ts';
import { listSaneDevices } from './list-devices.ts';
import { readSaneCapabilities } from './read-capabilities.ts';
import { scanSanePages } from './scan-pages.ts';

/** SANE through `scanimage`; `SANE_CONFIG_DIR` in `env` names the drivers' settings as usual. */
export function saneSource(
  env: NodeJS.ProcessEnv = process.env,
  patience: { silenceMs?: number; leaveMs?: number } = {},
): ScanSource {
  return {
    kind: 'sane',
    listDevices: (options) => listSaneDevices({ ...options, env }),
    readCapabilities: (device, options) => readSaneCapabilities(device, { ...options, env }),
    scan: (request, outDir, hooks) =>
      scanSanePages(request, outDir, { ...hooks, ...patience, env }),
  };
}
