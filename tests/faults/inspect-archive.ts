import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { hashOfFile } from '../../electron/core/archive/blobs.ts';
import { type Core, openCore } from '../../electron/core/core.ts';
import { type Acknowledged, resources } from './desk.ts';

/** What must be 0 for all to be well. */
export interface Faults {
  /** Acknowledged, and not there, or under another number, or without its file or disposition. */
  lost: number;
  brokenChains: number;
  halfBlobs: number;
  /** Files in the making that nobody will finish. */
  leftovers: number;
  numbersDoubled: number;
  gaps: number;
}

export interface Inspection {
  letters: number;
  faults: Faults;
}

/** Opens the archive anew and holds it against what was acknowledged. */
export async function inspectArchive(home: string, said: Acknowledged[]): Promise<Inspection> {
  const core = await openCore({ home, resources, create: false });
  try {
    return await inspectCore(core, said);
  } finally {
    await core.close();
  }
}

/** Holds an open archive against what was acknowledged. */
export async function inspectCore(core: Core, said: Acknowledged[]): Promise<Inspection> {
  const { home } = core.context.archive;
  // What waits for the index is taken in, so that all of it is compared.
  await core.call('search.find', { query: '' });
  const { ok } = await core.call('evidence.verify', {});
  const known = await numbersById(core);
  let lost = 0;
  for (const acknowledged of said) if (!(await isThere(core, known, acknowledged))) lost += 1;
  const numbers = [...known.values()];
  const faults = {
    lost,
    brokenChains: ok ? 0 : 1,
    halfBlobs: await halfBlobs(path.join(home, 'blobs')),
    leftovers: leftovers(home),
    numbersDoubled: numbers.length - new Set(numbers).size,
    gaps: numbers.filter((number, index) => number !== index + 1).length,
  };
  return { letters: known.size, faults };
}

/** In the order of the agenda. */
async function numbersById(core: Core): Promise<Map<string, number>> {
  const asked = { sort: 'agenda', direction: 'asc', first: 0 };
  const { order } = await core.call('letters.list', asked);
  const known = new Map<string, number>();
  for (let at = 0; at < order.length; at += 500) {
    const part = await core.call('letters.rows', { rows: [...order.subarray(at, at + 500)] });
    for (const { id, agenda } of part) known.set(id, agenda);
  }
  return known;
}

async function isThere(
  core: Core,
  known: Map<string, number>,
  acknowledged: Acknowledged,
): Promise<boolean> {
  const { id } = acknowledged;
  if (!known.has(id)) return false;
  const { letter } = await core.call('letters.get', { letter: id });
  if ('disposed' in acknowledged) return letter.dispositions.length === 1;
  const { number, sha256 } = acknowledged;
  const hasFile = sha256 === null || core.context.archive.blobs.has(sha256);
  return known.get(id) === number && (letter.document?.sha256 ?? null) === sha256 && hasFile;
}

async function halfBlobs(blobs: string): Promise<number> {
  let half = 0;
  for (const folder of readdirSync(blobs).filter((name) => name !== 'work')) {
    for (const name of readdirSync(path.join(blobs, folder))) {
      const file = path.join(blobs, folder, name);
      if (!statSync(file).isFile() || (await hashOfFile(file)) !== name) half += 1;
    }
  }
  return half;
}

function leftovers(home: string): number {
  const entries = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const work = path.join('blobs', 'work') + path.sep;
  return entries.filter((entry) => entry.endsWith('.part') || entry.startsWith(work)).length;
}
