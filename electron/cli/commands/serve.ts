import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from '../command.ts';
import { serverSettings } from '../server-database.ts';
import { say, words } from '../words.ts';

/** The central server in this process, until it is told to end. */
export const serve: Command = {
  usage: 'serve',
  flags: {},
  async run(_, out) {
    const { startServer } = await import('../../../server/listen.ts');
    const { isPageBuilt } = await import('../../../server/web/serve-files.ts');
    const page = isPageBuilt();
    if (!page) out.note(say(words.pageNotBuilt));
    const settings = await serverSettings();
    const server = await startServer(settings);
    const fingerprint = settings.tls && fingerprintIn(settings.tls.cert);
    const { address, context, firstCode: code } = server;
    const { firstAdministratorCodes } =
      await import('../../../server/people/first-administrator.ts');
    const administrators = await firstAdministratorCodes(context.database, context.now());
    out.result({ address, fingerprint, page, code, administrators }, () => [
      say(words.serving, { address }),
      ...(fingerprint === undefined ? [] : [say(words.serverFingerprint, { fingerprint })]),
      ...(code === null ? [] : [say(words.firstCode, { address, code })]),
      ...administrators.map((one) => say(words.firstAdministrator, { ...one })),
    ]);
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await server.close();
  },
};

/** What a desk is shown, and its clerk compares, where the certificate is the server's own. */
const fingerprintIn = (file: string) =>
  new X509Certificate(readFileSync(file)).fingerprint256.replaceAll(':', '').toLowerCase();
