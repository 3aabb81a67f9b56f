import { accessSync, constants } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { LontarError } from '../../../../shared/contract/error.ts';
import {
  type Capabilities,
  DeviceId,
  type ScanRequest,
} from '../../../../shared/contract/scanning.ts';
import { keepFiles } from '../keep-files.ts';
import { runProgram } from '../run-program.ts';
import type { ScanSource } from '../source.ts';

const PREFIX = 'naps2:';
const SILENCE_MS = 300_000;

/** Runs NAPS2.Console with these arguments, and hears each line that it says. */
export type RunNaps2 = (
  args: string[],
  onLine: (line: string) => void | Promise<void>,
  signal: AbortSignal | undefined,
) => Promise<void>;

/** What NAPS2 says in English; other languages give the message itself. */
const SAYINGS: [RegExp, string][] = [
  [/no pages are in the feeder/i, 'scanning.no-documents'],
  [/paper jam/i, 'scanning.jammed'],
  [/cover is open/i, 'scanning.cover-open'],
  [/scanner is (busy|warming up)/i, 'scanning.busy'],
  [/scanner is offline|could not be found|no scanning device was found/i, 'scanning.device-gone'],
  [/does not support using a feeder/i, 'scanning.no-feeder'],
  [/does not support using duplex/i, 'scanning.no-duplex'],
  [/communication .* (interrupted|lost)/i, 'scanning.io'],
  [/error occurred|not supported on this system|worker process crashed/i, 'scanning.failed'],
];

/** TWAIN drivers through NAPS2.Console. It tells nothing of what a device can do: all is offered. */
export function naps2Source(run: RunNaps2): ScanSource {
  return {
    kind: 'naps2',
    async listDevices({ signal } = {}) {
      const names: string[] = [];
      const args = ['--noprofile', '--listdevices', '--driver=twain'];
      await run(args, (line) => void names.push(line.trim()), signal);
      if (signal?.aborted) throw new LontarError('scanning.cancelled');
      return names
        .filter((name) => name !== '' && failureOf(name) === null)
        .map((name) => ({ id: `${PREFIX}${name}`, name }))
        .filter(({ id }) => DeviceId.safeParse(id).success)
        .map((one) => ({ ...one, source: 'naps2', vendor: '', model: one.name, type: 'TWAIN' }));
    },
    readCapabilities: (device) => Promise.resolve(anything(device)),
    scan: (request, outDir, hooks = {}) =>
      keepFiles(request, outDir, hooks, async (rawDir, keep) => {
        let failure: LontarError | null = null;
        const hear = (line: string) => {
          failure ??= failureOf(line);
        };
        await run(argumentsOf(request, rawDir), hear, hooks.signal);
        // It writes its files when the feeder is empty, or as far as it came.
        const files = (await readdir(rawDir)).filter((name) => /^page\.\d+\.(jpg|png)$/.test(name));
        for (const name of files.toSorted()) await keep(name);
        const end = failure as LontarError | null;
        if (end && !(end.code === 'scanning.no-documents' && files.length > 0)) throw end;
      }),
  };
}

/** NAPS2.Console on this machine, or null. */
export function findNaps2(env: NodeJS.ProcessEnv, platform: string): string | null {
  const name = platform === 'win32' ? 'NAPS2.Console.exe' : 'NAPS2.Console';
  const folders = [
    ...(env.PATH ?? '').split(delimiter),
    ...[env.ProgramFiles, env['ProgramFiles(x86)']].map(
      (folder) => folder && join(folder, 'NAPS2'),
    ),
  ];
  for (const folder of folders) {
    if (!folder) continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not there.
    }
  }
  return null;
}

export const runNaps2 =
  (program: string): RunNaps2 =>
  async (args, onLine, signal) => {
    await runProgram(program, args, { signal, silenceMs: SILENCE_MS, onLine });
  };

function argumentsOf(request: ScanRequest, rawDir: string): string[] {
  const { feeder, duplex, resolution, mode, size } = request;
  const lineart = mode === 'lineart';
  return [
    '--noprofile',
    '--driver=twain',
    `--device=${request.device.slice(PREFIX.length)}`,
    `--source=${feeder ? (duplex ? 'duplex' : 'feeder') : 'glass'}`,
    `--dpi=${resolution}`,
    `--bitdepth=${{ color: 'color', gray: 'gray', lineart: 'bw' }[mode]}`,
    ...(size === 'max' || size === 'auto' ? [] : [`--pagesize=${sizeName(size)}`]),
    '--jpegquality=90',
    '--split',
    `--output=${join(rawDir, `page.$(nnnn).${lineart ? 'png' : 'jpg'}`)}`,
  ];
}

const sizeName = (size: string) => (size === 'f4' ? '215x330mm' : size);

function failureOf(line: string): LontarError | null {
  const code = SAYINGS.find(([pattern]) => pattern.test(line))?.[1];
  return code === undefined ? null : new LontarError(code, { message: line.trim() });
}

function anything(device: string): Capabilities {
  return {
    device,
    sources: [
      { name: 'glass', path: 'flatbed' },
      { name: 'feeder', path: 'feeder' },
      { name: 'duplex', path: 'duplex' },
    ],
    duplex: null,
    feederState: 'unknown',
    doubleFeed: null,
    resolutions: { kind: 'list', values: [100, 150, 200, 300, 400, 600] },
    modes: (['color', 'gray', 'lineart'] as const).map((mode) => ({ name: mode, mode })),
    area: null,
    options: [],
  };
}
