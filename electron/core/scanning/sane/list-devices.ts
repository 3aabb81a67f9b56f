import type { Device } from '../../../../shared/contract/scanning.ts';
import { DeviceId } from '../../../../shared/contract/scanning.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { failureOf } from './failure.ts';
import { runScanimage } from './run-scanimage.ts';

/** Unit separator: no vendor puts it into a name, as some put `|` and tabs. */
const BETWEEN = '\u001f';
/** Network drivers look around for a while before they answer. */
const LIST_SILENCE_MS = 60_000;

export async function listSaneDevices(options: {
  signal?: AbortSignal;
  env?: NodeJS.ProcessEnv;
}): Promise<Device[]> {
  const format = ['%d', '%v', '%m', '%t'].join(BETWEEN);
  const args = ['--format=pnm', `--formatted-device-list=${format}%n`];
  const end = await runScanimage(args, { ...options, silenceMs: LIST_SILENCE_MS });
  if (options.signal?.aborted) throw new LontarError('scanning.cancelled');
  const devices = parseDeviceList(end.stdout);
  if (devices.length === 0 && end.code !== 0) throw failureOf(end, {});
  return devices;
}

/** A line a device; drivers' own chatter among them is passed over. */
export function parseDeviceList(text: string): Device[] {
  const seen = new Set<string>();
  return text.split('\n').flatMap((line) => {
    const fields = line.split(BETWEEN).map((field) => field.replace(/\s+/g, ' ').trim());
    const [id, vendor = '', model = '', type = ''] = fields;
    if (fields.length < 4 || id === undefined || seen.has(id)) return [];
    if (!DeviceId.safeParse(id).success) return [];
    // SANE's own eSCL driver: the same devices are listed by our client, under the same prefix.
    if (id.startsWith('escl:')) return [];
    seen.add(id);
    const makers = /^(noname|unknown|generic)?$/i.test(vendor) ? '' : vendor;
    // Some drivers repeat the vendor in the model.
    const repeated = model.toLowerCase().startsWith(makers.toLowerCase());
    const name = (repeated ? model : `${makers} ${model}`).trim() || id;
    return [{ id, source: 'sane', name, vendor, model, type }];
  });
}
