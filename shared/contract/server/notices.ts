import { z } from 'zod';
import { route } from './route.ts';

export const NoticeSettings = z.strictObject({
  push: z.boolean(),
  mail: z.boolean(),
  /** Of each new disposition to a position that this person holds. */
  dispositions: z.boolean(),
  /** Of each new incoming letter; for leaders. */
  letters: z.boolean(),
  /** Once a day, of what is overdue. */
  digest: z.boolean(),
});
export type NoticeSettings = z.infer<typeof NoticeSettings>;

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+=*$/)
    .max(most);

/** As the browser's `PushSubscription.toJSON()` gives it (W3C Push API). */
export const PushSubscription = z.object({
  endpoint: z.url({ protocol: /^https$/ }).max(1000),
  keys: z.object({ p256dh: base64url(120), auth: base64url(40) }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

const nothing = z.object({});

export const noticeRoutes = {
  settings: route({
    method: 'GET',
    path: '/v1/notices',
    who: 'person',
    says: 'Of what this person is told, and the key that a browser subscribes with',
    input: nothing,
    output: z.object({ settings: NoticeSettings, mail: z.boolean(), publicKey: z.string() }),
  }),
  set: route({
    method: 'POST',
    path: '/v1/notices',
    who: 'person',
    says: 'Sets of what this person is told',
    input: NoticeSettings,
    output: nothing,
  }),
  subscribe: route({
    method: 'POST',
    path: '/v1/notices/subscribe',
    who: 'person',
    says: 'From now on this browser is told as well',
    input: PushSubscription,
    output: nothing,
  }),
  unsubscribe: route({
    method: 'POST',
    path: '/v1/notices/unsubscribe',
    who: 'person',
    says: 'This browser is told no more',
    input: z.strictObject({ endpoint: z.string().max(1000) }),
    output: nothing,
  }),
};
