import { listDevices } from '../../core/scanning/list-devices.ts';
import { allSources } from '../../core/scanning/sources.ts';
import { type Command, home } from '../command.ts';
import { words } from '../words.ts';

export const devices: Command = {
  usage: 'devices',
  flags: {},
  async run(_, out) {
    const found = await listDevices({ sources: allSources({ home: home() }) });
    if (found.length === 0) out.note(words.noDevices);
    out.result({ devices: found }, () => found.map(({ id, name }) => `${id}\t${name}`));
  },
};
