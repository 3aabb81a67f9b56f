import { z } from 'zod';
import { filledLine, Key } from '../values.ts';
import { EnrolmentCode } from './enrolment.ts';
import { route } from './route.ts';

/**
 * What somebody may do on the web. A leader and a unit act in their positions; a clerk and an auditor
 * look at what is open to the office; an administrator keeps the accounts.
 */
export const Role = z.enum(['clerk', 'leader', 'unit', 'auditor', 'administrator']);
export type Role = z.infer<typeof Role>;

export const Login = z
  .string()
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9][a-z0-9._@-]{1,59}$/));

/** Any text that was once taken; a new one is looked at more closely (`NewPassword`). */
const Password = z
  .string()
  .min(1)
  .max(200)
  .transform((text) => text.normalize('NFKC'));

/** Long rather than odd (NIST SP 800-63B, 5.1.1); those that everyone tries first are refused. */
export const NewPassword = Password.pipe(z.string().min(10));

/** Six digits of an authenticator (RFC 6238). */
const TotpCode = z
  .string()
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

const account = {
  name: filledLine(200),
  role: Role,
  /** Keys of the positions in which this person acts. */
  positions: z.array(Key).max(20),
  email: z.email().max(200).nullable(),
};

export const NewPerson = z.strictObject({
  login: Login,
  ...account,
  positions: account.positions.default([]),
  email: account.email.default(null),
  /** Without one the server makes it up and tells it once. */
  password: NewPassword.optional(),
});

const Person = z.object({
  person: z.uuid(),
  login: z.string(),
  ...account,
  language: z.enum(['id', 'en']),
  totp: z.boolean(),
  closed: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** Who is signed in; `csrf` goes along, as the header `lontar-csrf`, with all that is not a GET. */
const SignedIn = z.object({ person: Person, office: z.string(), csrf: z.string() });
export type SignedIn = z.infer<typeof SignedIn>;

const nothing = z.object({});

export const peopleRoutes = {
  signIn: route({
    method: 'POST',
    path: '/v1/people/sign-in',
    who: 'anyone',
    says: 'Opens a session, in a cookie that scripts can not read',
    input: z.strictObject({ login: Login, password: Password, code: TotpCode.optional() }),
    output: SignedIn,
  }),
  /** The first administrator, by the code that the server printed. */
  first: route({
    method: 'POST',
    path: '/v1/people/first',
    who: 'anyone',
    says: 'Makes the first administrator of an office, with a one-time code',
    input: z.strictObject({
      code: EnrolmentCode,
      login: Login,
      name: filledLine(200),
      password: NewPassword,
    }),
    output: SignedIn,
  }),
  me: route({
    method: 'GET',
    path: '/v1/people/me',
    who: 'person',
    says: 'Who is signed in',
    input: nothing,
    output: SignedIn,
  }),
  signOut: route({
    method: 'POST',
    path: '/v1/people/sign-out',
    who: 'person',
    says: 'Ends this session, or all of this person',
    input: z.strictObject({ everywhere: z.boolean().default(false) }),
    output: nothing,
  }),
  changePassword: route({
    method: 'POST',
    path: '/v1/people/password',
    who: 'person',
    says: 'Sets a new password and ends all other sessions',
    input: z.strictObject({ old: Password, password: NewPassword }),
    output: nothing,
  }),
  language: route({
    method: 'POST',
    path: '/v1/people/language',
    who: 'person',
    says: 'In which language this person is written to',
    input: z.strictObject({ language: z.enum(['id', 'en']) }),
    output: nothing,
  }),
  /** `secret` in base32 and the address for a QR code; in force once a code of it was given. */
  beginTotp: route({
    method: 'POST',
    path: '/v1/people/totp/begin',
    who: 'person',
    says: 'Offers a secret for an authenticator',
    input: z.strictObject({ password: Password }),
    output: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmTotp: route({
    method: 'POST',
    path: '/v1/people/totp/confirm',
    who: 'person',
    says: 'From now on a code is asked for at sign-in',
    input: z.strictObject({ secret: z.string().regex(/^[A-Z2-7]{32}$/), code: TotpCode }),
    output: nothing,
  }),
  list: route({
    method: 'GET',
    path: '/v1/people',
    who: 'person',
    says: 'All accounts of the office; for administrators',
    input: nothing,
    output: z.object({ people: z.array(Person) }),
  }),
  add: route({
    method: 'POST',
    path: '/v1/people',
    who: 'person',
    says: 'Makes an account; for administrators',
    input: NewPerson,
    /** `password`: where the server made it up. */
    output: z.object({ person: Person, password: z.string().nullable() }),
  }),
  change: route({
    method: 'POST',
    path: '/v1/people/:person',
    who: 'person',
    says: 'Changes or closes an account; for administrators',
    input: z.strictObject({
      person: z.uuid(),
      ...z.object(account).partial().shape,
      closed: z.boolean().optional(),
      /** A new password is made up and told once, the authenticator forgotten, all sessions ended. */
      reset: z.boolean().default(false),
    }),
    output: z.object({ person: Person, password: z.string().nullable() }),
  }),
};
