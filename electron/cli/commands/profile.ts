import { ScanProfile } from '../../../shared/contract/batches.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { needed } from '../arguments.ts';
import type { Command, Out } from '../command.ts';
import { commandOf, type Deed } from '../deeds.ts';
import { readJson } from '../read-json.ts';
import { say, words } from '../words.ts';

const deeds: Record<string, Deed> = {
  async list(core, _, out) {
    tell(out, await core.call('batches.profiles', {}));
  },
  async show(core, given, out) {
    const key = needed(given.words[1], 'KEY', profile.usage);
    const profiles = await core.call('batches.profiles', {});
    const found = profiles.find((one) => one.key === key);
    if (!found) {
      throw new LontarError('profile.unknown', { key, known: profiles.map((one) => one.key) });
    }
    out.result(found, () => JSON.stringify(found, null, 2));
  },
  async save(core, given, out) {
    const file = needed(given.words[1], 'FILE', profile.usage);
    tell(out, await core.call('batches.saveProfile', readJson(ScanProfile, 'profile', file)));
  },
  async remove(core, given, out) {
    const key = needed(given.words[1], 'KEY', profile.usage);
    tell(out, await core.call('batches.removeProfile', { key }));
  },
};

export const profile: Command = commandOf(
  'profile list | show KEY | save FILE.json | remove KEY',
  deeds,
);

function tell(out: Out, profiles: ScanProfile[]): void {
  out.result({ profiles }, () =>
    profiles.map(({ key, name }) => say(words.profileLine, { key, name })),
  );
}
