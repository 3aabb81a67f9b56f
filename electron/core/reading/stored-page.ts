import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { LontarError } from '../../../shared/contract/error.ts';
import { ReadPage } from '../../../shared/contract/reading.ts';

/** A word as it is kept: its text, its box in hundredths of a millimetre, percent sure, its line. */
const StoredWord = z.tuple([
  z.string(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
]);
const Stored = ReadPage.omit({ words: true }).extend({
  version: z.literal(1),
  words: z.array(StoredWord),
});
type Stored = z.infer<typeof Stored>;

const MOST = 64 << 20;
const hundredths = (value: number) => Math.round(value * 100);

/** A page's reading as a blob: about two bytes a letter. */
export function packPage({ words, ...page }: ReadPage): Buffer {
  const stored: Stored = {
    version: 1,
    ...page,
    words: words.map(({ text, box, confidence, line }) => [
      text,
      hundredths(box.x),
      hundredths(box.y),
      hundredths(box.width),
      hundredths(box.height),
      hundredths(confidence),
      line,
    ]),
  };
  return deflateRawSync(JSON.stringify(stored));
}

/** @throws `reading.damaged` */
export function unpackPage(blob: Uint8Array): ReadPage {
  try {
    const json = inflateRawSync(blob, { maxOutputLength: MOST }).toString('utf8');
    const { version: _, words, ...page } = Stored.parse(JSON.parse(json));
    return ReadPage.parse({
      ...page,
      words: words.map(([text, x, y, width, height, sure, line]) => ({
        text,
        box: { x: x / 100, y: y / 100, width: width / 100, height: height / 100 },
        confidence: sure / 100,
        line,
      })),
    });
  } catch (cause) {
    throw new LontarError('reading.damaged', {}, { cause });
  }
}
