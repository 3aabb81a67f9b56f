/** Eight bits a sample, channels side by side. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
  channels: 1 | 3;
}

export interface Gray {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Averages of squares of `factor` pixels; what does not fill one on the right and below is left out. */
export function reduceToGray({ data, width, height, channels }: Pixels, factor: number): Gray {
  const across = Math.max(1, Math.floor(width / factor));
  const down = Math.max(1, Math.floor(height / factor));
  const side = Math.min(factor, width, height);
  const out = new Uint8Array(across * down);
  const sums = new Uint32Array(across);
  // Luminance in quarters: near enough, and free of multiplications.
  const divisor = side * side * (channels === 3 ? 4 : 1);
  for (let y = 0; y < down; y++) {
    sums.fill(0);
    for (let row = 0; row < side; row++) {
      let at = (y * side + row) * width * channels;
      for (let x = 0; x < across; x++) {
        let sum = 0;
        if (channels === 3) {
          for (let i = 0; i < side; i++, at += 3) {
            sum += data[at]! + 2 * data[at + 1]! + data[at + 2]!;
          }
        } else {
          for (let i = 0; i < side; i++, at++) sum += data[at]!;
        }
        sums[x]! += sum;
      }
    }
    const to = y * across;
    for (let x = 0; x < across; x++) out[to + x] = sums[x]! / divisor;
  }
  return { data: out, width: across, height: down };
}

/** The same for pictures that keep their channels. */
export function reduce({ data, width, height, channels }: Pixels, factor: number): Pixels {
  const across = Math.max(1, Math.floor(width / factor));
  const down = Math.max(1, Math.floor(height / factor));
  const side = Math.min(factor, width, height);
  const out = new Uint8Array(across * down * channels);
  const sums = new Uint32Array(across * channels);
  for (let y = 0; y < down; y++) {
    sums.fill(0);
    for (let row = 0; row < side; row++) {
      let at = (y * side + row) * width * channels;
      for (let x = 0, to = 0; x < across; x++, to += channels) {
        for (let i = 0; i < side; i++) {
          for (let c = 0; c < channels; c++) sums[to + c]! += data[at++]!;
        }
      }
    }
    const to = y * across * channels;
    for (let i = 0; i < sums.length; i++) out[to + i] = sums[i]! / (side * side);
  }
  return { data: out, width: across, height: down, channels };
}
