/** How one picture lies on its page; points are 1/72 inch. */
export interface Paper {
  width: number;
  height: number;
  /** Operands of `cm`: the unit square onto the upright page. */
  matrix: [number, number, number, number, number, number];
}

const A4 = { width: 595.276, height: 841.89 };
/** Longer than A0: no desk scans that, so the resolution is wrong. */
const LONGEST = 3600;
/** What cameras and screens write when they mean nothing, and how long a page may be made of it. */
const VAGUE_DPI = 96;
const VAGUE_LONGEST = 1300;
const SHORTEST = 20;

/**
 * The page for a picture of so many pixels at so many dots per inch, turned upright by its Exif
 * orientation. Without a believable resolution it is fitted into A4.
 */
export function layOnPaper(
  pixels: { width: number; height: number },
  dpi: { x: number; y: number },
  orientation: number,
): Paper {
  const stored = believable(pixels, dpi) ?? fitted(pixels, orientation);
  const turned = orientation >= 5;
  const width = turned ? stored.height : stored.width;
  const height = turned ? stored.width : stored.height;
  return { width, height, matrix: matrixOf(orientation, width, height) };
}

/** Orientations that follow one another by a quarter turn clockwise: as it is, and mirrored. */
const QUARTERS = [
  [1, 6, 3, 8],
  [2, 7, 4, 5],
] as const;

/** The Exif orientation that turns by so much more, clockwise. */
export function turnedBy(orientation: number, by: 0 | 90 | 180 | 270): number {
  const round =
    QUARTERS.find((one) => (one as readonly number[]).includes(orientation)) ?? QUARTERS[0];
  const at = Math.max(0, (round as readonly number[]).indexOf(orientation));
  return round[(at + by / 90) % 4]!;
}

function believable(pixels: { width: number; height: number }, dpi: { x: number; y: number }) {
  if (!inRange(dpi.x) || !inRange(dpi.y)) return null;
  const width = (pixels.width / dpi.x) * 72;
  const height = (pixels.height / dpi.y) * 72;
  const longest = Math.max(width, height);
  if (Math.min(width, height) < SHORTEST || longest > LONGEST) return null;
  if (Math.max(dpi.x, dpi.y) <= VAGUE_DPI && longest > VAGUE_LONGEST) return null;
  return { width, height };
}

const inRange = (dpi: number) => dpi >= 50 && dpi <= 4800;

function fitted(pixels: { width: number; height: number }, orientation: number) {
  const { width, height } = pixels;
  const [across, down] = orientation >= 5 ? [height, width] : [width, height];
  const [roomAcross, roomDown] = down >= across ? [A4.width, A4.height] : [A4.height, A4.width];
  const scale = Math.min(roomAcross / across, roomDown / down);
  // 3 units is the smallest page there is (ISO 32000-1, annex C).
  return { width: Math.max(width * scale, 3), height: Math.max(height * scale, 3) };
}

function matrixOf(orientation: number, w: number, h: number): Paper['matrix'] {
  switch (orientation) {
    case 2:
      return [-w, 0, 0, h, w, 0];
    case 3:
      return [-w, 0, 0, -h, w, h];
    case 4:
      return [w, 0, 0, -h, 0, h];
    case 5:
      return [0, -h, -w, 0, w, h];
    case 6:
      return [0, -h, w, 0, 0, h];
    case 7:
      return [0, h, w, 0, 0, 0];
    case 8:
      return [0, h, -w, 0, w, 0];
    default:
      return [w, 0, 0, h, 0, 0];
  }
}
