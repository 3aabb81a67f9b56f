import { onTestFinished } from 'vitest';
import { type CupsServer, startCups } from './cups-server.ts';

/** A print server for one test, which is gone when the test has finished. */
export async function privateCups(): Promise<CupsServer> {
  const server = await startCups();
  onTestFinished(() => server.end());
  return server;
}
