/** Bytes in rows: a part of the straightened sheet. */
export interface Field {
  width: number;
  height: number;
  data: Uint8Array;
}

/** Mean over 3 by 3 pixels. */
export function smooth({ width, height, data }: Field): Field {
  const across = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    across[row] = data[row]!;
    across[row + width - 1] = data[row + width - 1]!;
    for (let x = 1; x < width - 1; x++) {
      const at = row + x;
      across[at] = (data[at - 1]! + data[at]! * 2 + data[at + 1]!) >> 2;
    }
  }
  const out = across.slice();
  for (let at = width; at < data.length - width; at++) {
    out[at] = (across[at - width]! + across[at]! * 2 + across[at + width]!) >> 2;
  }
  return { width, height, data: out };
}

/** The darkest (`most`) or lightest (`least`) value within `radius` pixels, across and down. */
export function spread(field: Field, radius: number, which: 'most' | 'least'): Field {
  return turned(along(turned(along(field, radius, which)), radius, which));
}

/** Without what is narrower than twice the radius. */
export function opened(field: Field, radius: number): Field {
  const across = turned(along(field, radius, 'least'));
  const down = along(along(across, radius, 'least'), radius, 'most');
  return along(turned(down), radius, 'most');
}

/** Half as wide and high, each pixel the mean of four. */
export function halved({ width, height, data }: Field): Field {
  const wide = width >> 1;
  const high = height >> 1;
  const out = new Uint8Array(wide * high);
  for (let y = 0; y < high; y++) {
    for (let x = 0, at = y * 2 * width; x < wide; x++, at += 2) {
      const sum = data[at]! + data[at + 1]! + data[at + width]! + data[at + width + 1]!;
      out[y * wide + x] = sum >> 2;
    }
  }
  return { width: wide, height: high, data: out };
}

/** Twice as wide and high, as large as the other. */
export function doubled(half: Field, { width, height }: Field): Field {
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = Math.min(half.height - 1, y >> 1) * half.width;
    for (let x = 0, to = y * width; x < width; x++, to++) {
      out[to] = half.data[from + Math.min(half.width - 1, x >> 1)]!;
    }
  }
  return { width, height, data: out };
}

function turned({ width, height, data }: Field): Field {
  const out = new Uint8Array(data.length);
  // In blocks, so that both sides stay in the cache.
  for (let top = 0; top < height; top += 32) {
    for (let left = 0; left < width; left += 32) {
      const bottom = Math.min(height, top + 32);
      const right = Math.min(width, left + 32);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) out[x * height + y] = data[y * width + x]!;
      }
    }
  }
  return { width: height, height: width, data: out };
}

/** Van Herk and Gil-Werman: three comparisons a pixel, whatever the radius. */
function along(field: Field, radius: number, which: 'most' | 'least'): Field {
  const { width, height } = field;
  // The least value is the most of the opposites.
  const flip = which === 'most' ? 0 : 255;
  const size = 2 * radius + 1;
  const out = new Uint8Array(field.data.length);
  const length = Math.ceil((width + 2 * radius) / size) * size;
  const line = new Uint8Array(length);
  const ahead = new Uint8Array(length);
  const back = new Uint8Array(length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) line[radius + x] = field.data[row + x]! ^ flip;
    for (let from = 0; from < length; from += size) {
      let most = 0;
      for (let at = from; at < from + size; at++) {
        const now = line[at]!;
        if (now > most) most = now;
        ahead[at] = most;
      }
      most = 0;
      for (let at = from + size - 1; at >= from; at--) {
        const now = line[at]!;
        if (now > most) most = now;
        back[at] = most;
      }
    }
    for (let x = 0; x < width; x++) {
      const one = back[x]!;
      const other = ahead[x + 2 * radius]!;
      out[row + x] = (one > other ? one : other) ^ flip;
    }
  }
  return { width, height, data: out };
}
