import { readFileSync, readdirSync } from 'node:fs';

/** The processes on this machine whose command line names the core and this archive. */
export function coreProcesses(home: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .filter((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return line.includes('process.cjs') && line.includes(home);
      } catch {
        return false;
      }
    });
}
