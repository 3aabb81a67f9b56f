import { ScanProfile } from '../../../shared/contract/batches.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import type { Core } from '../../core/core.ts';
import { type Given, needed } from '../arguments.ts';
import { type Command, type Out, withCore } from '../command.ts';
import { readJson } from '../read-json.ts';
import { say, words } from '../words.ts';

type Deed = (core: Core, given: Given, out: Out) => Promise<void>;

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

export const profile: Command = {
  usage: 'profile list | show KEY | save FILE.json | remove KEY',
  flags: {},
  async run(given, out) {
    const name = given.words[0] ?? 'list';
    const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
    if (!deed) {
      const what = Object.keys(deeds).join('|');
      throw new LontarError('usage.missing', { what, usage: this.usage });
    }
    const more = given.words.slice(2);
    if (more.length > 0) throw new LontarError('usage.too-many', { what: more, usage: this.usage });
    await withCore((core) => deed(core, given, out));
  },
};

function tell(out: Out, profiles: ScanProfile[]): void {
  out.result({ profiles }, () =>
    profiles.map(({ key, name }) => say(words.profileLine, { key, name })),
  );
}
