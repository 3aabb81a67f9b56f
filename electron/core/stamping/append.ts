import { createHash } from 'node:crypto';
import type { Ending, Document } from './document.ts';
import { Name, Ref, Text, type Dict, type Value } from './syntax.ts';
import { objectBytes, text, type Fresh } from './write.ts';
import type { Entry } from './xref.ts';

type Place = [num: number, entry: Entry];

/** The trailer keys that belong to one section alone. */
const OF_ONE_SECTION = new Set(
  'Size Prev XRefStm W Index Filter DecodeParms Length Type DL F FFilter FDecodeParms DP'.split(
    ' ',
  ),
);

/**
 * The bytes of an incremental update (ISO 32000-2, 7.5.6) that follow the file's own, in the style
 * of its last section. The same input always gives the same bytes.
 */
export function appendix(document: Document, objects: Fresh[]): Uint8Array {
  const { source, ending, cipher } = document;
  const parts: Uint8Array[] = [Buffer.from('\n')];
  const places: Place[] = [];
  let at = source.size + 1;
  for (const fresh of objects) {
    const bytes = objectBytes(fresh, cipher);
    parts.push(bytes);
    places.push([fresh.num, { offset: at, gen: fresh.gen }]);
    at += bytes.length;
  }
  const body = createHash('sha256');
  for (const part of parts) body.update(part);
  const trailer = newTrailer(ending, source.size, body.digest().subarray(0, 16));
  const top = Math.max(ending.top, ...objects.map(({ num }) => num + 1));
  const all = ending.all ? [...new Map([...ending.all, ...places])] : places;
  all.sort(([a], [b]) => a - b);
  parts.push(
    ending.style === 'table'
      ? table(all, trailer, top, ending.all !== null)
      : stream(all, trailer, top, at),
    Buffer.from(`startxref\n${at}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
}

function newTrailer(ending: Ending, size: number, hash: Uint8Array): Dict {
  const trailer: Dict = new Map();
  for (const [key, value] of ending.trailer) {
    if (!OF_ONE_SECTION.has(key)) trailer.set(key, value);
  }
  if (ending.prev !== null) trailer.set('Prev', ending.prev);
  const ids = trailer.get('ID');
  const old = Array.isArray(ids) && ids[0] instanceof Text ? ids : undefined;
  const salted = createHash('sha256').update(String(size)).update(hash);
  if (old?.[1] instanceof Text) salted.update(old[1].bytes);
  const fresh = new Text(salted.digest().subarray(0, 16));
  // A key is derived from the first part: it must stay, and stay absent where it was.
  if (old) trailer.set('ID', [old[0]!, fresh]);
  else if (!trailer.has('ID') && !trailer.has('Encrypt')) trailer.set('ID', [fresh, fresh]);
  return trailer;
}

const runs = (places: Place[]): Place[][] => {
  const out: Place[][] = [];
  for (const place of places) {
    const last = out.at(-1);
    if (last && last.at(-1)![0] + 1 === place[0]) last.push(place);
    else out.push([place]);
  }
  return out;
};

function table(places: Place[], trailer: Dict, top: number, whole: boolean): Uint8Array {
  const rows: Place[] = whole ? [[0, 'free'], ...places] : places;
  let out = 'xref\n';
  for (const run of runs(rows)) {
    out += `${run[0]![0]} ${run.length}\n`;
    for (const [num, entry] of run) {
      const used = entry !== 'free' && 'offset' in entry;
      const gen = used ? entry.gen : num === 0 ? 65535 : 0;
      const offset = used ? entry.offset : 0;
      out += `${pad(offset, 10)} ${pad(gen, 5)} ${used ? 'n' : 'f'}\r\n`;
    }
  }
  trailer.set('Size', top);
  return Buffer.from(`${out}trailer\n${text(trailer)}\n`, 'latin1');
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

function stream(places: Place[], trailer: Dict, top: number, at: number): Uint8Array {
  const own: Place = [top, { offset: at, gen: 0 }];
  const rows = [...places, own];
  const width = at > 0xffffffff ? 6 : 4;
  const data = Buffer.alloc(rows.length * (width + 3));
  const index: Value[] = [];
  let to = 0;
  for (const run of runs(rows)) {
    index.push(run[0]![0], run.length);
    for (const [, entry] of run) {
      const [type, second, third] =
        entry === 'free'
          ? [0, 0, 0]
          : 'offset' in entry
            ? [1, entry.offset, entry.gen]
            : [2, entry.container, entry.index];
      data[to] = type;
      data.writeUIntBE(second, to + 1, width);
      data.writeUInt16BE(third & 0xffff, to + 1 + width);
      to += width + 3;
    }
  }
  const dict: Dict = new Map<string, Value>([['Type', new Name('XRef')], ...trailer]);
  dict
    .set('Size', top + 1)
    .set('W', [1, width, 2])
    .set('Index', index);
  // Cross-reference streams are never encrypted (7.5.8.2).
  return objectBytes({ num: top, gen: 0, value: dict, data }, undefined);
}

/** A place among the numbers not yet in use. */
export function numbering(document: Document): () => Ref {
  let next = document.ending.top;
  return () => new Ref(next++, 0);
}
