/** Reads `length` bytes at `offset`; fewer at the end of the file. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

/** The tags (TIFF 6.0) that say how a picture lies on paper. */
export interface PictureTags {
  orientation: number;
  /** Dots per inch, or 0 where it says none. */
  xDpi: number;
  yDpi: number;
  bits: number;
  samples: number;
  /** A smaller copy of another page in the same file. */
  thumbnail: boolean;
  compression: number;
}

const TAG = {
  subfile: 254,
  bits: 258,
  compression: 259,
  orientation: 274,
  samples: 277,
  xResolution: 282,
  yResolution: 283,
  unit: 296,
} as const;
const SIZES: Record<number, number> = { 1: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8, 13: 4, 16: 8 };
const MOST_TAGS = 4096;

/** One entry a page, in order; stops at a loop, at `most` pages, or where the file ends. */
export async function readTiffPages(readAt: ReadAt, most: number): Promise<PictureTags[]> {
  const head = await readAt(0, 16);
  if (head.length < 8) return [];
  const form = formOf(head);
  const pages: PictureTags[] = [];
  const seen = new Set<number>();
  let at = form.big ? form.u64(head, 8) : form.u32(head, 4);
  while (at > 0 && !seen.has(at) && pages.length < most) {
    seen.add(at);
    const folder = await readFolder(readAt, form, at);
    if (folder === null) break;
    pages.push(folder.tags);
    at = folder.next;
  }
  return pages;
}

type Form = ReturnType<typeof formOf>;

function formOf(head: Buffer) {
  const little = head[0] === 0x49;
  return {
    big: (little ? head.readUInt16LE(2) : head.readUInt16BE(2)) === 43,
    u16: (from: Buffer, at: number) => (little ? from.readUInt16LE(at) : from.readUInt16BE(at)),
    u32: (from: Buffer, at: number) => (little ? from.readUInt32LE(at) : from.readUInt32BE(at)),
    u64: (from: Buffer, at: number) =>
      Number(little ? from.readBigUInt64LE(at) : from.readBigUInt64BE(at)),
  };
}

async function readFolder(readAt: ReadAt, form: Form, at: number) {
  const countSize = form.big ? 8 : 2;
  const start = await readAt(at, countSize);
  if (start.length < countSize) return null;
  const count = form.big ? form.u64(start, 0) : form.u16(start, 0);
  if (count === 0 || count > MOST_TAGS) return null;
  const entrySize = form.big ? 20 : 12;
  const body = await readAt(at + countSize, count * entrySize + (form.big ? 8 : 4));
  if (body.length < count * entrySize) return null;
  const values = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const entry = body.subarray(i * entrySize, (i + 1) * entrySize);
    const tag = form.u16(entry, 0);
    if (Object.values(TAG).includes(tag as never)) {
      values.set(tag, await readValue(readAt, form, entry));
    }
  }
  const end = count * entrySize;
  const whole = body.length >= end + (form.big ? 8 : 4);
  const next = whole ? (form.big ? form.u64(body, end) : form.u32(body, end)) : 0;
  return { tags: tagsOf(values), next };
}

/** The entry's first value. */
async function readValue(readAt: ReadAt, form: Form, entry: Buffer): Promise<number> {
  const type = form.u16(entry, 2);
  const size = SIZES[type] ?? 0;
  const count = form.big ? form.u64(entry, 4) : form.u32(entry, 4);
  const inline = form.big ? 12 : 8;
  if (size === 0 || count === 0) return 0;
  let value = entry.subarray(inline);
  if (size * count > value.length) {
    value = await readAt(form.big ? form.u64(entry, inline) : form.u32(entry, inline), size);
    if (value.length < size) return 0;
  }
  if (size === 1) return value[0]!;
  if (type === 3) return form.u16(value, 0);
  if (type === 5 || type === 10) {
    const divisor = form.u32(value, 4);
    return divisor === 0 ? 0 : form.u32(value, 0) / divisor;
  }
  return size === 8 ? form.u64(value, 0) : form.u32(value, 0);
}

function tagsOf(values: Map<number, number>): PictureTags {
  // 3 is the centimetre, 1 says that the two numbers are only a ratio.
  const unit = values.get(TAG.unit) ?? 2;
  const factor = unit === 3 ? 2.54 : unit === 1 ? 0 : 1;
  const orientation = values.get(TAG.orientation) ?? 1;
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    xDpi: (values.get(TAG.xResolution) ?? 0) * factor,
    yDpi: (values.get(TAG.yResolution) ?? 0) * factor,
    bits: values.get(TAG.bits) ?? 1,
    samples: values.get(TAG.samples) ?? 1,
    thumbnail: ((values.get(TAG.subfile) ?? 0) & 1) === 1,
    compression: values.get(TAG.compression) ?? 1,
  };
}

/** The same tags from an Exif block (CIPA DC-008, 4.5), which is a TIFF file of its own. */
export async function readExif(block: Buffer): Promise<PictureTags | null> {
  const readAt: ReadAt = async (offset, length) => block.subarray(offset, offset + length);
  const [first] = await readTiffPages(readAt, 1);
  return first ?? null;
}
