import { isRegular, isSpace } from './syntax.ts';

/** What a page's content leaves behind for whatever is drawn after it. */
export interface Leftovers {
  /** `q` without their `Q`. */
  saved: number;
  /** `BMC` and `BDC` without their `EMC`. */
  marked: number;
  /** A text object is still open. */
  text: boolean;
  /** It can't be closed from outside with certainty: an open string, more `Q` than `q`, … */
  doubtful: boolean;
}

/** Reads decoded page content for its balance only (7.8.2, 8.4.2, 14.6). */
export function leftovers(bytes: Uint8Array): Leftovers {
  const out: Leftovers = { saved: 0, marked: 0, text: false, doubtful: false };
  const end = bytes.length;
  let brackets = 0;
  let at = 0;
  while (at < end) {
    const c = bytes[at]!;
    if (isSpace(c)) at++;
    else if (c === 37) at = lineEnd(bytes, at);
    else if (c === 40) at = stringEnd(bytes, at);
    else if (c === 60 && bytes[at + 1] === 60) {
      brackets++;
      at += 2;
    } else if (c === 60) {
      const close = bytes.indexOf(62, at);
      at = close < 0 ? end + 1 : close + 1;
    } else if (c === 62 && bytes[at + 1] === 62) {
      brackets--;
      at += 2;
    } else if (c === 91 || c === 93) {
      brackets += c === 91 ? 1 : -1;
      at++;
    } else if (c === 47) at = wordEnd(bytes, at + 1);
    else if (isRegular(c)) {
      const from = at;
      at = wordEnd(bytes, at);
      if (at - from <= 3 && !operator(bytes, from, at, out)) {
        at = imageEnd(bytes, at);
      }
    } else {
      out.doubtful = true;
      at++;
    }
  }
  if (at > end || brackets !== 0) out.doubtful = true;
  return out;
}

/** Notes an operator; false for `BI`, whose image has to be skipped. */
function operator(bytes: Uint8Array, from: number, to: number, out: Leftovers): boolean {
  const a = bytes[from];
  if (to - from === 1) {
    if (a === 113) out.saved++;
    else if (a === 81 && --out.saved < 0) {
      out.saved = 0;
      out.doubtful = true;
    }
    return true;
  }
  const b = bytes[from + 1];
  if (to - from === 2) {
    if (a === 66 && b === 84) out.text = true;
    else if (a === 69 && b === 84) out.text = false;
    return !(a === 66 && b === 73);
  }
  const c = bytes[from + 2];
  if (a === 66 && (b === 77 || b === 68) && c === 67) out.marked++;
  else if (a === 69 && b === 77 && c === 67) out.marked = Math.max(0, out.marked - 1);
  return true;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++;
  return at;
}

function wordEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isRegular(bytes[at]!)) at++;
  return at;
}

/** Past the string that opens at `from`; past the end by one if it never closes. */
function stringEnd(bytes: Uint8Array, from: number): number {
  let open = 0;
  for (let at = from; at < bytes.length; at++) {
    const c = bytes[at];
    if (c === 92) at++;
    else if (c === 40) open++;
    else if (c === 41 && --open === 0) return at + 1;
  }
  return bytes.length + 1;
}

/** Past an inline image's `EI`: white space, `EI`, then what can follow an operator (8.9.7). */
function imageEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 2 < bytes.length; at++) {
    if (bytes[at] !== 73 || bytes[at + 1] !== 68 || !isSpace(bytes[at + 2]!)) continue;
    if (isRegular(bytes[at - 1]!)) continue;
    for (let to = at + 3; to + 1 < bytes.length; to++) {
      if (bytes[to] !== 69 || bytes[to + 1] !== 73 || !isSpace(bytes[to - 1]!)) continue;
      if (to + 2 === bytes.length || (isSpace(bytes[to + 2]!) && readable(bytes, to + 2)))
        return to + 2;
    }
    break;
  }
  return bytes.length + 1;
}

/** Image data may hold `EI` by chance; what follows the true one is text. */
function readable(bytes: Uint8Array, from: number): boolean {
  for (const c of bytes.subarray(from, from + 12)) {
    if (c > 126 || (c < 32 && !isSpace(c))) return false;
  }
  return true;
}
