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

/** Averages of squares of `factor` pixels; what fills none on the right and below is left out. */
export function reduce(page: Pixels, factor: number): Pixels {
  if (factor === 1 || Math.min(page.width, page.height) < factor) return page;
  // By halves where it can be: that way is the quickest by far.
  return factor % 2 === 0 ? reduce(halve(page), factor / 2) : average(page, factor);
}

/** Luminance in quarters: near enough to tell ink from paper, and free of multiplications. */
export function toGray({ data, width, height, channels }: Pixels): Gray {
  if (channels === 1) return { data, width, height };
  const out = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < out.length; i++, at += 3) {
    out[i] = (data[at]! + data[at + 1]! + data[at + 1]! + data[at + 2]! + 2) >> 2;
  }
  return { data: out, width, height };
}

function halve({ data, width, height, channels }: Pixels): Pixels {
  const [across, down] = [width >> 1, height >> 1];
  const out = new Uint8Array(across * down * channels);
  const stride = width * channels;
  let to = 0;
  for (let y = 0; y < down; y++) {
    let a = 2 * y * stride;
    let b = a + stride;
    if (channels === 1) {
      for (let x = 0; x < across; x++, a += 2, b += 2) {
        out[to++] = (data[a]! + data[a + 1]! + data[b]! + data[b + 1]! + 2) >> 2;
      }
      continue;
    }
    for (let x = 0; x < across; x++, a += 6, b += 6, to += 3) {
      out[to] = (data[a]! + data[a + 3]! + data[b]! + data[b + 3]! + 2) >> 2;
      out[to + 1] = (data[a + 1]! + data[a + 4]! + data[b + 1]! + data[b + 4]! + 2) >> 2;
      out[to + 2] = (data[a + 2]! + data[a + 5]! + data[b + 2]! + data[b + 5]! + 2) >> 2;
    }
  }
  return { data: out, width: across, height: down, channels };
}

function average({ data, width, height, channels }: Pixels, factor: number): Pixels {
  const [across, down] = [Math.floor(width / factor), Math.floor(height / factor)];
  const out = new Uint8Array(across * down * channels);
  const sums = new Uint32Array(across * channels);
  for (let y = 0; y < down; y++) {
    sums.fill(0);
    for (let row = 0; row < factor; row++) {
      let at = (y * factor + row) * width * channels;
      for (let x = 0, to = 0; x < across; x++, to += channels) {
        for (let i = 0; i < factor; i++) {
          for (let c = 0; c < channels; c++) sums[to + c]! += data[at++]!;
        }
      }
    }
    const to = y * across * channels;
    for (let i = 0; i < sums.length; i++) out[to + i] = sums[i]! / (factor * factor);
  }
  return { data: out, width: across, height: down, channels };
}
