import { LontarError } from '../../shared/contract/error.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { type Account, accountOf } from './account.ts';
import { countTry, forgetTries } from './failures.ts';
import { isPassword } from './password.ts';
import { stepOf } from './totp.ts';

export interface Credentials {
  login: string;
  password: string;
  code?: string | undefined;
}

/**
 * The account that somebody can prove to hold. An unknown name, a closed account and a wrong password
 * get the same answer after the same work.
 * Throws `auth.wrong`, `auth.locked`; only behind the right password `auth.code` (one is needed) and
 * `auth.code-wrong`.
 */
export async function signIn(
  { database, now }: Pick<ServerContext, 'database' | 'now'>,
  { login, password, code }: Credentials,
): Promise<Account> {
  await countTry(database, login, now());
  const account = await accountOf(database, login);
  const known = account?.closed === null ? account : undefined;
  if (!(await isPassword(known?.password, password)) || !known) throw new LontarError('auth.wrong');
  if (known.totp !== null) {
    if (code === undefined) {
      // The first half was right: asking for the other is no wrong try.
      await forgetTries(database, login);
      throw new LontarError('auth.code');
    }
    const step = stepOf(known.totp, code, now());
    // In one statement, so that of two who bring the same code one is too late.
    const taken =
      step !== null &&
      (await database.run(
        sql`UPDATE people SET totp_step = ${step} WHERE person = ${known.person} AND totp_step < ${step}`,
      )) === 1;
    if (!taken) throw new LontarError('auth.code-wrong');
  }
  await forgetTries(database, login);
  return known;
}
