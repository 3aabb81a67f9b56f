import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface CupsServer {
  /** What has come out of the printers, a print each. */
  printed: Buffer[];
  /** The address of the paper, as a printer on the network has one. */
  device: string;
  /** Where jobs lie until they are printed, a file each. */
  spool: string;
  /** Runs one of CUPS's own programs against this server. */
  cups(program: string, ...args: string[]): void;
  end(): Promise<void>;
}

/**
 * A print server of its own on a socket of its own, with a printer on the network that keeps what it
 * is sent: real CUPS, and nothing of this machine's. `CUPS_SERVER` is set until it has ended.
 */
export async function startCups(): Promise<CupsServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-cups-'));
  const inside = (name: string) => path.join(folder, name);
  // CUPS prints as another user.
  for (const name of ['.', 'root', 'spool', 'spool/tmp', 'cache', 'state']) {
    mkdirSync(inside(name), { recursive: true });
    chmodSync(inside(name), 0o777);
  }
  writeFileSync(
    inside('cups-files.conf'),
    [
      'User lp',
      'Group lp',
      'SystemGroup root',
      'Sandboxing relaxed',
      `ServerRoot ${inside('root')}`,
      `RequestRoot ${inside('spool')}`,
      `CacheDir ${inside('cache')}`,
      `StateDir ${inside('state')}`,
      `TempDir ${inside('spool/tmp')}`,
      `AccessLog ${inside('access')}`,
      `ErrorLog ${inside('error')}`,
      `PageLog ${inside('page')}`,
      '',
    ].join('\n'),
  );
  const open = 'Order allow,deny\nAllow all';
  writeFileSync(
    inside('cupsd.conf'),
    [
      `Listen ${inside('sock')}`,
      'Browsing Off\nDefaultAuthType None',
      ...['/', '/admin'].map((place) => `<Location ${place}>\n${open}\n</Location>`),
      `<Policy default>\n<Limit All>\n${open}\n</Limit>\n</Policy>\n`,
    ].join('\n'),
  );
  const daemon = process.getuid?.() === 0 ? 'cupsd' : '/usr/sbin/cupsd';
  const server = spawn(
    daemon,
    ['-f', '-c', inside('cupsd.conf'), '-s', inside('cups-files.conf')],
    { stdio: 'ignore' },
  );
  const before = process.env.CUPS_SERVER;
  process.env.CUPS_SERVER = inside('sock');
  for (let tries = 0; tries < 100 && !existsSync(inside('sock')); tries += 1) await wait(50);
  const cups = (program: string, ...args: string[]) =>
    void execFileSync(program, args, { stdio: 'ignore' });
  const printed: Buffer[] = [];
  const printer = listen(printed);
  const port = await printer.port;
  const device = `socket://127.0.0.1:${port}`;
  cups('lpadmin', '-p', 'LOKET', '-E', '-v', device, '-m', 'raw', '-D', 'Loket depan');
  const end = async () => {
    if (before === undefined) delete process.env.CUPS_SERVER;
    else process.env.CUPS_SERVER = before;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
    printer.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { printed, device, spool: inside('spool'), cups, end };
}

/** A printer that speaks as most on a network do: a connection a print, the bytes as they are. */
function listen(printed: Buffer[]): { port: Promise<number>; close: () => void } {
  const printer = createServer((connection) => {
    const parts: Buffer[] = [];
    connection.on('data', (part) => parts.push(part));
    connection.on('end', () => printed.push(Buffer.concat(parts)));
    connection.on('error', () => undefined);
  });
  const port = new Promise<number>((resolve) =>
    printer.listen(0, '127.0.0.1', () => resolve((printer.address() as AddressInfo).port)),
  );
  return { port, close: () => void printer.close() };
}
