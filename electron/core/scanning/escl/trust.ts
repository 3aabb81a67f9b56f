import type { ParsedInputOf } from '../../../../shared/contract/api.ts';
import { parseDeviceUrl } from './device-url.ts';
import { keepCertificate } from './known-scanners.ts';

/** What a person accepts is a certificate that was shown, never whichever comes next. */
export async function trustScanner(
  home: string,
  { device, fingerprint }: ParsedInputOf<'scanning.trust'>,
): Promise<void> {
  await keepCertificate(home, parseDeviceUrl(device).origin, fingerprint);
}
