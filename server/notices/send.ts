import { createTransport } from 'nodemailer';
import webPush from 'web-push';
import type { PushSubscription } from '../../shared/contract/server/notices.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { type PushKeys, pushKeys, subjectOf } from './push-keys.ts';
import { openingOf, textOf, type Told } from './words.ts';

const AT_ONCE = 20;
const WAIT_MS = 20_000;
/** Minutes until the next try; after the last it is given up: the page shows all of it anyway. */
const AGAIN = [1, 5, 30, 120, 360];

interface Message extends Told {
  message: string;
  channel: 'push' | 'mail';
  kind: 'new' | 'digest';
  tries: number;
  email: string | null;
  subscription: string | null;
  to: string | null;
}

/**
 * Sends what is due. A message is claimed before it is sent, and sent again only after a failure that
 * was seen: one that was being sent when a server ended is left, since it may have arrived.
 */
export async function sendMessages(
  context: Pick<ServerContext, 'database' | 'settings'>,
): Promise<number> {
  const { database } = context;
  const due = await database.all<Message>(
    sql`WITH claimed AS (
          UPDATE messages SET begun = now(), tries = tries + 1 WHERE message IN (
            SELECT message FROM messages
            WHERE done IS NULL AND failed IS NULL AND begun IS NULL AND due <= now()
            ORDER BY due LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
          RETURNING *)
        SELECT claimed.message, channel, kind, tries, dispositions, letters, overdue, urgent, email,
          language, claimed.subscription, push_subscriptions.subscription AS to
        FROM claimed JOIN people USING (person)
        LEFT JOIN push_subscriptions ON hash = claimed.subscription`,
  );
  if (due.length === 0) return 0;
  const keys = await pushKeys(database);
  await Promise.all(due.map((message) => sendOne(context, keys, message)));
  return due.length;
}

async function sendOne(
  context: Pick<ServerContext, 'database' | 'settings'>,
  keys: PushKeys,
  message: Message,
): Promise<void> {
  const { database, settings } = context;
  try {
    if (message.channel === 'mail') await mail(settings, message);
    else await push(settings, keys, message);
    await database.run(sql`UPDATE messages SET done = now() WHERE message = ${message.message}`);
  } catch (error) {
    const { statusCode, responseCode } = error as { statusCode?: number; responseCode?: number };
    const gone = statusCode === 404 || statusCode === 410;
    if (gone && message.subscription !== null) {
      await database.run(sql`DELETE FROM push_subscriptions WHERE hash = ${message.subscription}`);
    }
    const minutes = AGAIN[message.tries - 1];
    // 5xx of SMTP is for good (RFC 5321, 4.2.1).
    if (gone || minutes === undefined || (responseCode ?? 0) >= 500) {
      const why = String(
        statusCode ?? responseCode ?? (error as { code?: string }).code ?? 'error',
      );
      await database.run(
        sql`UPDATE messages SET failed = ${why} WHERE message = ${message.message}`,
      );
    } else {
      await database.run(
        sql`UPDATE messages SET begun = NULL, due = now() + make_interval(mins => ${minutes})
            WHERE message = ${message.message}`,
      );
    }
  }
}

type Settings = ServerContext['settings'];

/** Where mail isn't set up, nothing is to be sent. */
async function mail({ mail: set, url }: Settings, message: Message): Promise<void> {
  if (!set || message.email === null) return;
  const transport = createTransport({
    url: set.smtp,
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
  });
  try {
    const text = textOf(message);
    const host = url === undefined ? 'lontar.invalid' : new URL(url).hostname;
    await transport.sendMail({
      from: set.from ?? `Lontar <lontar@${host}>`,
      to: message.email,
      subject: `Lontar: ${text}`,
      text: url === undefined ? `${text}\n` : `${text}\n\n${openingOf(message.language)} ${url}\n`,
      messageId: `<${message.message}@${host}>`,
      headers: { 'auto-submitted': 'auto-generated' },
    });
  } finally {
    transport.close();
  }
}

async function push(settings: Settings, keys: PushKeys, message: Message): Promise<void> {
  if (message.to === null) return;
  const subscription = JSON.parse(message.to) as PushSubscription;
  const payload = JSON.stringify({ title: 'Lontar', body: textOf(message), url: settings.url });
  await webPush.sendNotification(subscription, payload, {
    vapidDetails: { subject: subjectOf(settings), ...keys },
    TTL: 24 * 3600,
    timeout: WAIT_MS,
    urgency: message.urgent > 0 ? 'high' : 'normal',
    // A newer one takes the place of one that has not been shown yet.
    topic: message.kind,
  });
}
