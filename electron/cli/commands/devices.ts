import { describeDevices } from '../../core/scanning/describe-devices.ts';
import { deviceCapabilities } from '../../core/scanning/device-capabilities.ts';
import { listDevices } from '../../core/scanning/list-devices.ts';
import { allSources } from '../../core/scanning/sources.ts';
import { type Given, trustIn } from '../arguments.ts';
import { type Command, home } from '../command.ts';
import { explain, words } from '../words.ts';

export const devices: Command = {
  usage: 'devices [--escl URL [--trust FINGERPRINT]]…',
  flags: { escl: { type: 'string', multiple: true }, trust: { type: 'string' } },
  async run(given, out) {
    const named = given.all('escl');
    // Whoever names a device wants that one: what hinders it is an error, not a shorter list.
    for (const address of named) await reach(address, given);
    const sources = allSources({ home: home(), ...(named.length > 0 && { escl: named }) });
    const found = await listDevices({ sources });
    if (found.length === 0) out.note(words.noDevices);
    if (!out.json) {
      return out.result({}, () => found.map(({ id, name }) => `${id}\t${name}`));
    }
    const described = await describeDevices(found, { sources });
    for (const { id, error } of described) if (error) out.note(`${id}: ${explain(error)}`);
    out.result({ devices: described }, () => []);
  },
};

async function reach(address: string, given: Given): Promise<void> {
  const { parseDeviceUrl } = await import('../../core/scanning/escl/device-url.ts');
  const { id } = parseDeviceUrl(address);
  await trustIfAsked(id, given);
  await deviceCapabilities(id, { home: home() });
}

export async function trustIfAsked(device: string, given: Given): Promise<void> {
  const fingerprint = trustIn(given);
  if (fingerprint === undefined) return;
  const { trustScanner } = await import('../../core/scanning/escl/trust.ts');
  await trustScanner(home(), { device, fingerprint });
}
