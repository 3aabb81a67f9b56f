import { z } from 'zod';
import { ScanProfile } from '../../../../shared/contract/batches.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import { starterProfiles } from '../../../../shared/domain/batch/starter.ts';
import type { Archive } from '../../archive/archive.ts';
import type { Reader } from '../../archive/database.ts';
import { sql } from '../../archive/sql.ts';

/** The desk's profiles in a person's order; the starters until the first change. */
export function profilesOf(reader: Reader): ScanProfile[] {
  const kept = reader.get<{ profiles: string }>(sql`SELECT profiles FROM scan_profiles`);
  if (!kept) return starterProfiles;
  const parsed = z.array(ScanProfile).safeParse(JSON.parse(kept.profiles));
  if (!parsed.success) throw new LontarError('profile.newer');
  return parsed.data;
}

/** One of the same key is replaced in its place. */
export function saveProfile(archive: Archive, profile: ScanProfile): ScanProfile[] {
  const profiles = profilesOf(archive.read);
  const at = profiles.findIndex(({ key }) => key === profile.key);
  return store(archive, at < 0 ? [...profiles, profile] : profiles.with(at, profile));
}

/** Throws `profile.unknown`. */
export function removeProfile(archive: Archive, key: string): ScanProfile[] {
  const profiles = profilesOf(archive.read);
  if (!profiles.some((one) => one.key === key)) {
    throw new LontarError('profile.unknown', { key, known: profiles.map((one) => one.key) });
  }
  return store(
    archive,
    profiles.filter((one) => one.key !== key),
  );
}

function store(archive: Archive, profiles: ScanProfile[]): ScanProfile[] {
  const text = JSON.stringify(profiles);
  archive.write((writer) =>
    writer.run(sql`INSERT INTO scan_profiles (row, profiles) VALUES (1, ${text})
      ON CONFLICT (row) DO UPDATE SET profiles = excluded.profiles`),
  );
  return profiles;
}
