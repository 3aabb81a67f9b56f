import type { FastifyInstance } from 'fastify';
import { LontarError } from '../../shared/contract/error.ts';
import { peopleRoutes as routes, type SignedIn } from '../../shared/contract/server/people.ts';
import type { Callers, Exchange } from '../serve.ts';
import { serve } from '../serve.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { type Account, shown } from './account.ts';
import { mustBe, mustBeOurs } from './caller.ts';
import { setToken } from './cookie.ts';
import { countTry, forgetTries } from './failures.ts';
import { becomeFirstAdministrator } from './first-administrator.ts';
import { addPerson, changePerson, peopleOf } from './keep-accounts.ts';
import { hashPassword, isPassword, mustBeStrong } from './password.ts';
import { type Caller, closeSession, closeSessions, openSession } from './session.ts';
import { signIn } from './sign-in.ts';
import { newSecret, stepOf, totpUri } from './totp.ts';

/** From one address in a minute, behind which a whole office may be. */
const SIGN_INS = { max: 30, timeWindow: 60_000 };

/** Accounts and sessions. */
export function servePeople<Desk>(
  app: FastifyInstance,
  callers: Callers<Desk, Caller>,
  context: ServerContext,
): void {
  const { database, settings, now } = context;

  async function enter(account: Account, exchange: Exchange): Promise<SignedIn> {
    const { token, csrf, seconds } = await openSession(database, account, now());
    setToken(settings, exchange, token, seconds);
    return signedIn(account, csrf);
  }

  /** The password once more, before what outlives the session; wrong tries count as at the door. */
  async function mustKnowPassword(caller: Caller, password: string): Promise<void> {
    await countTry(database, caller.login, now());
    if (!(await isPassword(caller.password, password))) throw new LontarError('auth.wrong');
    await forgetTries(database, caller.login);
  }

  serve(
    app,
    callers,
    routes.signIn,
    async (input, _, exchange) => {
      mustBeOurs(settings.url, exchange.request);
      return enter(await signIn(context, input), exchange);
    },
    { rate: SIGN_INS },
  );
  serve(
    app,
    callers,
    routes.first,
    async (input, _, exchange) => {
      mustBeOurs(settings.url, exchange.request);
      return enter(await becomeFirstAdministrator(database, input, now()), exchange);
    },
    { rate: SIGN_INS },
  );
  serve(app, callers, routes.me, async (_, caller) => signedIn(caller, caller.csrf));
  serve(app, callers, routes.signOut, async ({ everywhere }, caller, exchange) => {
    if (everywhere) await closeSessions(database, caller.person);
    else await closeSession(database, caller.session);
    setToken(settings, exchange, '', 0);
    return {};
  });
  serve(app, callers, routes.changePassword, async ({ old, password }, caller) => {
    await mustKnowPassword(caller, old);
    mustBeStrong(password, caller.login);
    const hashed = await hashPassword(password);
    await database.transaction(async (connection) => {
      await connection.run(
        sql`UPDATE people SET password = ${hashed} WHERE person = ${caller.person}`,
      );
      await closeSessions(connection, caller.person, caller.session);
    });
    return {};
  });
  serve(app, callers, routes.language, async ({ language }, { person }) => {
    await database.run(sql`UPDATE people SET language = ${language} WHERE person = ${person}`);
    return {};
  });
  serve(app, callers, routes.beginTotp, async ({ password }, caller) => {
    await mustKnowPassword(caller, password);
    const secret = newSecret();
    return { secret, uri: totpUri(secret, caller.login, caller.office_name) };
  });
  serve(app, callers, routes.confirmTotp, async ({ secret, code }, { person, totp, session }) => {
    // To replace one, an administrator resets the account: who found an open phone must not.
    if (totp !== null) throw new LontarError('auth.forbidden');
    const step = stepOf(secret, code, now());
    if (step === null) throw new LontarError('auth.code-wrong');
    await database.run(
      sql`UPDATE people SET totp = ${secret}, totp_step = ${step} WHERE person = ${person}`,
    );
    await closeSessions(database, person, session);
    return {};
  });
  serve(app, callers, routes.list, async (_, caller) => {
    mustBe(caller, 'administrator');
    return { people: (await peopleOf(database, caller.office)).map(shown) };
  });
  serve(app, callers, routes.add, async (input, caller) => {
    mustBe(caller, 'administrator');
    const { account, password } = await addPerson(database, caller.office, input, now());
    return { person: shown(account), password };
  });
  serve(app, callers, routes.change, async (input, caller) => {
    mustBe(caller, 'administrator');
    const { account, password } = await changePerson(database, caller.office, input, now());
    return { person: shown(account), password };
  });
}

const signedIn = (account: Account, csrf: string): SignedIn => ({
  person: shown(account),
  office: account.office_name,
  csrf,
});
