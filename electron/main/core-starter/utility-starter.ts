import type { utilityProcess as UtilityProcess } from 'electron';
import { isFromCore } from '../../../shared/contract/wire.ts';
import { coreEnvironment } from './core-environment.ts';
import type { CoreStarter } from './core-starter.ts';

/** Runs the core in Electron's own Node. Electron starts no such process before it is ready. */
export function utilityStarter(
  utilityProcess: typeof UtilityProcess,
  ready: () => Promise<unknown>,
): CoreStarter {
  return {
    async start({ entry, home, resources }) {
      await ready();
      const child = utilityProcess.fork(entry, [home, resources], {
        serviceName: 'Lontar core',
        env: coreEnvironment(process.env),
        stdio: 'inherit',
      });
      return {
        get pid() {
          return child.pid;
        },
        send: (message) => child.postMessage(message),
        onMessage: (listener) =>
          void child.on('message', (message: unknown) => {
            if (isFromCore(message)) listener(message);
          }),
        onExit: (listener) => void child.once('exit', (code) => listener({ code, signal: null })),
        kill: () => void child.kill(),
      };
    },
  };
}
