import { isRegular, isSpace, latin1 } from './syntax.ts';

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

/**
 * The operators of page content (Annex A) and how many operands each needs at least. At anything else
 * some viewers stop reading the page.
 */
const OPERANDS = new Map<string, number>();
for (const [count, names] of [
  'b B b* B* BI BT BX EI EMC ET EX f F f* h n q Q s S T* W W*',
  "BMC CS cs Do g G gs i j J M MP ri sh SC sc SCN scn Tc Tj TJ TL Tr Ts Tw Tz w d1 d0 '",
  'BDC d DP l m Td TD Tf',
  'rg RG "',
  'k K re v y',
  '',
  'c cm Tm',
].entries()) {
  for (const name of names.split(' ')) OPERANDS.set(name, count);
}

/** Reads decoded page content for its balance only (7.8.2, 8.4.2, 14.6). */
export function leftovers(bytes: Uint8Array): Leftovers {
  const out: Leftovers = { saved: 0, marked: 0, text: false, doubtful: false };
  const end = bytes.length;
  let depth = 0;
  let operands = 0;
  let lenient = 0;
  let at = 0;
  while (at < end) {
    const c = bytes[at]!;
    if (isSpace(c)) {
      at++;
      continue;
    }
    if (c === 37) {
      at = lineEnd(bytes, at);
      continue;
    }
    const from = at;
    const step = structure(bytes, at);
    if (step !== 0) {
      at += step === 2 || step === -2 ? 2 : 1;
      depth += Math.sign(step);
      if (depth < 0) out.doubtful = true;
      if (depth === 0) operands++;
      continue;
    }
    at = tokenEnd(bytes, at);
    if (at === from) {
      out.doubtful = true;
      at++;
      continue;
    }
    if (!isOperator(bytes, from)) {
      if (depth === 0) operands++;
      continue;
    }
    if (depth > 0) continue;
    const word = latin1(bytes.subarray(from, Math.min(at, from + 12)));
    if (word === 'true' || word === 'false' || word === 'null') {
      operands++;
      continue;
    }
    lenient += word === 'BX' ? 1 : word === 'EX' ? -1 : 0;
    const needed = OPERANDS.get(word);
    if (needed === undefined ? lenient <= 0 : operands < needed) out.doubtful = true;
    operands = 0;
    if (!operator(bytes, from, at, out)) at = imageEnd(bytes, at);
  }
  if (at > end || depth !== 0) out.doubtful = true;
  return out;
}

/** How much deeper a bracket leads, a doubled one by two; 0 for what is no bracket. */
function structure(bytes: Uint8Array, at: number): number {
  const c = bytes[at];
  const double = bytes[at + 1] === c;
  if (c === 91) return 1;
  if (c === 93) return -1;
  if (c === 60 && double) return 2;
  return c === 62 && double ? -2 : 0;
}

/** Past the string, name, number or operator at `from`; past the end by one if it is left open. */
function tokenEnd(bytes: Uint8Array, from: number): number {
  const c = bytes[from]!;
  if (c === 40) return stringEnd(bytes, from);
  if (c === 60) {
    const close = bytes.indexOf(62, from);
    return close < 0 ? bytes.length + 1 : close + 1;
  }
  return wordEnd(bytes, c === 47 ? from + 1 : from);
}

/** Regular characters that begin no number. */
function isOperator(bytes: Uint8Array, from: number): boolean {
  const c = bytes[from]!;
  return isRegular(c) && !(c >= 48 && c <= 57) && c !== 43 && c !== 45 && c !== 46;
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
