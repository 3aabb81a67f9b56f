import type { SheetBox, SheetGeometry } from '../../shared/contract/sheets.ts';
import { between, pick, type Random } from './degrade.ts';

/** How a leader fills in a sheet by hand, drawn as SVG in millimetres, and what was meant by it. */
export interface Filled {
  svg: string;
  /** Keys of the boxes that are meant, group by group. */
  to: string[];
  instructions: string[];
  /** What was drawn, for whoever looks into a wrong reading. */
  drawn: Record<string, string>;
}

interface Pen {
  name: string;
  colour: string;
  width: [number, number];
  opacity: [number, number];
  /** Graphite catches on the paper: the stroke has gaps. */
  rough?: boolean;
}

const PENS: readonly Pen[] = [
  { name: 'ballpoint', colour: '#1f3a93', width: [0.4, 0.6], opacity: [0.75, 0.95] },
  { name: 'black ballpoint', colour: '#22222a', width: [0.4, 0.55], opacity: [0.75, 0.95] },
  { name: 'gel', colour: '#121216', width: [0.55, 0.8], opacity: [0.9, 1] },
  { name: 'fountain pen', colour: '#14245c', width: [0.5, 0.9], opacity: [0.85, 1] },
  { name: 'red', colour: '#b3202a', width: [0.45, 0.7], opacity: [0.8, 1] },
  { name: 'marker', colour: '#20202a', width: [0.9, 1.3], opacity: [0.9, 1] },
  { name: 'pencil', colour: '#5f5f63', width: [0.45, 0.7], opacity: [0.7, 0.95], rough: true },
  { name: 'faint pencil', colour: '#86868a', width: [0.4, 0.6], opacity: [0.6, 0.85], rough: true },
];

type Shape = (random: Random, box: SheetBox) => [x: number, y: number][][];

/** Points are parts of the box, from its upper left. */
const at = (box: SheetBox, points: [number, number][]): [number, number][] =>
  points.map(([x, y]) => [box.x + x * box.size, box.y + y * box.size]);
const near = (random: Random, value: number, play = 0.1) => value + between(random, -play, play);

const SHAPES: Record<string, Shape> = {
  tick: (random, box) => [
    at(box, [
      [near(random, 0.15), near(random, 0.5)],
      [near(random, 0.42), near(random, 0.85)],
      [near(random, 1.05, 0.25), near(random, 0, 0.25)],
    ]),
  ],
  'large tick': (random, box) => [
    at(box, [
      [near(random, -0.1), near(random, 0.35)],
      [near(random, 0.4), near(random, 1, 0.15)],
      [near(random, 1.9, 0.4), near(random, -0.9, 0.4)],
    ]),
  ],
  cross: (random, box) => [
    at(box, [
      [near(random, 0.05), near(random, 0.05)],
      [near(random, 0.95), near(random, 0.95)],
    ]),
    at(box, [
      [near(random, 0.95), near(random, 0.05)],
      [near(random, 0.05), near(random, 0.95)],
    ]),
  ],
  'large cross': (random, box) => [
    at(box, [
      [near(random, -0.25), near(random, -0.2)],
      [near(random, 1.25), near(random, 1.2)],
    ]),
    at(box, [
      [near(random, 1.25), near(random, -0.25)],
      [near(random, -0.2), near(random, 1.25)],
    ]),
  ],
  slash: (random, box) => [
    at(box, [
      [near(random, 0.1), near(random, 0.95)],
      [near(random, 0.95), near(random, 0.05)],
    ]),
  ],
  'partial tick': (random, box) => [
    at(box, [
      [near(random, 0.3), near(random, 0.45)],
      [near(random, 0.45), near(random, 0.75)],
      [near(random, 0.75), near(random, 0.35)],
    ]),
  ],
  dot: (random, box) => [
    at(
      box,
      Array.from({ length: 9 }, (_, step) => [
        0.5 + 0.04 * step * Math.cos(step * 1.7) + between(random, -0.03, 0.03),
        0.5 + 0.04 * step * Math.sin(step * 1.7) + between(random, -0.03, 0.03),
      ]),
    ),
  ],
  ring: (random, box) => [
    at(
      box,
      Array.from({ length: 14 }, (_, step) => [
        0.5 + 0.3 * Math.cos(step / 2) + between(random, -0.03, 0.03),
        0.5 + 0.3 * Math.sin(step / 2) + between(random, -0.03, 0.03),
      ]),
    ),
  ],
  filled: (random, box) => [
    at(
      box,
      Array.from({ length: 17 }, (_, step) => [
        step % 2 === 0 ? near(random, 0.1, 0.08) : near(random, 0.9, 0.08),
        0.08 + (step / 16) * 0.84,
      ]),
    ),
  ],
  /** Beside rather than in the box, its end within. */
  missed: (random, box) => {
    const x = between(random, -0.55, -0.3);
    return [
      at(box, [
        [x, near(random, 0.4)],
        [x + 0.35, near(random, 0.85)],
        [x + between(random, 0.95, 1.3), near(random, 0, 0.2)],
      ]),
    ];
  },
};
const MEANT = Object.keys(SHAPES);

export function fillIn(random: Random, geometry: SheetGeometry): Filled {
  const pen = pick(random, PENS);
  const habit = pick(random, MEANT);
  const boxes = geometry.boxes.filter(
    ({ group, page }) => page === 1 && (group === 'position' || group === 'instruction'),
  );
  const filled: Filled = { svg: '', to: [], instructions: [], drawn: {} };
  const free = new Set(boxes);
  const take = (group: SheetBox['group']): SheetBox | undefined => {
    const left = [...free].filter((box) => box.group === group);
    const box = left.length > 0 ? pick(random, left) : undefined;
    if (box) free.delete(box);
    return box;
  };
  const mark = (box: SheetBox) => {
    const shape = random() < 0.7 ? habit : pick(random, MEANT);
    filled.svg += draw(random, pen, SHAPES[shape]!(random, box));
    (box.group === 'position' ? filled.to : filled.instructions).push(box.key);
    filled.drawn[box.key] = `${shape}, ${pen.name}`;
  };
  const [positions, instructions] = [1 + Math.floor(random() * 3), Math.floor(random() * 5)];
  for (let count = 0; count < positions; count++) {
    const box = take('position');
    if (box) mark(box);
  }
  for (let count = 0; count < instructions; count++) {
    const box = take('instruction');
    if (box) mark(box);
  }
  if (random() < 0.15) {
    const box = take(pick(random, ['position', 'instruction'] as const));
    if (box) filled.svg += strikeOut(random, pen, box, filled);
  }
  if (random() < 0.08) {
    const box = take(pick(random, ['position', 'instruction'] as const));
    if (box) filled.svg += underline(random, pen, box, filled);
  }
  for (const note of geometry.notes) {
    if (random() < 0.8) filled.svg += handwriting(random, pen, note);
  }
  filled.svg += signature(random, pen, geometry.signature);
  return filled;
}

/** Ticked by mistake, then made void: scribbled over, or lined through with its words. */
function strikeOut(random: Random, pen: Pen, box: SheetBox, filled: Filled): string {
  const tick = draw(random, pen, SHAPES.tick!(random, box));
  if (random() < 0.5) {
    filled.drawn[box.key] = `scribbled out, ${pen.name}`;
    const turns = 15 + Math.floor(random() * 8);
    const scribble = Array.from({ length: turns }, (_, step): [number, number] => [
      step % 2 === 0 ? near(random, -0.55, 0.15) : near(random, 1.5, 0.15),
      -0.5 + (step / (turns - 1)) * 2,
    ]);
    return tick + draw(random, pen, [at(box, scribble)]);
  }
  filled.drawn[box.key] = `lined through, ${pen.name}`;
  const length = between(random, 9, 13);
  const line = (y: number): [number, number][] =>
    at(box, [
      [near(random, -0.9, 0.2), y + between(random, -0.08, 0.08)],
      [length / 2, y + between(random, -0.08, 0.08)],
      [length, y + between(random, -0.1, 0.1)],
    ]);
  return tick + draw(random, pen, [line(0.4), line(0.62)]);
}

/** Under the words of the item above, through an empty box. */
function underline(random: Random, pen: Pen, box: SheetBox, filled: Filled): string {
  filled.drawn[box.key] = `crossed by an underline, ${pen.name}`;
  const y = between(random, 0.05, 0.35);
  return draw(random, pen, [
    at(box, [
      [-1, y + between(random, -0.1, 0.1)],
      [4, y + between(random, -0.1, 0.1)],
      [between(random, 8, 11), y + between(random, -0.15, 0.15)],
    ]),
  ]);
}

function handwriting(
  random: Random,
  pen: Pen,
  note: { x: number; y: number; width: number; height: number },
): string {
  const lines: [number, number][][] = [];
  for (let line = 0; line < 2; line++) {
    const y = note.y + 6 + line * 8;
    if (y > note.y + note.height - 3) break;
    let x = note.x + 4;
    while (x < note.x + note.width * between(random, 0.4, 0.9)) {
      const word: [number, number][] = [];
      for (let letter = 0; letter < 4 + random() * 5; letter++) {
        word.push([x, y + between(random, -2.2, 0.6)]);
        x += between(random, 0.6, 1.5);
      }
      lines.push(word);
      x += between(random, 2, 3.5);
    }
  }
  return draw(random, pen, lines);
}

function signature(
  random: Random,
  pen: Pen,
  area: { x: number; y: number; width: number; height: number },
): string {
  const points = Array.from({ length: 12 }, (_, step): [number, number] => [
    area.x + 6 + step * 3 + between(random, -2, 2),
    area.y + area.height * between(random, 0.15, 0.85),
  ]);
  return draw(random, pen, [points]);
}

function draw(random: Random, pen: Pen, lines: readonly [number, number][][]): string {
  const width = between(random, ...pen.width);
  const opacity = between(random, ...pen.opacity);
  const style = `fill="none" stroke="${pen.colour}" stroke-linecap="round" stroke-linejoin="round"`;
  return lines
    .map((points) => {
      const path = curve(random, points);
      if (!pen.rough) {
        return `<path d="${path}" ${style} stroke-width="${width}" stroke-opacity="${opacity}"/>`;
      }
      const dashes = Array.from({ length: 6 }, (_, index) =>
        index % 2 === 0 ? between(random, 0.3, 1.2) : between(random, 0.02, 0.18),
      ).join(' ');
      return (
        `<path d="${path}" ${style} stroke-width="${width * 0.7}" stroke-opacity="${opacity * 0.75}"/>` +
        `<path d="${path}" ${style} stroke-width="${width}" stroke-opacity="${opacity * 0.6}" stroke-dasharray="${dashes}"/>`
      );
    })
    .join('');
}

/** A hand never draws a straight line. */
function curve(random: Random, points: readonly [number, number][]): string {
  const [first, ...rest] = points;
  let path = `M${first![0]} ${first![1]}`;
  let last = first!;
  for (const point of rest) {
    const middle = [(last[0] + point[0]) / 2, (last[1] + point[1]) / 2] as const;
    const bend = Math.hypot(point[0] - last[0], point[1] - last[1]) * 0.08;
    const [x, y] = [
      middle[0] + between(random, -bend, bend),
      middle[1] + between(random, -bend, bend),
    ];
    path += ` Q${x} ${y} ${point[0]} ${point[1]}`;
    last = point;
  }
  return path;
}
