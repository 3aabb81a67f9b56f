import { hash } from 'node:crypto';
import type { z } from 'zod';
import { LontarError } from '../../shared/contract/error.ts';
import type { webCommands } from '../../shared/contract/server/web.ts';
import { canonicalText } from '../../shared/domain/fact.ts';
import { firstDisposition } from '../../shared/domain/letter/routing.ts';
import type { RoutingCommand } from '../../shared/domain/letter/decide-routing.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { leadsOffice } from '../../shared/domain/letter/seen-by.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import { decideOnServer } from '../facts/decide.ts';
import type { Caller } from '../people/session.ts';
import { letterFor, openLetter, type Opened } from './letter.ts';
import { todayOf } from './office.ts';
import { mustHaveBrought } from './take-document.ts';

type Commands = typeof webCommands;
export type WebCommand = {
  [Name in keyof Commands]: { name: Name; input: z.output<Commands[Name]> };
}[keyof Commands];

/** Thrown within the transaction, so that nothing of it stays. */
class DoneAlready extends Error {}

/**
 * A step on a letter's way, in a position of whoever asks: once for each key, however often it comes.
 * @returns the letter as they see it afterwards
 * Throws `auth.forbidden`, `letter.unknown`, `document.unknown`, `input.invalid` for a key that came
 * with something else before, and what `decideLetter` refuses.
 */
export async function doCommand(
  context: ServerContext,
  caller: Caller,
  command: WebCommand,
  key: string,
): Promise<Letter> {
  const { letter: id } = command.input;
  const what = hash('sha256', canonicalText(command), 'hex');
  if (await isDone(context, caller, key, what)) return letterFor(context, caller, id);
  const position = 'from' in command.input ? command.input.from : command.input.position;
  const { look } = await mustBeAllowed(context, caller, command, position);
  const { letter: _, ...input } = command.input;
  try {
    const changed = await decideOnServer(
      context,
      caller.office,
      { person: caller.name, position },
      { letter: id, command: { name: command.name, input } as RoutingCommand },
      async (connection) => {
        const fresh = await connection.run(
          sql`INSERT INTO done_commands (person, key, answer)
              VALUES (${caller.person}, ${key}, ${what}) ON CONFLICT DO NOTHING`,
        );
        if (fresh === 0) throw new DoneAlready();
      },
    );
    return look(changed) ?? (await letterFor(context, caller, id));
  } catch (error) {
    // Sent twice at once: whichever was second met what the first had done.
    if (!(await isDone(context, caller, key, what))) throw error;
  }
  return letterFor(context, caller, id);
}

async function isDone(
  { database }: ServerContext,
  { person }: Caller,
  key: string,
  what: string,
): Promise<boolean> {
  const done = await database.get<{ answer: string }>(
    sql`SELECT answer FROM done_commands WHERE person = ${person} AND key = ${key}`,
  );
  if (done && done.answer !== what) throw new LontarError('input.invalid', { key });
  return done !== undefined;
}

async function mustBeAllowed(
  context: ServerContext,
  caller: Caller,
  command: WebCommand,
  position: string,
): Promise<Opened> {
  const acts = caller.role === 'leader' || caller.role === 'unit';
  if (!acts || !caller.positions.includes(position)) throw new LontarError('auth.forbidden');
  // As that position alone: what another one of theirs knows is not its to act on.
  const one = { ...caller, positions: [position] };
  const opened = await openLetter(context, one, command.input.letter);
  const { seen, office } = opened;
  if (command.name === 'dispositions.give' && firstDisposition(seen) === null) {
    const leads =
      caller.role === 'leader' &&
      office !== null &&
      leadsOffice(office, position, todayOf(context));
    // What they received is theirs to dispose further; else it would be the first.
    const received = seen.dispositions.some(({ to }) => to.some(({ key }) => key === position));
    if (!leads && !received) throw new LontarError('auth.forbidden');
  }
  if (command.name === 'dispositions.followUp') {
    await mustHaveBrought(context, caller, command.input.attachments);
  }
  return opened;
}

/** What was done so long ago is not sent again. */
export async function forgetDone({ database }: ServerContext): Promise<void> {
  await database.run(sql`DELETE FROM done_commands WHERE at < now() - interval '90 days'`);
}
