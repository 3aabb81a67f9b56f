import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';

/** A place that can be filled up, and emptied again, while the core works in it. */
export interface SmallDisk {
  folder: string;
  /** How it is made small: a tmpfs of its own, or a limit on the size of this process's files. */
  by: 'tmpfs' | 'rlimit';
  /** Leaves about so many bytes. */
  fill(leave: number): void;
  free(): void;
  remove(): void;
}

/** A tmpfs, which root may mount, and anyone within a namespace where the system allows that. */
function mountDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder);
  const options = `size=${megabytes}m`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    by: 'tmpfs',
    fill(leave) {
      const { bavail, bsize } = statfsSync(folder);
      const bytes = bavail * bsize - leave;
      if (bytes <= 0) return;
      try {
        appendFileSync(ballast, Buffer.alloc(bytes, 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => void execFileSync('umount', ['-l', folder]),
  };
}

/**
 * Where nothing may be mounted: no file of this process grows beyond the journal's (`RLIMIT_FSIZE`), so
 * that the next write to it fails. Files that are smaller still fit.
 */
export function limitFiles(folder: string, journal: string): SmallDisk {
  mkdirSync(folder);
  const limit = (bytes: number | 'unlimited') =>
    void execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);
  return {
    folder,
    by: 'rlimit',
    fill: (leave) => limit(statSync(journal).size + leave),
    free: () => limit('unlimited'),
    remove: () => limit('unlimited'),
  };
}

/** `disk` in the folder; null where nothing may be mounted. */
export function makeDisk(folder: string, megabytes: number): SmallDisk | null {
  try {
    return mountDisk(path.join(folder, 'disk'), megabytes);
  } catch {
    rmSync(path.join(folder, 'disk'), { recursive: true });
    return null;
  }
}

/**
 * The script anew as the root of a namespace of its own, where anyone can mount a tmpfs; its figures, or
 * null where no namespace is allowed.
 */
export function withinNamespace(script: string, args: string[]): object | null {
  if (process.env.LONTAR_NAMESPACE) return null;
  const { status, stdout } = spawnSync(
    'unshare',
    ['--user', '--map-root-user', '--mount', process.execPath, script, ...args],
    { encoding: 'utf8', env: { ...process.env, LONTAR_NAMESPACE: '1' } },
  );
  return status === 0 ? { ...(JSON.parse(stdout) as object), namespace: true } : null;
}
