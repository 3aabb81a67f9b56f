import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';

/** A session bus with GNOME's keyring on it, as a desktop has them; nothing of the account's own is touched. */
export interface SecretService {
  /** How the app finds it. */
  env: Record<string, string>;
  switches: string[];
  /** As when the clerk turns its question away: nobody is there to answer. */
  lock(): void;
  /** As when the clerk signs in. */
  unlock(): Promise<void>;
  stop(): void;
}

const SERVICE = 'org.freedesktop.secrets';
const OBJECT = '/org/freedesktop/secrets';

export async function startSecretService(folder: string): Promise<SecretService> {
  const home = path.join(folder, 'account');
  await mkdir(home, { mode: 0o700 });
  // Without a display no dialog of the keyring's comes up.
  const { DISPLAY: _, DBUS_SESSION_BUS_ADDRESS: __, ...inherited } = process.env;
  const own = { ...inherited, HOME: home, XDG_RUNTIME_DIR: home, XDG_DATA_HOME: home };
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    env: own,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said] = (await once(bus.stdout, 'data')) as [Buffer];
  const env = { DBUS_SESSION_BUS_ADDRESS: said.toString().trim() };
  const send = (to: string, at: string, ...message: string[]) =>
    execFileSync('dbus-send', ['--session', '--print-reply', `--dest=${to}`, at, ...message], {
      env: { ...own, ...env },
      encoding: 'utf8',
    });
  const isThere = () =>
    send(
      'org.freedesktop.DBus',
      '/',
      'org.freedesktop.DBus.NameHasOwner',
      `string:${SERVICE}`,
    ).includes('true');
  let keyring: ChildProcess | undefined;

  async function end(): Promise<void> {
    if (!keyring) return;
    const ended = once(keyring, 'exit');
    keyring.kill();
    await ended;
  }

  async function unlock(): Promise<void> {
    await end();
    const args = ['--foreground', '--unlock', '--components=secrets'];
    keyring = spawn('gnome-keyring-daemon', args, {
      env: { ...own, ...env },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    keyring.stdin!.end('kata sandi petugas');
    await expect.poll(isThere).toBe(true);
  }

  await unlock();
  return {
    env,
    switches: ['-r', path.join(import.meta.dirname, 'fixtures/use-keyring.cjs')],
    lock: () =>
      void send(
        SERVICE,
        OBJECT,
        'org.freedesktop.Secret.Service.Lock',
        `array:objpath:${OBJECT}/collection/login`,
      ),
    unlock,
    stop() {
      keyring?.kill();
      bus.kill();
    },
  };
}
