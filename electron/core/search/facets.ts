import type { Facet, SearchAnswer } from '../../../shared/contract/search.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { officeOf } from '../office/store.ts';
import { rowOf, yearOf } from './doc.ts';
import { statuses } from './index-letters.ts';

const MOST = 12;

/** How many of these letters are of each year, sender, unit and status. */
export function facetsOf(reader: Reader, docs: readonly number[]): SearchAnswer['facets'] {
  const years = new Map<number, number>();
  for (const doc of docs) add(years, yearOf(doc));
  const senders = new Map<number, number>();
  const sets = new Map<number, number>();
  const stati = new Map<number, number>();
  // One text for each column: a thousand rows one by one take as long as the search.
  const found = reader.get<Record<'senders' | 'units' | 'statuses', string>>(
    sql`SELECT json_group_array(sender) AS senders, json_group_array(units) AS units,
        json_group_array(status) AS statuses
      FROM json_each(${JSON.stringify(docs.map(rowOf))}) CROSS JOIN search_letters ON row = value`,
  )!;
  for (const sender of JSON.parse(found.senders) as number[]) add(senders, sender);
  for (const units of JSON.parse(found.units) as number[]) add(sets, units);
  for (const status of JSON.parse(found.statuses) as number[]) add(stati, status);
  const most = [...senders].toSorted((a, b) => b[1] - a[1]).slice(0, MOST);
  const labels = labelsOf(reader, [...most.map(([id]) => id), ...sets.keys()]);
  return {
    years: [...years]
      .toSorted((a, b) => b[0] - a[0])
      .map(([year, count]) => facet(String(year), String(year), count)),
    senders: most.map(([id, count]) => facet(labels.get(id)!, labels.get(id)!, count)),
    units: unitsOf(reader, sets, labels),
    statuses: [...stati]
      .toSorted((a, b) => a[0] - b[0])
      .map(([at, count]) => facet(statuses[at]!, statuses[at]!, count)),
  };
}

const facet = (value: string, label: string, count: number): Facet => ({ value, label, count });

function add<Key>(counts: Map<Key, number>, key: Key, count = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function labelsOf(reader: Reader, ids: number[]): Map<number, string> {
  const rows = reader.all<{ id: number; label: string }>(
    sql`SELECT id, label FROM search_labels
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  );
  return new Map(rows.map(({ id, label }) => [id, label]));
}

/** A letter can be with several units. */
function unitsOf(
  reader: Reader,
  sets: ReadonlyMap<number, number>,
  labels: ReadonlyMap<number, string>,
): Facet[] {
  const counts = new Map<string, number>();
  for (const [id, count] of sets) {
    for (const key of labels.get(id)!.split(' ').filter(Boolean)) add(counts, key, count);
  }
  if (counts.size === 0) return [];
  const positions = officeOf(reader)?.positions ?? [];
  const titles = new Map(positions.map(({ key, title }) => [key, title]));
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([key, count]) => facet(key, titles.get(key) ?? key, count));
}
