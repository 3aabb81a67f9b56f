import { createInterface } from 'node:readline';
import { LontarError } from '../../../shared/contract/error.ts';
import { NewPassword, NewPerson, type Person } from '../../../shared/contract/server/people.ts';
import { needed, valueOf } from '../arguments.ts';
import type { Command } from '../command.ts';
import { officeMeant, withServerDatabase } from '../server-database.ts';
import { say, words } from '../words.ts';

/** Accounts of the web page, without a server running: also how an office gets its first administrator. */
export const serverPerson: Command = {
  usage:
    'server person add LOGIN NAME --role ROLE [--position KEY …] [--email ADDRESS] [--office ID] [--stdin] | list [--office ID]',
  flags: {
    role: { type: 'string' },
    position: { type: 'string', multiple: true },
    email: { type: 'string' },
    office: { type: 'string' },
    stdin: { type: 'boolean' },
  },
  async run(given, out) {
    const [what, login, name, more] = given.words;
    if (what !== 'add' && what !== 'list')
      throw new LontarError('usage.command', { name: `server person ${what ?? ''}` });
    const { addPerson, peopleOf } = await import('../../../server/people/keep-accounts.ts');
    const { shown } = await import('../../../server/people/account.ts');
    if (what === 'list') {
      return withServerDatabase(async (database) => {
        const office = await officeMeant(database, given.text('office'));
        const people = (await peopleOf(database, office)).map(shown);
        out.result({ people }, () => people.map(lineOf));
      });
    }
    if (more !== undefined) throw new LontarError('usage.flag', { message: more });
    const { shape } = NewPerson;
    const person = {
      login: valueOf(shape.login, 'login', needed(login, 'LOGIN', this.usage)),
      name: valueOf(shape.name, 'name', needed(name, 'NAME', this.usage)),
      role: valueOf(shape.role, 'role', needed(given.text('role'), '--role', this.usage)),
      positions: valueOf(shape.positions, 'position', given.all('position')),
      email: valueOf(shape.email, 'email', given.text('email') ?? null),
      ...(given.is('stdin') && { password: await passwordFromStdin() }),
    };
    return withServerDatabase(async (database) => {
      const office = await officeMeant(database, given.text('office'));
      const { account, password } = await addPerson(database, office, person, Date.now());
      out.result({ person: shown(account), password }, () => [
        say(words.personAdded, { ...account }),
        ...(password === null ? [] : [say(words.personPassword, { password })]),
      ]);
    });
  },
};

const lineOf = ({ login, name, role, positions, closed }: Person) =>
  `${closed ? '-' : '+'} ${login}\t${role}\t${name}\t${positions.join(' ')}`.trimEnd();

/** The first line: a password given as a flag would be seen by everyone on the machine. */
async function passwordFromStdin(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) {
    return valueOf(NewPassword, 'stdin', line);
  }
  return valueOf(NewPassword, 'stdin', '');
}
