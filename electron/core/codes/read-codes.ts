import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ReadInputBarcodeFormat, ReadResult } from 'zxing-wasm/reader';

type Reader = typeof import('zxing-wasm/reader');

let loading: Promise<Reader> | undefined;

/** The reader asks a public host for its WebAssembly unless it is given: here nothing is fetched. */
async function loadReader(): Promise<Reader> {
  const reader = await import('zxing-wasm/reader');
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  const wasmBinary = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  await reader.prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return reader;
}

/** A picture in greys, one byte a pixel. */
export interface GreyPicture {
  width: number;
  height: number;
  data: Uint8Array;
}

export interface ReadCode {
  format: string;
  /** At most `MOST_TEXT` characters: what a stranger's code says beyond that is of no use. */
  text: string;
  valid: boolean;
  /** Its corners in pixels, from its own upper left clockwise. */
  corners: [Point, Point, Point, Point];
}
type Point = { x: number; y: number };

const MOST_TEXT = 500;
const MOST_CODES = 12;

/** The codes on a picture, the broken ones too. In a worker: it holds the thread for milliseconds. */
export async function readCodes(
  picture: GreyPicture,
  formats: ReadInputBarcodeFormat[],
): Promise<ReadCode[]> {
  loading ??= loadReader();
  const reader = await loading;
  const found = await reader.readBarcodes(toImage(picture), {
    formats,
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    tryDownscale: true,
    maxNumberOfSymbols: MOST_CODES,
    returnErrors: true,
    textMode: 'Plain',
  });
  return found.map(toCode);
}

function toCode({ format, text, isValid, position }: ReadResult): ReadCode {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  return {
    format,
    text: text.slice(0, MOST_TEXT),
    valid: isValid,
    corners: [topLeft, topRight, bottomRight, bottomLeft],
  };
}

function toImage({ width, height, data }: GreyPicture) {
  const pixels = new Uint32Array(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = 0xff000000 | (data[at]! * 0x010101);
  return {
    width,
    height,
    data: new Uint8ClampedArray(pixels.buffer),
    colorSpace: 'srgb' as const,
  };
}
