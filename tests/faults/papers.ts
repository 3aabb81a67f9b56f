import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makePdf, onePage } from '../fixtures/stamping/make-pdf.ts';

const scan = readFileSync(
  fileURLToPath(new URL('../fixtures/scanning/letter.jpg', import.meta.url)),
);

/** A small PDF, different for every number: a page with a line of text. */
export function smallPdf(number: number): Buffer {
  const page = '/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>';
  return makePdf(onePage(page, `BT /F1 18 Tf 72 720 Td (Surat ${number}) Tj ET`));
}

/** A scanned letter, different for every number by a comment in its head (JPEG's COM segment). */
export function smallJpeg(number: number): Buffer {
  const comment = Buffer.from(`surat ${number}`);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([scan.subarray(0, 2), head, comment, scan.subarray(2)]);
}
