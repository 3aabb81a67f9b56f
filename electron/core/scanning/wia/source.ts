import { LontarError } from '../../../../shared/contract/error.ts';
import {
  type Device,
  DeviceId,
  PAGE_SIZES,
  type ScanRequest,
} from '../../../../shared/contract/scanning.ts';
import { keepFiles } from '../keep-files.ts';
import { runProgram } from '../run-program.ts';
import type { ScanSource } from '../source.ts';
import { DUPLEX, FEED, FLAT, WiaAnswer, wiaCapabilities, wiaFailure } from './answers.ts';
import { WIA_SCRIPT } from './script.ts';

const PREFIX = 'wia:';
const SILENCE_MS = 180_000;

/** Runs the script with what it is told, and hears each line that it says. */
export type RunWia = (
  told: Record<string, string>,
  onLine: (line: string) => void | Promise<void>,
  signal: AbortSignal | undefined,
) => Promise<void>;

/** Windows Image Acquisition; listed on Windows alone. */
export function wiaSource(run: RunWia = runPowerShell): ScanSource {
  async function ask(
    told: Record<string, string>,
    signal: AbortSignal | undefined,
    onAnswer: (answer: WiaAnswer) => void | Promise<void>,
  ): Promise<void> {
    let failure: LontarError | undefined;
    await run(
      told,
      async (line) => {
        const answer = readAnswer(line);
        if (answer?.event === 'failed') failure = wiaFailure(answer);
        else if (answer) await onAnswer(answer);
      },
      signal,
    );
    if (signal?.aborted) throw new LontarError('scanning.cancelled');
    if (failure) throw failure;
  }
  return {
    kind: 'wia',
    async listDevices({ signal } = {}) {
      const devices: Device[] = [];
      await ask({ LONTAR_WIA_DO: 'list' }, signal, (answer) => {
        if (answer.event !== 'device') return;
        const { name, vendor } = answer;
        const id = `${PREFIX}${answer.id}`;
        if (!DeviceId.safeParse(id).success) return;
        devices.push({ id, source: 'wia', name, vendor, model: name, type: 'WIA' });
      });
      return devices;
    },
    async readCapabilities(device, { signal } = {}) {
      let found: ReturnType<typeof wiaCapabilities> | undefined;
      const told = {
        LONTAR_WIA_DO: 'capabilities',
        LONTAR_WIA_DEVICE: device.slice(PREFIX.length),
      };
      await ask(told, signal, (answer) => {
        if (answer.event === 'capabilities') found = wiaCapabilities(device, answer);
      });
      if (!found) throw new LontarError('scanning.no-answer', { device });
      return found;
    },
    scan: (request, outDir, hooks = {}) =>
      keepFiles(request, outDir, hooks, async (rawDir, keep) => {
        let pages = 0;
        try {
          await ask(toldOf(request, rawDir), hooks.signal, async (answer) => {
            if (answer.event !== 'page') return;
            await keep(`${answer.number}.png`);
            pages += 1;
          });
        } catch (error) {
          // The end of the feed is one of its errors.
          const end = error instanceof LontarError && error.code === 'scanning.no-documents';
          if (!(end && request.feeder && pages > 0)) throw error;
        }
      }),
  };
}

function toldOf(request: ScanRequest, rawDir: string): Record<string, string> {
  const { feeder, duplex, resolution, mode, size } = request;
  const select = feeder ? (duplex ? FEED | DUPLEX : FEED) : FLAT;
  const area = size === 'max' || size === 'auto' ? null : PAGE_SIZES[size];
  const pixels = (mm: number) => String(Math.round((mm / 25.4) * resolution));
  return {
    LONTAR_WIA_DO: 'scan',
    LONTAR_WIA_DEVICE: request.device.slice(PREFIX.length),
    LONTAR_WIA_FOLDER: rawDir,
    LONTAR_WIA_FEEDER: feeder ? '1' : '0',
    LONTAR_WIA_SELECT: String(select),
    LONTAR_WIA_DPI: String(resolution),
    LONTAR_WIA_INTENT: String({ color: 1, gray: 2, lineart: 4 }[mode]),
    ...(area && { LONTAR_WIA_WIDTH: pixels(area.width), LONTAR_WIA_HEIGHT: pixels(area.height) }),
  };
}

function readAnswer(line: string): WiaAnswer | null {
  if (!line.startsWith('{')) return null;
  try {
    return WiaAnswer.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

const runPowerShell: RunWia = async (told, onLine, signal) => {
  const script = Buffer.from(WIA_SCRIPT, 'utf16le').toString('base64');
  const args = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Sta', '-EncodedCommand', script];
  const env = { ...process.env, ...told };
  await runProgram('powershell.exe', args, { env, signal, silenceMs: SILENCE_MS, onLine });
};
