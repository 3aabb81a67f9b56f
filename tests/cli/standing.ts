/**
 * The command line's own `main`, one command after another, for tests that run many: what it prints
 * goes to the one who asked instead of a terminal.
 */
import { main } from '../../electron/cli/main.ts';

export interface Asked {
  args: string[];
  env: Record<string, string>;
}

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

const own = { ...process.env };
let before: Promise<unknown> = Promise.resolve();

process.on('message', (asked: Asked) => {
  before = before.then(async () => process.send!(await run(asked)));
});
process.once('disconnect', () => process.exit());

async function run({ args, env }: Asked): Promise<Ended> {
  process.env = { ...own, ...env };
  const printed = { stdout: '', stderr: '' };
  const { stdout, stderr } = process;
  const writes = { stdout: stdout.write, stderr: stderr.write };
  stdout.write = (part) => Boolean((printed.stdout += String(part))) || true;
  stderr.write = (part) => Boolean((printed.stderr += String(part))) || true;
  try {
    return { status: await main(args), ...printed };
  } finally {
    Object.assign(stdout, { write: writes.stdout });
    Object.assign(stderr, { write: writes.stderr });
  }
}
