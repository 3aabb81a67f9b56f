import { z } from 'zod';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { Capabilities, FeederState } from '../../../../shared/contract/scanning.ts';

/** What the script says, a line each. */
export const WiaAnswer = z.discriminatedUnion('event', [
  z.object({ event: z.literal('device'), id: z.string(), name: z.string(), vendor: z.string() }),
  z.object({
    event: z.literal('capabilities'),
    handling: z.int(),
    status: z.int(),
    resolutions: z.array(z.number()),
    range: z.object({ min: z.number(), max: z.number(), step: z.number() }).nullable(),
    width: z.number(),
    height: z.number(),
    sheetWidth: z.number(),
    sheetHeight: z.number(),
  }),
  z.object({ event: z.literal('page'), number: z.int().min(1) }),
  z.object({ event: z.literal('failed'), code: z.string(), message: z.string() }),
]);
export type WiaAnswer = z.infer<typeof WiaAnswer>;
type WiaCapabilities = Extract<WiaAnswer, { event: 'capabilities' }>;

/** WIA error codes (`wiadef.h`). */
const FAILURES: Record<string, string> = {
  '80210002': 'scanning.jammed',
  '80210003': 'scanning.no-documents',
  '80210004': 'scanning.jammed',
  '80210005': 'scanning.device-gone',
  '80210006': 'scanning.busy',
  '80210007': 'scanning.busy',
  '8021000A': 'scanning.io',
  '8021000D': 'scanning.busy',
  '80210015': 'scanning.device-gone',
  '80210016': 'scanning.cover-open',
  '80210020': 'scanning.double-feed',
  '80070005': 'scanning.access-denied',
  '8007000E': 'scanning.memory',
};

export function wiaFailure({ code, message }: { code: string; message: string }): LontarError {
  return new LontarError(FAILURES[code.toUpperCase()] ?? 'scanning.failed', {
    message: `${message.trim()} (${code})`,
  });
}

/** Bits of `WIA_DPS_DOCUMENT_HANDLING_CAPABILITIES`, and of `…_SELECT` alike. */
export const FEED = 1;
export const FLAT = 2;
export const DUPLEX = 4;
const STATUS = { ready: 1, coverUp: 0x10, jam: 0x20 };
const MM = 25.4 / 1000;

export function wiaCapabilities(device: string, found: WiaCapabilities): Capabilities {
  const { handling, status, resolutions, range } = found;
  const has = (bit: number) => (handling & bit) !== 0;
  const fed = has(FEED);
  const flat = has(FLAT) || !fed;
  const state: FeederState =
    (status & STATUS.jam) !== 0
      ? 'jammed'
      : (status & STATUS.coverUp) !== 0
        ? 'open'
        : (status & STATUS.ready) !== 0
          ? 'loaded'
          : 'empty';
  const [width, height] = flat
    ? [found.width, found.height]
    : [found.sheetWidth, found.sheetHeight];
  return {
    device,
    sources: [
      ...(flat ? [{ name: 'Flatbed', path: 'flatbed' as const }] : []),
      ...(fed ? [{ name: 'Feeder', path: 'feeder' as const }] : []),
      ...(fed && has(DUPLEX) ? [{ name: 'Feeder, duplex', path: 'duplex' as const }] : []),
    ],
    duplex: null,
    feederState: fed ? state : null,
    doubleFeed: null,
    resolutions:
      resolutions.length > 0
        ? { kind: 'list', values: resolutions }
        : range && { kind: 'range', ...range },
    modes: (['color', 'gray', 'lineart'] as const).map((mode) => ({ name: mode, mode })),
    area: width > 0 && height > 0 ? { width: width * MM, height: height * MM } : null,
    options: [],
  };
}
