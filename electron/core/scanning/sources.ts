import type { SourceKind } from '../../../shared/contract/scanning.ts';
import { esclSource } from './escl/source.ts';
import { saneSource } from './sane/source.ts';
import type { ScanSource } from './source.ts';

export interface SourcesAt {
  /** The archive's folder: there it is kept which network scanners are trusted. */
  home: string;
  /** Addresses of eSCL devices to list beside those that announce themselves. */
  escl?: string[];
}

type MakeSource = (at: SourcesAt) => ScanSource;

const makers: Partial<Record<SourceKind, MakeSource>> = {
  sane: () => saneSource(),
  escl: ({ home, escl = namedDevices(process.env) }) => esclSource({ home, named: escl }),
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
  return Object.values(makers).map((make) => make(at));
}

/** The source that a device's id belongs to; SANE has all names that no other source begins. */
export function sourceOf(device: string, at: SourcesAt): ScanSource {
  const prefix = device.slice(0, Math.max(0, device.indexOf(':')));
  const make = Object.hasOwn(makers, prefix) ? makers[prefix as SourceKind] : undefined;
  return (make ?? makers.sane!)(at);
}
