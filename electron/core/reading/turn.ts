import type { Grey } from './take-colour-away.ts';
import type { Turn } from './page-of.ts';

/** The picture turned clockwise. */
export function turned({ width, height, pixels }: Grey, turn: Turn): Grey {
  if (turn === 0) return { width, height, pixels };
  const out = new Uint8Array(pixels.length);
  if (turn === 180) {
    for (let at = 0, to = pixels.length - 1; to >= 0; at++, to--) out[to] = pixels[at]!;
    return { width, height, pixels: out };
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = turn === 90 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y;
      out[to] = pixels[y * width + x]!;
    }
  }
  return { width: height, height: width, pixels: out };
}
