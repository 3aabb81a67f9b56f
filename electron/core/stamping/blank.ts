import type { Page } from './page.ts';
import { number } from './write.ts';

/** A PDF of one blank page with the same visible box, turn and unit as the page given. */
export function blankLike({
  visible,
  rotate,
  unit,
}: Pick<Page, 'visible' | 'rotate' | 'unit'>): Uint8Array {
  const box = visible.map(number).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Rotate ${rotate}/UserUnit ${number(unit)}/Resources<<>>>>`,
  ];
  let out = '%PDF-1.7\n';
  let rows = '0000000000 65535 f\r\n';
  for (const [index, object] of objects.entries()) {
    rows += `${String(out.length).padStart(10, '0')} 00000 n\r\n`;
    out += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = out.length;
  out += `xref\n0 4\n${rows}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}
