import { existsSync } from 'node:fs';
import type { Finding } from '../../../shared/contract/evidence.ts';
import { filesOf, type Letter } from '../../../shared/domain/letter/state.ts';
import type { Archive } from '../archive/archive.ts';
import { hashOfFile } from '../archive/blobs.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { finding } from './finding.ts';
import type { Rebuilt } from './rebuild.ts';
import type { Chain } from './verify-chain.ts';
import { read } from './walk-rows.ts';
import type { Witness } from './witness.ts';

interface Verified {
  chain: Chain;
  stored: Map<string, Letter | null>;
  findings: Finding[];
}

/** Hashes every file that a letter, a draft or the office points at. */
export async function verifyBlobs(
  witness: Witness,
  { chain, stored, findings }: Verified,
): Promise<number> {
  const { archive, past, rest } = witness;
  let done = 0;
  const logo = read(() => chain.rebuilt.office?.logo?.sha256) ?? null;
  for (const [sha256, ids] of ownersOf(past, chain.rebuilt, stored)) {
    await rest({ facts: chain.facts, blobs: done });
    // Another desk's, that is on its way.
    if (isWanted(archive, sha256)) continue;
    const code = await blobFinding(archive.blobs.pathOf(sha256), sha256);
    if (code && (ids.size > 0 || sha256 === logo || isDraft(archive, sha256))) {
      const concerned = ids.size > 0 ? ids : [null];
      for (const id of concerned) findings.push(finding(code, id, { sha256 }));
    }
    done += 1;
  }
  return done;
}

function ownersOf(past: Reader, rebuilt: Rebuilt, stored: Map<string, Letter | null>) {
  const owners = new Map<string, Set<string>>();
  const own = (sha256: unknown, id: string | null) => {
    if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return;
    const ids = owners.get(sha256) ?? new Set();
    owners.set(sha256, id === null ? ids : ids.add(id));
  };
  const ownAll = (id: string, letter: Letter | null) => {
    // A forged fact may have given it any form.
    for (const sha256 of read(() => letter && filesOf(letter)) ?? []) own(sha256, id);
  };
  for (const letter of rebuilt.letters.values()) ownAll(letter.id, letter);
  for (const [id, letter] of stored) {
    if (!rebuilt.letters.has(id)) ownAll(id, letter);
  }
  own(
    read(() => rebuilt.office?.logo?.sha256),
    null,
  );
  const drafts = read(() => past.column<string>(sql`SELECT sha256 FROM drafts`));
  for (const sha256 of drafts ?? []) own(sha256, null);
  return owners;
}

/** A draft may have been discarded since. */
function isDraft(archive: Archive, sha256: string): boolean {
  return archive.read.get(sql`SELECT 1 FROM drafts WHERE sha256 = ${sha256}`) !== undefined;
}

function isWanted(archive: Archive, sha256: string): boolean {
  return archive.read.get(sql`SELECT 1 FROM blobs_wanted WHERE sha256 = ${sha256}`) !== undefined;
}

async function blobFinding(path: string, sha256: string): Promise<string | null> {
  if (!existsSync(path)) return 'blob.missing';
  try {
    return (await hashOfFile(path)) === sha256 ? null : 'blob.changed';
  } catch {
    return 'blob.unreadable';
  }
}
