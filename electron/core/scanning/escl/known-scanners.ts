import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LontarError } from '../../../../shared/contract/error.ts';
import { Sha256 } from '../../../../shared/contract/values.ts';
import { diskError, writeDurably } from '../../archive/durable.ts';

/** By `host:port`: the SHA-256 of the certificate that was met first, or accepted by a person since. */
const KnownScanners = z.record(z.string(), z.object({ certificate: Sha256 }));
type KnownScanners = z.infer<typeof KnownScanners>;

const fileIn = (home: string) => join(home, 'scanners.json');

/**
 * The certificate that a network scanner is known by; undefined for one that was never met.
 * @throws `scanning.known-unreadable`: then nobody can be told from a stranger
 */
export async function knownCertificate(home: string, origin: string): Promise<string | undefined> {
  const known = await read(home);
  return Object.hasOwn(known, origin) ? known[origin]!.certificate : undefined;
}

let writing: Promise<unknown> = Promise.resolve();

/** Durable when it returns. Throws `disk.full`, `file.not-writable`, `scanning.known-unreadable`. */
export function keepCertificate(home: string, origin: string, certificate: string): Promise<void> {
  const work = writing.then(async () => {
    const known = await read(home);
    await mkdir(home, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw diskError(error, home);
    });
    const all: KnownScanners = { ...known, [origin]: { certificate } };
    await writeDurably(fileIn(home), Buffer.from(`${JSON.stringify(all, null, 2)}\n`));
  });
  writing = work.catch(() => undefined);
  return work;
}

async function read(home: string): Promise<KnownScanners> {
  const path = fileIn(home);
  try {
    return KnownScanners.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new LontarError('scanning.known-unreadable', { path }, { cause: error });
  }
}
