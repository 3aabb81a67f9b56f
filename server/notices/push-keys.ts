import webPush from 'web-push';
import type { ServerContext } from '../context.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** This server's VAPID keys (RFC 8292), made once: with others, every subscription would be lost. */
export async function pushKeys(connection: Connection): Promise<PushKeys> {
  const find = () =>
    connection.get<{ value: string }>(sql`SELECT value FROM server_secrets WHERE name = 'push'`);
  let row = await find();
  if (!row) {
    const made = JSON.stringify(webPush.generateVAPIDKeys());
    await connection.run(
      sql`INSERT INTO server_secrets (name, value) VALUES ('push', ${made}) ON CONFLICT DO NOTHING`,
    );
    row = await find();
  }
  return JSON.parse(row!.value) as PushKeys;
}

/** Whom a push service may ask about us. */
export function subjectOf({ url, mail }: ServerContext['settings']): string {
  if (url?.startsWith('https:')) return url;
  const address = /[^\s<>]+@[^\s<>]+/.exec(mail?.from ?? '')?.[0];
  return `mailto:${address ?? 'lontar@lontar.invalid'}`;
}

const SERVICES = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '.push.services.mozilla.com',
  '.notify.windows.com',
  '.push.apple.com',
];

/** Browsers' own services alone: else anyone with an account could make the server call any address. */
export function isPushService(endpoint: string, more: readonly string[]): boolean {
  const { hostname, host, protocol } = new URL(endpoint);
  if (protocol !== 'https:') return false;
  if (more.includes(host)) return true;
  return SERVICES.some((one) => (one.startsWith('.') ? hostname.endsWith(one) : hostname === one));
}
