import type { StampKind, StampPlace } from '../../../shared/contract/stamping.ts';
import { POINTS_PER_MM, shownSize, type Sheet } from './geometry.ts';
import { emptiestPlace, type Part, type Room } from './room.ts';

export interface Size {
  width: number;
  height: number;
}
/** In points from the upper left corner of the page shown. */
export interface Placed {
  kind: StampKind;
  page: number;
  u: number;
  v: number;
  scale: number;
}
export type Places = Partial<Record<StampKind, StampPlace>>;

const MARGIN = 8 * POINTS_PER_MM;
/** The short side of A3, rounded up: on larger sheets stamps grow with the sheet. */
const LARGE = 300 * POINTS_PER_MM;

/**
 * Where the stamps of one page stand: never outside it; by default apart from each other and, where
 * the page has been looked at, in its emptiest parts.
 */
export function placeStamps(
  sheet: Sheet,
  sizes: Partial<Record<StampKind, Size>>,
  places: Places,
  page: number,
  room?: Room,
): Placed[] {
  const [width, height] = shownSize(sheet);
  const { received, disposition } = sizes;
  const all = [received, disposition].filter((size) => size !== undefined);
  const given = (['received', 'disposition'] as const).some((kind) => sizes[kind] && places[kind]);
  const growth = Math.max(1, Math.min(width, height) / LARGE);
  const apart = given ? undefined : received && disposition && { received, disposition };
  const scale = Math.min(
    growth,
    apart ? fitTogether(apart, width, height) : fitEach(all, width, height),
  );
  const margin = MARGIN * Math.min(scale, Math.max(1, growth));
  const sideBySide = apart !== undefined && !stacked(apart, width, height, scale);
  const out: Placed[] = [];
  const emptiest = (kind: StampKind, w: number, h: number) => {
    const taken = out.map((one): Part => {
      const size = sizes[one.kind]!;
      const [wide, high] = [size.width * one.scale, size.height * one.scale];
      return { x: one.u / width, y: one.v / height, width: wide / width, height: high / height };
    });
    const found =
      room &&
      emptiestPlace(
        room,
        { width: w / width, height: h / height },
        {
          margin: { width: margin / width, height: margin / height },
          corner: kind === 'received' ? 'upper-right' : 'lower-left',
          taken,
        },
      );
    return found && [found.x * width, found.y * height];
  };
  for (const kind of ['received', 'disposition'] as const) {
    const size = sizes[kind];
    if (!size) continue;
    const [w, h] = [size.width * scale, size.height * scale];
    const place = places[kind];
    const right = width - margin - w;
    const wanted = place
      ? [place.x * POINTS_PER_MM, place.y * POINTS_PER_MM]
      : (emptiest(kind, w, h) ??
        (kind === 'received'
          ? [right, margin]
          : [sideBySide ? margin : right, height - margin - h]));
    out.push({
      kind,
      page,
      u: within(wanted[0]!, width - w),
      v: within(wanted[1]!, height - h),
      scale,
    });
  }
  return out;
}

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));

type Two = Record<StampKind, Size>;

const stackedScale = ({ received, disposition }: Two, width: number, height: number): number =>
  Math.min(
    width / (Math.max(received.width, disposition.width) + 2 * MARGIN),
    height / (received.height + disposition.height + 3 * MARGIN),
  );

const stacked = (two: Two, width: number, height: number, scale: number): boolean =>
  stackedScale(two, width, height) >= scale - 1e-9;

/** Below or beside each other, whichever leaves them larger. */
function fitTogether(two: Two, width: number, height: number): number {
  const beside = Math.min(
    width / (two.received.width + two.disposition.width + 3 * MARGIN),
    height / (Math.max(two.received.height, two.disposition.height) + 2 * MARGIN),
  );
  return Math.max(stackedScale(two, width, height), beside);
}

function fitEach(sizes: Size[], width: number, height: number): number {
  const scales = sizes.map((size) =>
    Math.min(width / (size.width + 2 * MARGIN), height / (size.height + 2 * MARGIN)),
  );
  return Math.min(...scales);
}
