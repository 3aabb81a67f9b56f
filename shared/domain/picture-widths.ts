/**
 * Few widths, in pixels, so that a picture once drawn serves again after a small change of zoom, and
 * nobody fills a server's cache with all there are.
 */
export const pictureWidths = [240, 480, 720, 960, 1280, 1680, 2240, 3000, 4000];

/** The least of them that is not narrower. */
export const pictureWidth = (wide: number): number =>
  pictureWidths.find((width) => width >= wide) ?? 4000;
