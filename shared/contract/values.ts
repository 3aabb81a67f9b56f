import { z } from 'zod';

/** UUIDv7 (RFC 9562, 5.7), lower case. */
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
export type Id = z.infer<typeof Id>;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;

/** A calendar day, `YYYY-MM-DD`, that exists; none before 1900, where a year has lost its first digits. */
export const Day = z.iso.date().refine((day) => day >= '1900');
export type Day = z.infer<typeof Day>;

/** A moment in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const Moment = z.iso.datetime({ precision: 3 });
export type Moment = z.infer<typeof Moment>;

/** Half a surrogate pair has no UTF-8: what was stored would not be what was sealed. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD').normalize('NFC');

/** One line of text as a person types it: trimmed, no control characters. */
export const line = (max: number) =>
  z
    .string()
    .transform((text) => wellFormed(text).replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .max(max)
        .regex(/^\P{Cc}*$/u),
    );

/** One line of text that is not empty. */
export const filledLine = (max: number) => line(max).pipe(z.string().min(1));

/** Several lines of text: trimmed, `\n` only, no other control characters. */
export const lines = (max: number) =>
  z
    .string()
    .transform((text) => wellFormed(text).replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .max(max)
        .regex(/^[\P{Cc}\n\t]*$/u),
    );

/** A short key within the office: `sekda`, `asisten-1`. */
export const Key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
export type Key = z.infer<typeof Key>;
