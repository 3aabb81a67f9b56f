import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the pages of a running scan lie, a folder a scan. */
export function scansFolder(home: string): string {
  return join(home, 'scans');
}

/** The scans that lie there: before any has begun, those that a crash cut off. */
export function scansIn(home: string): string[] {
  try {
    return readdirSync(scansFolder(home));
  } catch {
    return [];
  }
}
