import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { PageImage } from './page-image.ts';
import { xmpMetadata } from './xmp.ts';

export interface WrittenPdf {
  sha256: string;
  bytes: number;
  pages: number;
}

const CATALOG = 1;
const PAGES = 2;
const METADATA = 3;
const INTENT_PROFILE = 4;
const FIRST_FREE = 5;
const FLUSH = 1 << 20;

/**
 * Writes pictures as a PDF/A-2b (ISO 19005-2), one page each, as they come: none is kept in memory.
 * The same pictures give the same bytes, the identifier is the hash of what comes before it, and no
 * clock is read. Unprofiled CMYK has no place in PDF/A with an RGB output intent: then the file
 * does not claim to be one.
 * @param path must not exist; synced when the promise resolves
 */
export async function writeImagePdf(
  path: string,
  images: AsyncIterable<PageImage>,
  intentProfile: Buffer,
): Promise<WrittenPdf> {
  const file = await open(path, 'wx');
  try {
    const out = new Output((bytes) => file.writeFile(bytes));
    const result = await write(out, images, intentProfile);
    await file.sync();
    return result;
  } finally {
    await file.close();
  }
}

async function write(
  out: Output,
  images: AsyncIterable<PageImage>,
  intentProfile: Buffer,
): Promise<WrittenPdf> {
  await out.put(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'));
  await out.object(
    CATALOG,
    `<< /Type /Catalog /Pages ${PAGES} 0 R /Metadata ${METADATA} 0 R /OutputIntents [ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile ${INTENT_PROFILE} 0 R >> ] >>`,
  );
  await out.stream(INTENT_PROFILE, '/N 3', intentProfile);
  const profiles = new Map<string, number>();
  const kids: number[] = [];
  let conforms = true;
  let free = FIRST_FREE;
  for await (const image of images) {
    conforms &&= image.color !== 'cmyk' || image.profile !== null;
    let profile: number | null = null;
    if (image.profile !== null) {
      const key = createHash('sha256').update(image.profile).digest('hex');
      profile = profiles.get(key) ?? null;
      if (profile === null) {
        profile = free++;
        profiles.set(key, profile);
        await out.stream(profile, `/N ${COMPONENTS[image.color as 'rgb']}`, image.profile);
      }
    }
    const [page, content, picture] = [free++, free++, free++];
    kids.push(page);
    await writePage(out, image, { page, content, picture });
    await out.streamOf(picture, imageDictionary(image, profile), image.bytes, image.read());
  }
  const references = kids.map((kid) => `${kid} 0 R`).join(' ');
  await out.object(PAGES, `<< /Type /Pages /Count ${kids.length} /Kids [ ${references} ] >>`);
  await out.stream(METADATA, '/Type /Metadata /Subtype /XML', xmpMetadata(conforms));
  const { sha256, bytes } = await out.finish(CATALOG, free);
  return { sha256, bytes, pages: kids.length };
}

const COMPONENTS = { gray: 1, rgb: 3, cmyk: 4 } as const;
const DEVICE = { gray: '/DeviceGray', rgb: '/DeviceRGB', cmyk: '/DeviceCMYK' } as const;

async function writePage(
  out: Output,
  { paper }: PageImage,
  at: { page: number; content: number; picture: number },
): Promise<void> {
  const box = `[ 0 0 ${number(paper.width)} ${number(paper.height)} ]`;
  await out.object(
    at.page,
    `<< /Type /Page /Parent ${PAGES} 0 R /MediaBox ${box} /Resources << /XObject << /Im ${at.picture} 0 R >> >> /Contents ${at.content} 0 R >>`,
  );
  const matrix = paper.matrix.map(number).join(' ');
  await out.stream(at.content, '', Buffer.from(`q ${matrix} cm /Im Do Q\n`, 'latin1'));
}

function imageDictionary(image: PageImage, profile: number | null): string {
  const parts = [
    `/Type /XObject /Subtype /Image /Width ${image.width} /Height ${image.height}`,
    `/BitsPerComponent ${image.bits} /ColorSpace ${colorSpace(image, profile)}`,
    `/Filter /${image.filter}`,
  ];
  if (image.decodeParms !== null) parts.push(`/DecodeParms ${image.decodeParms}`);
  if (image.inverted && typeof image.color === 'string') {
    parts.push(`/Decode [ ${'1 0 '.repeat(COMPONENTS[image.color])}]`);
  }
  return parts.join(' ');
}

function colorSpace({ color }: PageImage, profile: number | null): string {
  if (typeof color === 'string') {
    return profile === null ? DEVICE[color] : `[ /ICCBased ${profile} 0 R ]`;
  }
  const last = Math.floor(color.palette.length / 3) - 1;
  return `[ /Indexed /DeviceRGB ${last} <${color.palette.toString('hex')}> ]`;
}

/** At most four decimals: a fifth is less than a thousandth of a millimetre. */
function number(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** Collects small writes, counts where objects begin, and hashes everything on the way. */
class Output {
  private readonly sink: (bytes: Uint8Array) => Promise<void>;
  private readonly hash = createHash('sha256');
  private readonly offsets: number[] = [];
  private pending: Uint8Array[] = [];
  private waiting = 0;
  private length = 0;

  constructor(sink: (bytes: Uint8Array) => Promise<void>) {
    this.sink = sink;
  }

  async put(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    this.length += bytes.length;
    this.pending.push(bytes);
    this.waiting += bytes.length;
    if (this.waiting >= FLUSH) await this.flush();
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pending);
    this.pending = [];
    this.waiting = 0;
    await this.sink(bytes);
  }

  private async text(text: string): Promise<void> {
    await this.put(Buffer.from(text, 'latin1'));
  }

  async object(id: number, body: string): Promise<void> {
    this.offsets[id] = this.length;
    await this.text(`${id} 0 obj\n${body}\nendobj\n`);
  }

  async stream(id: number, dictionary: string, bytes: Buffer): Promise<void> {
    await this.streamOf(id, dictionary, bytes.length, [bytes]);
  }

  async streamOf(
    id: number,
    dictionary: string,
    length: number,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<void> {
    this.offsets[id] = this.length;
    await this.text(`${id} 0 obj\n<< ${dictionary} /Length ${length} >>\nstream\n`);
    const start = this.length;
    for await (const chunk of chunks) await this.put(chunk);
    if (this.length - start !== length) throw new Error('a picture changed while it was written');
    await this.text('\nendstream\nendobj\n');
  }

  async finish(root: number, size: number): Promise<{ sha256: string; bytes: number }> {
    const start = this.length;
    const rows = [`0000000000 65535 f \n`];
    for (let id = 1; id < size; id++) {
      rows.push(`${String(this.offsets[id]).padStart(10, '0')} 00000 n \n`);
    }
    await this.text(`xref\n0 ${size}\n${rows.join('')}`);
    const id = this.hash.copy().digest('hex').slice(0, 32);
    await this.text(
      `trailer\n<< /Size ${size} /Root ${root} 0 R /ID [ <${id}> <${id}> ] >>\nstartxref\n${start}\n%%EOF\n`,
    );
    await this.flush();
    return { sha256: this.hash.digest('hex'), bytes: this.length };
  }
}
