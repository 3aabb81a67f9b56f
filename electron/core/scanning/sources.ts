import { LontarError } from '../../../shared/contract/error.ts';
import { SourceKind } from '../../../shared/contract/scanning.ts';
import { esclSource } from './escl/source.ts';
import { findNaps2, naps2Source, runNaps2 } from './naps2/source.ts';
import { saneSource } from './sane/source.ts';
import type { ScanSource } from './source.ts';
import { wiaSource } from './wia/source.ts';

export interface SourcesAt {
  /** The archive's folder: there it is kept which network scanners are trusted. */
  home: string;
  /** Addresses of eSCL devices to list beside those that announce themselves. */
  escl?: string[];
}

/** Null where this machine has no such way. */
const makers: Record<SourceKind, (at: SourcesAt) => ScanSource | null> = {
  sane: () => (process.platform === 'win32' ? null : saneSource()),
  escl: ({ home, escl = namedDevices(process.env) }) => esclSource({ home, named: escl }),
  wia: () => (process.platform === 'win32' ? wiaSource() : null),
  naps2() {
    const program = findNaps2(process.env, process.platform);
    return program === null ? null : naps2Source(runNaps2(program));
  },
};

/** `LONTAR_ESCL`: addresses with commas between them, for networks that let no announcement through. */
function namedDevices({ LONTAR_ESCL }: NodeJS.ProcessEnv): string[] {
  return (LONTAR_ESCL ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Every way to reach scanners on this machine, in the order in which a list shows them. */
export function allSources(at: SourcesAt): ScanSource[] {
  return Object.values(makers).flatMap((make) => make(at) ?? []);
}

/**
 * The source that a device's id belongs to; SANE has all names that no other source begins.
 * @throws `scanning.device-gone` where this machine has no such way
 */
export function sourceOf(device: string, at: SourcesAt): ScanSource {
  const prefix = device.slice(0, Math.max(0, device.indexOf(':')));
  const kind = SourceKind.safeParse(prefix).data ?? 'sane';
  const source = makers[kind](at);
  if (!source) throw new LontarError('scanning.device-gone', { device });
  return source;
}
