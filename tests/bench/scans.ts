import { closeSync, openSync, writeSync } from 'node:fs';
import sharp from 'sharp';

/** A grey page of noise and bars: as hard to compress as a scan, the same at each making. */
async function scannedPage(
  bytes: number,
): Promise<{ data: Uint8Array; width: number; height: number }> {
  const [width, height] = [1240, 1754];
  const pixels = Buffer.alloc(width * height);
  let seed = 1;
  for (let i = 0; i < pixels.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    const bar = i % 97 < 9 && Math.floor(i / width) % 40 < 22 ? 120 : 0;
    pixels[i] = 235 - bar + ((seed >> 16) % 20);
  }
  const raw = { width, height, channels: 1 as const };
  let best = new Uint8Array(0);
  for (let quality = 20; quality <= 95; quality += 5) {
    best = await sharp(pixels, { raw }).jpeg({ quality }).toBuffer();
    if (best.length >= bytes) break;
  }
  // Bytes after the picture's end are there to match the size, and read by no one.
  const data =
    best.length < bytes ? Buffer.concat([best, Buffer.alloc(bytes - best.length)]) : best;
  return { data, width, height };
}

/** Writes a PDF of scanned pages as office scanners do: one JPEG a page, a plain cross-reference table. */
export async function writeScan(path: string, pages: number, bytes: number): Promise<void> {
  const { data, width, height } = await scannedPage(Math.round(bytes / pages));
  const file = openSync(path, 'w');
  const offsets: number[] = [];
  let at = 0;
  const write = (part: string | Uint8Array): void => {
    at += writeSync(file, typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
  };
  const object = (num: number, head: string, stream?: string | Uint8Array): void => {
    offsets[num] = at;
    write(`${num} 0 obj\n${head}\n`);
    if (stream !== undefined) {
      write('stream\n');
      write(stream);
      write('\nendstream\n');
    }
    write('endobj\n');
  };
  write('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n');
  object(1, '<</Type/Catalog/Pages 2 0 R>>');
  const kids = Array.from({ length: pages }, (_, page) => `${3 + page * 3} 0 R`);
  object(2, `<</Type/Pages/Count ${pages}/Kids[${kids.join(' ')}]>>`);
  const content = 'q 595.2 0 0 841.92 0 0 cm /Im0 Do Q';
  for (let num = 3; num < 3 + pages * 3; num += 3) {
    object(
      num,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.2 841.92]/Resources<</XObject<</Im0 ${num + 2} 0 R>>>>/Contents ${num + 1} 0 R>>`,
    );
    object(num + 1, `<</Length ${content.length}>>`, content);
    object(
      num + 2,
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length ${data.length}>>`,
      data,
    );
  }
  const start = at;
  const top = 3 + pages * 3;
  write(`xref\n0 ${top}\n0000000000 65535 f\r\n`);
  for (let num = 1; num < top; num++) {
    write(`${String(offsets[num]).padStart(10, '0')} 00000 n\r\n`);
  }
  write(`trailer\n<</Size ${top}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  closeSync(file);
}
