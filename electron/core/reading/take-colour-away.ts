export interface Grey {
  width: number;
  height: number;
  pixels: Uint8Array;
}

export interface Coloured extends Grey {
  /** 1 grey, 3 RGB, 4 RGB and a byte that is passed over. */
  channels: 1 | 3 | 4;
}

/**
 * The page as the printer left it: seals and ink in colour become light, black print beneath them
 * stays dark. Paper and print are equally bright in all three channels; ink is bright in at least
 * one.
 */
export function takeColourAway({ width, height, pixels, channels }: Coloured): Grey {
  if (channels === 1) return { width, height, pixels };
  const grey = new Uint8Array(width * height);
  for (let to = 0, at = 0; to < grey.length; to++, at += channels) {
    grey[to] = Math.max(pixels[at]!, pixels[at + 1]!, pixels[at + 2]!);
  }
  return { width, height, pixels: grey };
}
