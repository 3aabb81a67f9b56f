import { leftovers, type Leftovers } from './content.ts';
import type { Document } from './document.ts';
import type { Page } from './page.ts';
import { isDict, Ref, type Dict, type Value } from './syntax.ts';

/** A page's own content, decoded. */
export interface Contents {
  refs: Ref[];
  /** As viewers join it, a white space between streams. */
  bytes: Uint8Array;
  /** The one stream it consists of, as it lies in the file. */
  single: { raw: Uint8Array; dict: Dict } | null;
  left: Leftovers;
}

const MAX_STREAMS = 20_000;

export async function readContents(document: Document, page: Page): Promise<Contents> {
  const refs = await streamsOf(document, page.dict.get('Contents'));
  const parts: Uint8Array[] = [];
  let broken = false;
  for (const ref of refs) {
    try {
      const { bytes, odd } = await document.streamData(ref.num);
      broken ||= odd;
      parts.push(bytes, Buffer.from('\n'));
    } catch {
      broken = true;
    }
  }
  const bytes = parts.length === 2 ? parts[0]! : Buffer.concat(parts);
  const left = leftovers(bytes);
  if (broken) document.odd = true;
  const single =
    refs.length === 1 ? await document.rawStream(refs[0]!.num).catch(() => null) : null;
  return { refs, bytes, single, left: { ...left, doubtful: left.doubtful || broken } };
}

/** The content streams in order; what is no stream is left out, as viewers do. */
async function streamsOf(document: Document, contents: Value | undefined): Promise<Ref[]> {
  const out: Ref[] = [];
  const visit = async (value: Value | undefined, depth: number): Promise<void> => {
    if (value === undefined || out.length > MAX_STREAMS) return;
    if (Array.isArray(value)) {
      if (depth > 3) return;
      for (const item of value) await visit(item, depth + 1);
      return;
    }
    if (!(value instanceof Ref)) {
      if (value !== null) document.odd = true;
      return;
    }
    const loaded = await document.load(value.num).catch(() => undefined);
    if (loaded?.data !== undefined && isDict(loaded.value)) out.push(value);
    else if (Array.isArray(loaded?.value)) await visit(loaded.value, depth + 1);
    else document.odd = true;
  };
  await visit(contents, 0);
  return out;
}
