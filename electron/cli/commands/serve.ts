import type { Command } from '../command.ts';
import { serverSettings } from '../server-database.ts';
import { say, words } from '../words.ts';

/** The central server in this process, until it is told to end. */
export const serve: Command = {
  usage: 'serve',
  flags: {},
  async run(_, out) {
    const { startServer } = await import('../../../server/listen.ts');
    const server = await startServer(await serverSettings());
    const { address, context, firstCode: code } = server;
    const { firstAdministratorCodes } =
      await import('../../../server/people/first-administrator.ts');
    const administrators = await firstAdministratorCodes(context.database, context.now());
    out.result({ address, code, administrators }, () => [
      say(words.serving, { address }),
      ...(code === null ? [] : [say(words.firstCode, { address, code })]),
      ...administrators.map((one) => say(words.firstAdministrator, { ...one })),
    ]);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await server.close();
  },
};
