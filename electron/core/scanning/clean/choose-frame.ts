import type { Components } from './components.ts';
import type { Frame } from './cut-out.ts';
import type { Edge, Paper } from './edge-line.ts';

/** Cut a hair inside the paper: its very edge is blurred and in the shade. */
const INSIDE_MM = 0.3;
/** A sheet smaller than this is no sheet. */
const SMALLEST_MM = 20;

interface Looked {
  width: number;
  height: number;
  /** Dots per inch. */
  resolution: number;
}

/**
 * What to keep, once the skew is out, in pixels of the looked-at picture: the paper as far as its
 * edges are seen, else the page's own frame; more of it where ink would be cut.
 */
export function chooseFrame(
  looked: Looked,
  paper: Paper,
  ink: Components,
  skewDegrees: number,
): Frame {
  const turn = straighten(looked, skewDegrees);
  const inside = (INSIDE_MM * looked.resolution) / 25.4;
  const { width, height } = looked;
  const sides = (['left', 'top', 'right', 'bottom'] as const).map((side) => {
    const edge = paper[side];
    const upright = side === 'left' || side === 'right';
    const own = side === 'right' ? width : side === 'bottom' ? height : 0;
    if (!edge) return { middle: own, outer: own, seen: false };
    const ends = endsOf(edge, upright, looked).map(([x, y]) => turn(x, y)[upright ? 0 : 1]);
    const inwards = side === 'left' || side === 'top' ? 1 : -1;
    const outer = inwards > 0 ? Math.min(...ends) : Math.max(...ends);
    const middle = (ends[0]! + ends[1]!) / 2 + inwards * inside;
    return { middle, outer, seen: true };
  });
  const [left, top, right, bottom] = sides.map(({ middle }) => middle) as [
    number,
    number,
    number,
    number,
  ];
  const frame = { left, top, right, bottom };
  keepInk(frame, sides, ink, turn, looked, skewDegrees);
  const smallest = (SMALLEST_MM * looked.resolution) / 25.4;
  if (frame.right - frame.left < smallest || frame.bottom - frame.top < smallest) {
    return { x: 0, y: 0, width, height };
  }
  return {
    x: frame.left,
    y: frame.top,
    width: frame.right - frame.left,
    height: frame.bottom - frame.top,
  };
}

type Turn = (x: number, y: number) => [number, number];

/** Takes the skew out about the picture's middle. */
function straighten({ width, height }: Looked, skewDegrees: number): Turn {
  const angle = (-skewDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    return [width / 2 + dx * cos - dy * sin, height / 2 + dx * sin + dy * cos];
  };
}

function endsOf(edge: Edge, upright: boolean, { width, height }: Looked): [number, number][] {
  const length = upright ? height : width;
  return [0, length].map((i) => {
    const at = edge.at + edge.slope * i;
    return upright ? [at, i] : [i, at];
  });
}

/** Ink that lies on the paper is kept, though the corner of a straightened page would lose it. */
function keepInk(
  frame: { left: number; top: number; right: number; bottom: number },
  sides: { outer: number; seen: boolean }[],
  ink: Components,
  turn: Turn,
  { width, height, resolution }: Looked,
  skewDegrees: number,
): void {
  const mm = resolution / 25.4;
  // How far a straightened page reaches beyond its frame.
  const tilt = Math.abs(Math.sin((skewDegrees * Math.PI) / 180));
  const [beyondX, beyondY] = [(height / 2) * tilt, (width / 2) * tilt];
  const most = sides.map(({ outer, seen }, i) => {
    if (seen) return outer;
    return [-beyondX, -beyondY, width + beyondX, height + beyondY][i]!;
  });
  for (let i = 0; i < ink.count; i++) {
    const [left, top, right, bottom] = [
      ink.left[i]!,
      ink.top[i]!,
      ink.right[i]! + 1,
      ink.bottom[i]! + 1,
    ];
    // Specks, and what comes in from the border: the bed and its shadows.
    if (Math.max(right - left, bottom - top) < 0.8 * mm) continue;
    if (left <= 1 || top <= 1 || right >= width - 1 || bottom >= height - 1) continue;
    const corners = [turn(left, top), turn(right, top), turn(left, bottom), turn(right, bottom)];
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    const room = 0.5 * mm;
    if (Math.min(...xs) < most[0]! - mm || Math.max(...xs) > most[2]! + mm) continue;
    if (Math.min(...ys) < most[1]! - mm || Math.max(...ys) > most[3]! + mm) continue;
    frame.left = Math.min(frame.left, Math.max(Math.min(...xs) - room, most[0]!));
    frame.top = Math.min(frame.top, Math.max(Math.min(...ys) - room, most[1]!));
    frame.right = Math.max(frame.right, Math.min(Math.max(...xs) + room, most[2]!));
    frame.bottom = Math.max(frame.bottom, Math.min(Math.max(...ys) + room, most[3]!));
  }
}
