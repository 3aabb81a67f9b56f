import path from 'node:path';
import { type Command, home } from '../command.ts';
import { say, words } from '../words.ts';

/** The central server in this process, until it is told to end. */
export const serve: Command = {
  usage: 'serve',
  flags: {},
  async run(_, out) {
    const [{ readSettings }, { startServer }] = await Promise.all([
      import('../../../server/settings.ts'),
      import('../../../server/listen.ts'),
    ]);
    const LONTAR_DATA = process.env.LONTAR_DATA ?? path.join(path.dirname(home()), 'lontar-server');
    const server = await startServer(readSettings({ ...process.env, LONTAR_DATA }));
    const { address } = server;
    out.result({ address }, () => say(words.serving, { address }));
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await server.close();
  },
};
