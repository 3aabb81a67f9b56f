import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { LontarError } from '../../shared/contract/error.ts';
import { noticeRoutes, type NoticeSettings } from '../../shared/contract/server/notices.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { recur } from '../recur.ts';
import { type Callers, serve } from '../serve.ts';
import { compose, composeDigests } from './compose.ts';
import { gather } from './gather.ts';
import { isPushService, pushKeys } from './push-keys.ts';
import { sendMessages } from './send.ts';

const TURN_MS = 5000;
const DIGEST_MS = 60_000;
/** Of browsers a person. */
const MOST_BROWSERS = 10;

const usual: NoticeSettings = {
  push: true,
  mail: true,
  dispositions: true,
  letters: false,
  digest: true,
};

const hashOf = (endpoint: string) => hash('sha256', endpoint, 'hex');

/** What people want to be told, and telling them. */
export function serveNotices<Desk>(
  app: FastifyInstance,
  callers: Callers<Desk, { person: string }>,
  context: ServerContext,
): void {
  const { database, settings } = context;
  serve(app, callers, noticeRoutes.settings, async (_, { person }) => {
    const row = await database.get<NoticeSettings>(
      sql`SELECT push, mail, dispositions, letters, digest FROM notice_settings
          WHERE person = ${person}`,
    );
    const { publicKey } = await pushKeys(database);
    return { settings: row ?? usual, mail: settings.mail !== undefined, publicKey };
  });
  serve(app, callers, noticeRoutes.set, async (wanted, { person }) => {
    const { push, mail, dispositions, letters, digest } = wanted;
    await database.run(
      sql`INSERT INTO notice_settings (person, push, mail, dispositions, letters, digest)
          VALUES (${person}, ${push}, ${mail}, ${dispositions}, ${letters}, ${digest})
          ON CONFLICT (person) DO UPDATE SET push = excluded.push, mail = excluded.mail,
            dispositions = excluded.dispositions, letters = excluded.letters,
            digest = excluded.digest`,
    );
    return {};
  });
  serve(app, callers, noticeRoutes.subscribe, async (subscription, { person }) => {
    const { endpoint } = subscription;
    if (!isPushService(endpoint, settings.pushHosts)) throw new LontarError('push.unknown-service');
    await database.run(
      sql`INSERT INTO push_subscriptions (hash, person, subscription)
          VALUES (${hashOf(endpoint)}, ${person}, ${JSON.stringify(subscription)})
          ON CONFLICT (hash) DO UPDATE SET person = excluded.person,
            subscription = excluded.subscription, made = now()`,
    );
    await database.run(
      sql`DELETE FROM push_subscriptions WHERE person = ${person} AND hash NOT IN (
            SELECT hash FROM push_subscriptions WHERE person = ${person}
            ORDER BY made DESC LIMIT ${MOST_BROWSERS})`,
    );
    return {};
  });
  serve(app, callers, noticeRoutes.unsubscribe, async ({ endpoint }, { person }) => {
    await database.run(
      sql`DELETE FROM push_subscriptions WHERE person = ${person} AND hash = ${hashOf(endpoint)}`,
    );
    return {};
  });
  recur(app, TURN_MS, async () => {
    await gather(context);
    await compose(context);
    await sendMessages(context);
  });
  recur(app, DIGEST_MS, () => composeDigests(context));
}
