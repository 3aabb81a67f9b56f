import { fork } from 'node:child_process';
import { isFromCore } from '../../../shared/contract/wire.ts';
import { coreEnvironment, coreNodeFlags } from './core-environment.ts';
import type { CoreStarter } from './core-starter.ts';

const atOnce = () => Promise.resolve();

/**
 * Runs the core on a Node of its own, for an Electron whose Node is too old.
 * @param ready what it waits for
 */
export function nodeStarter(node: string, ready: () => Promise<unknown> = atOnce): CoreStarter {
  return {
    async start({ entry, home, resources }) {
      await ready();
      const child = fork(entry, [home, resources], {
        execPath: node,
        // Not main's own: those may name a debugger's port.
        execArgv: coreNodeFlags,
        env: coreEnvironment(process.env),
        serialization: 'advanced',
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      return {
        pid: child.pid,
        send(message) {
          // A message to a core that died meanwhile has no one to go to; `onExit` tells of it.
          if (child.connected) child.send(message, () => undefined);
        },
        onMessage: (listener) =>
          void child.on('message', (message: unknown) => {
            if (isFromCore(message)) listener(message);
          }),
        onExit(listener) {
          let told = false;
          const tell = (code: number | null, signal: string | null) => {
            if (!told) listener({ code, signal });
            told = true;
          };
          child.once('exit', tell);
          child.once('error', () => tell(null, null));
        },
        kill: () => void child.kill('SIGKILL'),
      };
    },
  };
}
