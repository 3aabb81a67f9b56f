import { Secret, TOTP } from 'otpauth';

const FORM = { algorithm: 'SHA1', digits: 6, period: 30 };

export const newSecret = () => new Secret({ size: 20 }).base32;

export function totpUri(secret: string, login: string, office: string): string {
  return totp(secret, { label: login, issuer: `Lontar ${office}` }).toString();
}

/**
 * The time step that a code belongs to, one before or after now allowed; null for a wrong code. A step
 * is good once: who looks over the shoulder comes too late.
 */
export function stepOf(secret: string, code: string, now: number): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / (FORM.period * 1000)) + delta;
}

const totp = (secret: string, names: { label?: string; issuer?: string } = {}) =>
  new TOTP({ ...FORM, ...names, secret: Secret.fromBase32(secret) });
