import type { ScanProfile, ScanSettings } from '../../../../shared/contract/batches.ts';
import type { Device } from '../../../../shared/contract/scanning.ts';
import type { Say } from '../../../app/words.ts';

/** What a profile does, in a line. */
export function profileText(
  say: Say,
  profile: ScanProfile,
  devices: readonly Device[] | undefined,
): string {
  const { device, expected, straight } = profile;
  const name = devices?.find(({ id }) => id === device)?.name ?? device;
  return [
    say(`profiles:way-${profile.way}`),
    ...(device === null ? [] : [name]),
    say('scanning:dpi', { n: profile.resolution }),
    say(`profiles:mode-${profile.mode}`),
    say(`paper:${profile.size}`),
    splittingText(say, profile),
    ...(expected === null ? [] : [say('batch:expected', { n: expected })]),
    ...(straight ? [say('profiles:straightShort')] : []),
  ].join(' · ');
}

function splittingText(say: Say, { splitting }: Pick<ScanSettings, 'splitting'>): string {
  return splitting.by === 'pages'
    ? say('profiles:everyPages', { n: splitting.pages })
    : say(`profiles:split-${splitting.by}`);
}
