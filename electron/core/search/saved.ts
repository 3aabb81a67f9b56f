import type { SavedSearch } from '../../../shared/contract/search.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

export function savedSearches(reader: Reader): SavedSearch[] {
  return reader.all<SavedSearch>(sql`SELECT name, query FROM saved_searches ORDER BY name`);
}

export function saveSearch(archive: Archive, { name, query }: SavedSearch): SavedSearch[] {
  archive.write((writer) =>
    writer.run(sql`INSERT INTO saved_searches (name, query) VALUES (${name}, ${query})
      ON CONFLICT (name) DO UPDATE SET query = excluded.query`),
  );
  return savedSearches(archive.read);
}

export function forgetSearch(archive: Archive, name: string): SavedSearch[] {
  archive.write((writer) => writer.run(sql`DELETE FROM saved_searches WHERE name = ${name}`));
  return savedSearches(archive.read);
}
