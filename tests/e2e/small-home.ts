import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { makeDisk } from '../faults/small-disk.ts';
import { coreProcesses } from './core-processes.ts';

/** An archive's place that can be full, and have room again, while the app works in it. */
export interface SmallHome {
  home: string;
  fill(): void;
  free(): void;
  remove(): void;
}

/**
 * A tmpfs, filled up to its last block; where nothing may be mounted, no file of the core grows any more,
 * nor any of the programs that it starts.
 */
export function smallHome(folder: string, megabytes: number): SmallHome {
  const disk = makeDisk(folder, megabytes);
  if (disk) {
    return { ...disk, home: path.join(disk.folder, 'archive'), fill: () => disk.fill(0) };
  }
  const home = path.join(folder, 'archive');
  const limit = (bytes: number | 'unlimited') => {
    const [pid = Number.NaN] = coreProcesses(home);
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  };
  return { home, fill: () => limit(1), free: () => limit('unlimited'), remove: () => undefined };
}
