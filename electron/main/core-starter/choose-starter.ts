import { existsSync } from 'node:fs';
import path from 'node:path';
import type { App, utilityProcess as UtilityProcess } from 'electron';
import { LontarError } from '../../../shared/contract/error.ts';
import { NEEDED_NODE_API } from './core-starter.ts';
import type { CoreStarter } from './core-starter.ts';
import { nodeStarter } from './node-starter.ts';
import { utilityStarter } from './utility-starter.ts';

/** The Node that the project's packages brought. */
export function broughtNode(appFolder: string, platform: string, arch: string): string {
  const windows = platform === 'win32';
  const name = `node-${windows ? 'win' : platform}-${arch}`;
  return path.join(appFolder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
}

/**
 * Electron's own Node where it can carry the archive, else the project's. Where neither can, starting
 * fails with `core.noNode`, so that the window can say it.
 * @param ready what a core waits for; Electron must be ready then
 */
export function chooseStarter(
  app: App,
  utilityProcess: typeof UtilityProcess,
  ready: () => Promise<unknown>,
): CoreStarter {
  if (Number(process.versions.napi) >= NEEDED_NODE_API) {
    return utilityStarter(utilityProcess, ready);
  }
  const node = broughtNode(app.getAppPath(), process.platform, process.arch);
  if (!existsSync(node)) {
    const { electron } = process.versions;
    return { start: () => Promise.reject(new LontarError('core.noNode', { electron })) };
  }
  return nodeStarter(node, ready);
}
