import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const scan = readFileSync(
  fileURLToPath(new URL('../fixtures/scanning/letter.jpg', import.meta.url)),
);

/** A small PDF, different for every number: a page with a line of text. */
export function smallPdf(number: number): Buffer {
  const content = `BT /F1 18 Tf 72 720 Td (Surat ${number}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** A scanned letter, different for every number by a comment in its head (JPEG's COM segment). */
export function smallJpeg(number: number): Buffer {
  const comment = Buffer.from(`surat ${number}`);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([scan.subarray(0, 2), head, comment, scan.subarray(2)]);
}
