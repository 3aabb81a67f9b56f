import type { Source } from './source.ts';
import { isDict, latin1, Name, Ref, Unreadable, type Dict } from './syntax.ts';
import { growing, readIndirect } from './indirect.ts';
import type { Entry } from './xref.ts';

const CHUNK = 1024 * 1024;
const OVERLAP = 64;

export interface Scan {
  entries: Map<number, Entry>;
  trailer: Dict;
  top: number;
}

/**
 * Finds the objects of a file whose cross-references are broken, as viewers do: by their heads
 * `n g obj`, the last of a number winning, and the trailers by their keyword.
 */
export async function scanObjects(source: Source): Promise<Scan> {
  const entries = new Map<number, Entry>();
  const trailers: number[] = [];
  let top = 1;
  for (let from = 0; from < source.size; from += CHUNK) {
    const text = latin1(source.read(from, CHUNK + OVERLAP));
    for (const match of text.matchAll(
      /(?<![\d.])(\d{1,8})\s+(\d{1,5})\s+obj(?![A-Za-z])|\btrailer/g,
    )) {
      if (match.index >= CHUNK) continue;
      if (match[1] === undefined) trailers.push(from + match.index + 7);
      else {
        const num = Number(match[1]);
        entries.set(num, { offset: from + match.index, gen: Number(match[2]) });
        top = Math.max(top, num + 1);
      }
    }
  }
  entries.delete(0);
  return { entries, trailer: await findTrailer(source, entries, trailers), top };
}

async function findTrailer(
  source: Source,
  entries: Map<number, Entry>,
  places: number[],
): Promise<Dict> {
  const found: Dict = new Map();
  const take = (dict: Dict): void => {
    for (const key of ['Root', 'Info', 'ID', 'Encrypt']) {
      const value = dict.get(key);
      if (value !== undefined && (key !== 'Root' || value instanceof Ref)) found.set(key, value);
    }
  };
  for (const place of places) {
    const dict = await growing(source, place, (lexer) => lexer.value()).catch(() => null);
    if (isDict(dict)) take(dict);
  }
  let catalog: number | undefined;
  for (const [num, entry] of entries) {
    if (entry === 'free' || !('offset' in entry)) continue;
    const { value } = await readIndirect(source, entry.offset).catch(() => ({ value: null }));
    const type = isDict(value) ? value.get('Type') : undefined;
    if (!(type instanceof Name)) continue;
    if (type.text === 'XRef' && isDict(value)) take(value);
    if (type.text === 'Catalog') catalog = num;
  }
  const root = found.get('Root');
  if (!(root instanceof Ref) || (!entries.has(root.num) && catalog !== undefined)) {
    if (catalog === undefined) throw new Unreadable('no catalog');
    found.set('Root', new Ref(catalog, 0));
  }
  return found;
}
