import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const inRoot = (...parts) => path.join(root, ...parts);

/** Node runs TypeScript by itself, and better-sqlite3 finds Node-API 10, from here on. */
const NEWEST_NEEDED = [22, 18];

export function isNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > NEWEST_NEEDED[0] || (major === NEWEST_NEEDED[0] && minor >= NEWEST_NEEDED[1]);
}

/** The Node that came with the packages, else the running one; undefined when both are too old. */
export function projectNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const brought = inRoot('node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(brought)) return brought;
  return isNewEnough() ? process.execPath : undefined;
}

export const tool = (name) => inRoot('node_modules', '.bin', name);

/** The environment for anything of the project: its own Node and tools come first on the PATH. */
export function projectEnv(more = {}) {
  const bin = inRoot('node_modules', '.bin');
  const inherited = process.env.PATH ?? '';
  const PATH =
    inherited.split(path.delimiter)[0] === bin ? inherited : bin + path.delimiter + inherited;
  return { ...process.env, PATH, ...more };
}

/**
 * Runs a program to its end. `quiet` keeps its words (stdout and stderr together) and gives them
 * back; otherwise they go to `stdio`.
 * @returns {Promise<{code: number, output: string}>}
 */
export function run(command, args, { quiet = false, env = {}, cwd = root, stdio } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: projectEnv(env),
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : (stdio ?? ['ignore', 'inherit', 'inherit']),
      // npm and its kin are .cmd files on Windows.
      shell: process.platform === 'win32' && !command.endsWith('.exe'),
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code: code ?? (signal === null ? 1 : 128), output });
    });
  });
}

/** Ends this process with the code of the same script run by the project's Node, if this one is too old. */
export async function continueOnProjectNode(scriptUrl) {
  if (isNewEnough()) return;
  const node = projectNode();
  const { code } = await run(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(code);
}

/**
 * The same script with the same arguments, in an environment and with flags of Node that a process has
 * from its start. It hears the signals that this one gets, and when this one is gone its channel closes.
 * @returns {Promise<number>} its exit code
 */
export function startedAgain(scriptUrl, env, flags) {
  const args = [...flags, fileURLToPath(scriptUrl), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal tells both of Ctrl+C itself, and twice would mean at once.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128 + 15)));
  });
}
