import type { z } from 'zod';
import { LontarError } from '../../shared/contract/error.ts';
import { webCommands, webQueries } from '../../shared/contract/server/web.ts';
import type { ServerContext } from '../context.ts';
import type { Caller } from '../people/session.ts';
import { doCommand, type WebCommand } from './do-command.ts';
import { inboxOf } from './inbox.ts';
import { letterFor, mustSeeFile } from './letter.ts';
import { officeStateOf } from './office.ts';
import type { WebPictures } from './pictures.ts';

interface Asked {
  operation: string;
  input: Record<string, unknown>;
  key?: string | undefined;
}

/** Answers an operation as the desk's core would. Throws `route.unknown` for one that the web has not. */
export async function answerCall(
  context: ServerContext,
  pictures: WebPictures,
  caller: Caller,
  { operation, input, key }: Asked,
): Promise<unknown> {
  if (Object.hasOwn(webCommands, operation)) {
    const name = operation as keyof typeof webCommands;
    if (key === undefined) throw new LontarError('input.invalid', { operation });
    const command = { name, input: parsed(webCommands[name], operation, input) } as WebCommand;
    return doCommand(context, caller, command, key);
  }
  switch (operation) {
    case 'web.inbox':
      return inboxOf(context, caller);
    case 'office.get':
      return officeStateOf(context.database, caller.office);
    case 'letters.get': {
      const { letter } = parsed(webQueries['letters.get'].input, operation, input);
      // The page shows no history.
      return { letter: await letterFor(context, caller, letter), history: [] };
    }
    case 'pages.sizes': {
      const file = parsed(webQueries['pages.sizes'].input, operation, input);
      await mustSeeFile(context, caller, file);
      return pictures.sizes(file.sha256);
    }
    default:
      throw new LontarError('route.unknown', { operation });
  }
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  operation: string,
  input: unknown,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const issues = error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  throw new LontarError('input.invalid', { operation, issues });
}
