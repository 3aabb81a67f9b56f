import { LontarError } from '../../../../shared/contract/error.ts';

/** Texts of `sane_strstatus` (SANE Standard 1.06, 4.2.7) in the C locale, and what they mean here. */
const STATUS: [RegExp, string][] = [
  [/document feeder out of documents/i, 'scanning.no-documents'],
  [/document feeder jammed/i, 'scanning.jammed'],
  [/cover is open/i, 'scanning.cover-open'],
  [/device busy/i, 'scanning.busy'],
  [/error during device i\/o/i, 'scanning.io'],
  [/access to resource has been denied/i, 'scanning.access-denied'],
  [/out of memory/i, 'scanning.memory'],
  [/operation was cancell?ed/i, 'scanning.stopped-at-device'],
  [/lamp not ready/i, 'scanning.busy'],
  [/locked for transport/i, 'scanning.locked'],
];

/** Warnings, and what a driver's reading process says as it is ended. */
const NOISE = /rounded value of|ignored|received signal|trying to stop scanner|aborting/;

/**
 * What `scanimage` wrote, as one stable code; null where it complained of nothing.
 * The last complaint counts.
 */
export function readFailure(stderr: string): { code: string; message: string } | null {
  const complaints = stderr
    .split('\n')
    .filter((line) => line.startsWith('scanimage: ') && !NOISE.test(line))
    .map((line) => line.slice('scanimage: '.length).trim());
  const message = complaints.at(-1);
  if (message === undefined) return null;
  for (const [pattern, code] of STATUS) if (pattern.test(message)) return { code, message };
  // The driver knows no such device (any more): unplugged, switched off, or never there.
  if (/^open of device .* failed|no SANE devices found/i.test(message)) {
    return { code: 'scanning.device-gone', message };
  }
  if (/option|setting of|argument/i.test(message) && !message.startsWith('sane_')) {
    return { code: 'scanning.option', message };
  }
  return { code: 'scanning.failed', message };
}

/** After such a line scanimage has nothing more to do. */
export function endsRun(line: string): boolean {
  return line.startsWith('Batch terminated') || readFailure(line) !== null;
}

export function failureOf(
  end: { code: number | null; stderr: string; silent: boolean },
  data: Record<string, unknown>,
): LontarError {
  if (end.silent) return new LontarError('scanning.no-answer', data);
  const failure = readFailure(end.stderr);
  const message = failure?.message ?? `scanimage ended with ${end.code}`;
  return new LontarError(failure?.code ?? 'scanning.failed', { ...data, message });
}
