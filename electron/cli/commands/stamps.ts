import path from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import { StampTemplate } from '../../../shared/contract/stamp-template.ts';
import type { Core } from '../../core/core.ts';
import { needed } from '../arguments.ts';
import type { Command, Out } from '../command.ts';
import { commandOf, type Deed } from '../deeds.ts';
import { readJson } from '../read-json.ts';
import { say, words } from '../words.ts';

const deeds: Record<string, Deed> = {
  list: (core, _, out) => tell(core, out),
  async show(core, given, out) {
    const key = needed(given.words[1], 'KEY', stamps.usage);
    const all = await core.call('stamping.templates', {});
    const found = all.find(({ template }) => template.key === key);
    if (!found) {
      throw new LontarError('stamp.unknown', { key, known: all.map((one) => one.template.key) });
    }
    out.result(found.template, () => JSON.stringify(found.template, null, 2));
  },
  async save(core, given, out) {
    const file = needed(given.words[1], 'FILE', stamps.usage);
    const template = readJson(StampTemplate, 'stamp', file);
    await core.call('office.saveStamp', { template });
    await tell(core, out);
  },
  async remove(core, given, out) {
    const key = needed(given.words[1], 'KEY', stamps.usage);
    await core.call('office.removeStamp', { key });
    await tell(core, out);
  },
  async logo(core, given, out) {
    const file = needed(given.words[1], 'FILE', stamps.usage);
    const chosen = file === 'none' ? null : path.resolve(file);
    const { logo } = await core.call('office.setLogo', { file: chosen });
    out.result({ logo: logo ?? null }, () =>
      logo ? say(words.logoSet, { ...logo }) : say(words.logoGone, {}),
    );
  },
};

export const stamps: Command = commandOf(
  'stamps list | show KEY | save FILE.json | remove KEY | logo FILE|none',
  deeds,
);

async function tell(core: Core, out: Out): Promise<void> {
  const all = await core.call('stamping.templates', {});
  out.result({ stamps: all }, () =>
    all.map(({ template: { key, name, width, height, pages }, own }) =>
      say(words.stampLine, { key, name, width, height, pages, own: own ? words.stampOwn : '' }),
    ),
  );
}
