import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import type { Actor } from '../../../shared/domain/fact.ts';
import { type Blobs, openBlobs } from './blobs.ts';
import { connect, type Reader, type Writer } from './database.ts';
import { type Derived, openDerived } from './derived.ts';
import { diskError } from './durable.ts';
import { newId } from './identity.ts';
import { Journal, type Scribe } from './journal.ts';
import { lockArchive } from './lock.ts';
import { migrate } from './migrate.ts';
import { sql } from './sql.ts';

/** One office's archive on one desk, open and locked. */
export interface Archive {
  home: string;
  read: Reader;
  blobs: Blobs;
  journal: Journal;
  scribe: Scribe;
  /** What can be made again: pictures of pages. */
  cacheFolder: string;
  derived: Derived;
  /** One transaction: when it returns, all of it is on disk. */
  write<Result>(work: (writer: Writer) => Result): Result;
  /** For idle time: brings what was written from the log into the file, which else a later write has to. */
  checkpoint(): void;
  close(): void;
}

export interface ArchiveOptions {
  /** The archive's folder; made when `create` is set. */
  home: string;
  actor: Actor;
  create: boolean;
  now?: () => number;
}

/**
 * Opens the archive in a folder.
 * Throws `archive.missing`, `archive.in-use`, `archive.newer`, `archive.damaged`,
 * `archive.not-writable`, `disk.full`.
 */
export function openArchive({ home, actor, create, now = Date.now }: ArchiveOptions): Archive {
  const file = join(home, 'archive.sqlite');
  if (!create && !existsSync(file)) throw new LontarError('archive.missing', { home });
  makeFolder(home);
  const lock = lockArchive(home);
  try {
    const connection = connect(file);
    try {
      migrate(connection);
      const blobs = openBlobs(join(home, 'blobs'));
      const device = deviceOf(connection);
      const journal = new Journal(connection, device);
      return {
        home,
        read: connection,
        blobs,
        journal,
        scribe: { device, actor, now },
        cacheFolder: join(home, 'cache'),
        derived: openDerived(join(home, 'cache', 'derived')),
        write(work) {
          try {
            return connection.write(work);
          } catch (error) {
            journal.forget();
            throw error;
          }
        },
        checkpoint: () => connection.checkpoint(),
        close() {
          connection.close();
          lock.release();
        },
      };
    } catch (error) {
      connection.close();
      throw diskError(error, home);
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

function makeFolder(home: string): void {
  try {
    if (existsSync(home)) return;
    mkdirSync(home, { recursive: true });
    // Letters are for the office alone, not for every account on the machine.
    chmodSync(home, 0o700);
  } catch (error) {
    throw diskError(error, home);
  }
}

/** This desk's id: the chain of facts is its own. Made with the archive. */
function deviceOf(connection: ReturnType<typeof connect>): string {
  const find = sql`SELECT value FROM meta WHERE key = 'device'`;
  return connection.write((writer) => {
    const known = writer.get<{ value: string }>(find);
    if (known) return known.value;
    const device = newId();
    writer.run(sql`INSERT INTO meta (key, value) VALUES ('device', ${device})`);
    return device;
  });
}
