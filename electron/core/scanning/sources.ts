import type { SourceKind } from '../../../shared/contract/scanning.ts';
import { saneSource } from './sane/source.ts';
import type { ScanSource } from './source.ts';

export interface SourcesAt {
  /** The archive's folder: there it is kept which network scanners are trusted. */
  home: string;
}

type MakeSource = (at: SourcesAt) => ScanSource;

const makers: Partial<Record<SourceKind, MakeSource>> = {
  sane: () => saneSource(),
};

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
