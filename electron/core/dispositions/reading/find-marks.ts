import type { SheetMark } from '../../../../shared/contract/sheets.ts';
import { otsuThreshold } from '../../scanning/raster.ts';
import { type ColourPicture, type Part, penGrey } from './straighten.ts';
import { apply, type Point, type Transform } from './transform.ts';

/** How far from where it should be a mark is looked for. */
const REACH_MM = 7;

/**
 * Where a registration mark lies on the scan: the middle of a dark square of its size near the place
 * where it should be. Null where there is none, or only something of another size.
 */
export function findMark(picture: ColourPicture, mark: SheetMark, guess: Transform): Point | null {
  const middle = { x: mark.x + mark.size / 2, y: mark.y + mark.size / 2 };
  const at = apply(guess, middle);
  const scale = scaleAt(guess, middle);
  const window = cut(picture, at, Math.round(REACH_MM * scale + (mark.size * scale) / 2));
  if (!window) return null;
  const blobs = blobsOf(window).filter((blob) => isMark(blob, mark, scale));
  const away = ({ x, y }: Blob) => Math.hypot(window.left + x - at.x, window.top + y - at.y);
  const [nearest] = blobs.toSorted((one, other) => away(one) - away(other));
  return nearest ? { x: window.left + nearest.x, y: window.top + nearest.y } : null;
}

/** Pixels a millimetre there. */
export function scaleAt(transform: Transform, { x, y }: Point): number {
  const here = apply(transform, { x, y });
  const right = apply(transform, { x: x + 1, y });
  const down = apply(transform, { x, y: y + 1 });
  const area = (right.x - here.x) * (down.y - here.y) - (right.y - here.y) * (down.x - here.x);
  return Math.sqrt(Math.abs(area));
}

interface Window extends Part {
  data: Uint8Array;
}

function cut(picture: ColourPicture, { x, y }: Point, half: number): Window | null {
  const left = Math.max(0, Math.round(x) - half);
  const top = Math.max(0, Math.round(y) - half);
  const width = Math.min(picture.width, Math.round(x) + half + 1) - left;
  const height = Math.min(picture.height, Math.round(y) + half + 1) - top;
  if (width < 8 || height < 8) return null;
  return { left, top, ...penGrey(picture, { left, top, width, height }) };
}

/** A patch of touching dark pixels; `x`, `y` is its middle. */
interface Blob {
  x: number;
  y: number;
  area: number;
  width: number;
  height: number;
}

function blobsOf({ width, height, data }: Window): Blob[] {
  const threshold = otsuThreshold(data);
  const seen = new Uint8Array(data.length);
  const stack: number[] = [];
  const blobs: Blob[] = [];
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || data[start]! > threshold) continue;
    seen[start] = 1;
    stack.push(start);
    let [area, sumX, sumY, minX, maxX, minY, maxY] = [0, 0, 0, width, 0, height, 0];
    while (stack.length > 0) {
      const at = stack.pop()!;
      const x = at % width;
      const y = (at - x) / width;
      area += 1;
      sumX += x;
      sumY += y;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
      const visit = (next: number, inside: boolean) => {
        if (!inside || seen[next] || data[next]! > threshold) return;
        seen[next] = 1;
        stack.push(next);
      };
      visit(at - 1, x > 0);
      visit(at + 1, x < width - 1);
      visit(at - width, y > 0);
      visit(at + width, y < height - 1);
    }
    blobs.push({
      x: sumX / area,
      y: sumY / area,
      area,
      width: maxX - minX + 1,
      height: maxY - minY + 1,
    });
  }
  return blobs;
}

/** A turned square's outline is up to 1.41 times as wide; a ring has three quarters of its area. */
function isMark(blob: Blob, { size, shape }: SheetMark, scale: number): boolean {
  const side = size * scale;
  const area = side * side * (shape === 'ring' ? 0.75 : 1);
  const fits = (length: number) => length > side * 0.72 && length < side * 1.5;
  return (
    fits(blob.width) &&
    fits(blob.height) &&
    blob.area > area * 0.62 &&
    blob.area < area * 1.45 &&
    Math.max(blob.width, blob.height) < Math.min(blob.width, blob.height) * 1.3
  );
}
