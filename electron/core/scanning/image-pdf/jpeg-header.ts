import type { PictureTags, ReadAt } from './tiff-tags.ts';
import { readExif } from './tiff-tags.ts';

export interface JpegHeader {
  /** Number of the start-of-frame marker (ITU-T T.81, table B.1): 0, 1 and 2 are what PDF knows. */
  frame: number;
  precision: number;
  width: number;
  height: number;
  components: number;
  /** Component names in letters `RGB`: stored without conversion to luminance. */
  plainRgb: boolean;
  /** The Adobe segment's transform, or null without one. */
  adobe: number | null;
  jfif: { xDpi: number; yDpi: number } | null;
  exif: PictureTags | null;
  profile: Buffer | null;
}

const MOST_SEGMENTS = 4096;

/** Walks the segments up to the frame and the scan; null where they break off. */
export async function readJpegHeader(readAt: ReadAt): Promise<JpegHeader | null> {
  const found: Omit<JpegHeader, 'frame' | 'profile'> & { frame: number | null } = {
    frame: null,
    precision: 8,
    width: 0,
    height: 0,
    components: 0,
    plainRgb: false,
    adobe: null,
    jfif: null,
    exif: null,
  };
  const profile: Buffer[] = [];
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await readAt(at, 4);
    if (head.length < 4 || head[0] !== 0xff) return null;
    const marker = head[1]!;
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
      continue;
    }
    if (marker === 0xd9) return null;
    if (marker === 0xda) break;
    const length = head.readUInt16BE(2) - 2;
    if (length < 0) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame || [0xe0, 0xe1, 0xe2, 0xee].includes(marker)) {
      const body = await readAt(at + 4, length);
      if (body.length < length) return null;
      if (isFrame) Object.assign(found, readFrame(marker, body));
      else await readSegment(marker, body, found, profile);
    }
    at += length + 4;
  }
  const { frame } = found;
  if (frame === null || found.width === 0 || found.height === 0) return null;
  return { ...found, frame, profile: profile.length > 0 ? Buffer.concat(profile) : null };
}

function readFrame(marker: number, body: Buffer): Partial<JpegHeader> {
  if (body.length < 6) return {};
  const components = body[5]!;
  const names = Array.from({ length: components }, (_, i) => body[6 + i * 3] ?? 0);
  return {
    frame: marker - 0xc0,
    precision: body[0]!,
    height: body.readUInt16BE(1),
    width: body.readUInt16BE(3),
    components,
    plainRgb: String.fromCharCode(...names) === 'RGB',
  };
}

type Segments = Pick<JpegHeader, 'adobe' | 'jfif' | 'exif'>;

async function readSegment(marker: number, body: Buffer, into: Segments, profile: Buffer[]) {
  const starts = (text: string) => body.toString('latin1', 0, text.length) === text;
  if (marker === 0xe0 && starts('JFIF\0') && body.length >= 12) {
    const factor = [0, 1, 2.54][body[7]!] ?? 0;
    into.jfif = { xDpi: body.readUInt16BE(8) * factor, yDpi: body.readUInt16BE(10) * factor };
  } else if (marker === 0xe1 && starts('Exif\0')) {
    into.exif ??= await readExif(body.subarray(6));
  } else if (marker === 0xe2 && starts('ICC_PROFILE\0')) {
    // Numbered from 1; a profile larger than one segment comes in order (ICC.1:2022, B.4).
    if (body[12] === profile.length + 1) profile.push(body.subarray(14));
  } else if (marker === 0xee && starts('Adobe') && body.length >= 12) {
    into.adobe = body[11]!;
  }
}
