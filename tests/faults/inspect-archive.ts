import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { hashOfFile } from '../../electron/core/archive/blobs.ts';
import { openCore } from '../../electron/core/core.ts';
import { type Acknowledged, resources } from './desk.ts';

export interface Inspection {
  letters: number;
  lost: number;
  brokenChains: number;
  halfBlobs: number;
  doubled: number;
  gaps: number;
}

/** Opens the archive anew and holds it against what was acknowledged. */
export async function inspectArchive(home: string, said: Acknowledged[]): Promise<Inspection> {
  const core = await openCore({ home, resources, create: false });
  try {
    const { ok } = await core.call('evidence.verify', {});
    const { order } = await core.call('letters.list', {
      sort: 'agenda',
      direction: 'asc',
      first: 0,
    });
    const numbers: number[] = [];
    const known = new Map<string, number>();
    for (let at = 0; at < order.length; at += 500) {
      const part = await core.call('letters.rows', { rows: [...order.subarray(at, at + 500)] });
      for (const { id, agenda } of part) {
        numbers.push(agenda);
        known.set(id, agenda);
      }
    }
    const blobs = path.join(home, 'blobs');
    let halfBlobs = readdirSync(path.join(blobs, 'work')).length;
    for (const folder of readdirSync(blobs).filter((name) => name !== 'work')) {
      for (const name of readdirSync(path.join(blobs, folder))) {
        const file = path.join(blobs, folder, name);
        if (!statSync(file).isFile() || (await hashOfFile(file)) !== name) halfBlobs += 1;
      }
    }
    const lost = said.filter(
      ({ id, number, sha256 }) =>
        known.get(id) !== number || (sha256 !== null && !core.context.archive.blobs.has(sha256)),
    ).length;
    return {
      letters: order.length,
      lost,
      brokenChains: ok ? 0 : 1,
      halfBlobs,
      doubled: numbers.length - new Set(numbers).size,
      gaps: numbers.filter((number, index) => number !== index + 1).length,
    };
  } finally {
    await core.close();
  }
}
