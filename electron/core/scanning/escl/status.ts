import type { FeederState } from '../../../../shared/contract/scanning.ts';
import { child, children, numberAt, parseXml, textAt } from './parse-xml.ts';

export interface EsclStatus {
  /** `Idle`, `Processing`, `Testing`, `Stopped`, `Down`, or whatever a vendor made up. */
  state: string;
  reasons: string[];
  feeder: FeederState;
  jobs: { path: string; state: string; toTransfer: number | null }[];
}

/** `AdfState` (eSCL 2.97, 9.1.5), lower-case and without its common beginning. */
const FEEDER: Record<string, FeederState> = {
  loaded: 'loaded',
  processing: 'loaded',
  empty: 'empty',
  jam: 'jammed',
  mispick: 'jammed',
  inputtrayfailed: 'jammed',
  hatchopen: 'open',
  multipickdetected: 'double-feed',
};

/** Reads `ScannerStatus`. A state that is not known is no failure. Throws `scanning.bad-answer`. */
export function parseStatus(text: string): EsclStatus {
  const xml = parseXml(text, 'ScannerStatus');
  const adf = textAt(xml, 'AdfState')
    .replace(/^Scanner/i, '')
    .replace(/^Adf/i, '')
    .toLowerCase();
  return {
    state: textAt(xml, 'State'),
    reasons: children(child(xml, 'StateReasons'), 'StateReason').map((reason) => textAt(reason)),
    feeder: Object.hasOwn(FEEDER, adf) ? FEEDER[adf]! : 'unknown',
    jobs: children(child(xml, 'Jobs'), 'JobInfo').map((job) => ({
      path: pathOf(textAt(job, 'JobUri')),
      state: textAt(job, 'JobState'),
      toTransfer: numberAt(job, 'ImagesToTransfer'),
    })),
  };
}

/** Written as a path by most, and as a whole address by some. */
function pathOf(uri: string): string {
  return (URL.parse(uri, 'http://device')?.pathname ?? '').replace(/\/+$/, '');
}

/** What the feeder itself gives as the reason for not going on; null where it gives none. */
export function failureOfFeeder(feeder: FeederState): string | null {
  const codes: Partial<Record<FeederState, string>> = {
    jammed: 'scanning.jammed',
    open: 'scanning.cover-open',
    'double-feed': 'scanning.double-feed',
  };
  return codes[feeder] ?? null;
}
