import { pictureWidth as nextWidth } from '../../shared/domain/picture-widths.ts';

/** A page's size in millimetres, upright as a viewer shows it. */
export interface PageSize {
  width: number;
  height: number;
}

/** How wide, in pixels, to ask for a picture that is shown `wide` pixels across. */
export function pictureWidth(wide: number, density: number): number {
  return nextWidth(wide * density);
}

type AddressOf = (sha256: string, page: number, width: number) => string;

let addressOf: AddressOf = (sha256, page, width) => `/page/${sha256}/${page}?width=${width}`;

/** Where pictures come from, where that is not the desk's own protocol. */
export function takePicturesFrom(address: AddressOf): void {
  addressOf = address;
}

export const pictureAddress: AddressOf = (...page) => addressOf(...page);

/** How large a page is drawn, in pixels: `zoom` 1 fills the width; `turn` in quarters. */
export function shownSize(
  page: PageSize,
  widest: number,
  room: number,
  zoom: number,
  turn: number,
): PageSize & { upright: number } {
  const scale = (room / widest) * zoom;
  const across = page.width * scale;
  const down = page.height * scale;
  return turn % 2 === 0
    ? { width: across, height: down, upright: across }
    : { width: down, height: across, upright: across };
}

/** Zoom steps of a quarter octave; kept between a sixth and six times the width. */
export function zoomed(zoom: number, steps: number): number {
  return Math.min(6, Math.max(1 / 6, zoom * 2 ** (steps / 4)));
}

/** Zoom at which one whole page of this size fits. */
export function zoomToPage(page: PageSize, room: PageSize): number {
  return Math.min(1, room.height / ((room.width / page.width) * page.height));
}
