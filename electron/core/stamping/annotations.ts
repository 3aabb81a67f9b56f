import type { Document } from './document.ts';
import { stampBox, type PageWork } from './page-update.ts';
import { Name, type Dict } from './syntax.ts';

const INVISIBLE = new Set(['Link', 'Popup']);

/** Whether an annotation may lie above one of the stamps. */
export async function covered(document: Document, { page, inked }: PageWork): Promise<boolean> {
  const annots = await document.resolve(page.dict.get('Annots')).catch(() => null);
  if (!Array.isArray(annots)) return false;
  const boxes = inked.map((stamp) => stampBox(page, stamp));
  for (const item of annots) {
    const annot = await document.dict(item).catch(() => undefined);
    if (!annot) continue;
    const kind = annot.get('Subtype');
    if (kind instanceof Name && INVISIBLE.has(kind.text) && !annot.has('AP')) continue;
    const rect = await rectOf(document, annot);
    if (!rect || boxes.some((box) => meet(rect, box))) return true;
  }
  return false;
}

async function rectOf(document: Document, annot: Dict): Promise<number[] | undefined> {
  const value = await document.resolve(annot.get('Rect')).catch(() => null);
  if (!Array.isArray(value)) return undefined;
  const sides = await Promise.all(value.map((side) => document.resolve(side).catch(() => null)));
  if (sides.length < 4 || !sides.every((side) => typeof side === 'number')) return undefined;
  const [a, b, c, d] = sides as [number, number, number, number];
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

const meet = (a: number[], b: number[]): boolean =>
  a[0]! < b[2]! && b[0]! < a[2]! && a[1]! < b[3]! && b[1]! < a[3]!;
