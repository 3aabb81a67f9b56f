import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';

/** A real PostgreSQL of one's own: a new cluster on a free port, gone with `stop`. */
export interface PrivatePostgres {
  url: string;
  stop(): void;
}

/** PostgreSQL refuses to run as root: then it runs as the account that Debian's package made for it. */
const account = () => (userInfo().uid === 0 ? 'postgres' : null);

export async function startPostgres(): Promise<PrivatePostgres> {
  const bin = globSync('/usr/lib/postgresql/*/bin').sort().at(-1);
  if (bin === undefined || !existsSync(path.join(bin, 'initdb'))) {
    throw new Error('PostgreSQL is missing: apt-get install postgresql');
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-postgres-'));
  if (account() !== null) {
    const id = (flag: string) => Number(run('id', [flag, account()!]).trim());
    chownSync(folder, id('-u'), id('-g'));
  }
  const port = await freePort();
  const data = path.join(folder, 'data');
  const as = (program: string, args: string[]) =>
    account() === null
      ? run(path.join(bin, program), args)
      : run('runuser', ['-u', account()!, '--', path.join(bin, program), ...args]);
  as('initdb', ['-D', data, '-U', 'lontar', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  as('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', options, 'start']);
  return {
    url: `postgres://lontar@127.0.0.1:${port}/postgres`,
    stop() {
      as('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function run(program: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    cwd: '/',
    // What stays behind must not hold our pipes open.
    stdio: ['ignore', program === 'id' ? 'pipe' : 'ignore', 'ignore'],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${status} ${stderr ?? ''}`);
  return stdout ?? '';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
