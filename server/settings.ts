import { z } from 'zod';
import { LontarError } from '../shared/contract/error.ts';

const filled = z.string().trim().min(1);
const port = z.coerce.number().int().min(0).max(65_535);
const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((text) => text === '1' || text === 'true');

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

/** Everything that can be set, each by an environment variable (docs/server.md). */
const Settings = z
  .object({
    /** Where PGlite and blobs lie when nothing else is named. */
    LONTAR_DATA: filled,
    DATABASE_URL: filled.regex(/^postgres(ql)?:\/\//).optional(),
    /** `s3://bucket/prefix?endpoint=…&region=…`; else a folder among the data. */
    BLOBS_URL: filled.optional(),
    LONTAR_HOST: filled.default('127.0.0.1'),
    LONTAR_PORT: port.default(8420),
    /** How the world reaches this server: `https://surat.kota.go.id`. In QR codes, mails, cookies. */
    LONTAR_URL: z.url({ protocol: /^https?$/ }).optional(),
    LONTAR_TLS_CERT: filled.optional(),
    LONTAR_TLS_KEY: filled.optional(),
    /** Plain HTTP beyond loopback: only behind a proxy that speaks TLS. */
    LONTAR_PLAIN_HTTP: flag.default(false),
    /** Whether `X-Forwarded-For` and `-Proto` are believed: addresses of proxies, by comma. */
    LONTAR_PROXIES: list,
    LONTAR_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    /** With it, `Authorization: Bearer …` reads `/metrics` from anywhere; without, this machine alone. */
    LONTAR_METRICS_TOKEN: z.string().min(16).optional(),
    SMTP_URL: filled.regex(/^smtps?:\/\//).optional(),
    LONTAR_MAIL_FROM: filled.optional(),
    /** From this hour on, by this machine's clock, people are told once a day what is overdue. */
    LONTAR_DIGEST_HOUR: z.coerce.number().int().min(0).max(23).default(7),
    /** To which hosts pushes may go beside the browsers' own services: by comma. */
    LONTAR_PUSH_HOSTS: list,
  })
  .transform((env) => ({
    data: env.LONTAR_DATA,
    database: env.DATABASE_URL,
    blobs: env.BLOBS_URL,
    host: env.LONTAR_HOST,
    port: env.LONTAR_PORT,
    url: env.LONTAR_URL,
    tls:
      env.LONTAR_TLS_CERT !== undefined && env.LONTAR_TLS_KEY !== undefined
        ? { cert: env.LONTAR_TLS_CERT, key: env.LONTAR_TLS_KEY }
        : undefined,
    plainHttp: env.LONTAR_PLAIN_HTTP,
    proxies: env.LONTAR_PROXIES,
    log: env.LONTAR_LOG,
    metricsToken: env.LONTAR_METRICS_TOKEN,
    mail:
      env.SMTP_URL === undefined ? undefined : { smtp: env.SMTP_URL, from: env.LONTAR_MAIL_FROM },
    digestHour: env.LONTAR_DIGEST_HOUR,
    pushHosts: env.LONTAR_PUSH_HOSTS,
  }));
export type Settings = z.output<typeof Settings>;

/** Throws `server.settings` naming each variable that can't be used; never its value. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const parsed = Settings.safeParse(env);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
    throw new LontarError('server.settings', { names });
  }
  return parsed.data;
}
