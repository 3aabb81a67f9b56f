/**
 * CCITT Group 4 (ITU-T T.6) encoding of one-bit pictures: lossless, and half the size of deflate on
 * a page of text. The same pixels give the same bytes everywhere.
 */

const WHITE = codes(
  `00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101
  101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100
  0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111
  00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010
  01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011
  00110010 00110011 00110100`,
  `11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100
  011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001
  011011010 011011011 010011000 010011001 010011010 011000 010011011`,
);
const BLACK = codes(
  `0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111
  000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111
  00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101
  000001101000 000001101001 000001101010 000001101011 000011010010 000011010011 000011010100
  000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011
  000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010
  000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 000001011000
  000001011001 000000101011 000000101100 000001011010 000001100110 000001100111`,
  `0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101
  0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010
  0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011
  0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101`,
);
const EXTENDED = list(
  `00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101
  000000010110 000000010111 000000011100 000000011101 000000011110 000000011111`,
);
/** By how far the edge lies right of the one above: from -3 to 3. */
const VERTICAL = list('0000010 000010 010 1 011 000011 0000011');
const PASS = code('0001');
const HORIZONTAL = code('001');
const END = code('000000000001');

interface Code {
  bits: number;
  length: number;
}

function code(text: string): Code {
  return { bits: Number.parseInt(text, 2), length: text.length };
}

function list(text: string): Code[] {
  return text.split(/\s+/).map(code);
}

function codes(terminating: string, makeUp: string): { end: Code[]; long: Code[] } {
  return { end: list(terminating), long: list(makeUp) };
}

/**
 * @param rows packed, 1 is black, each row on whole bytes
 * @returns the stream for `/CCITTFaxDecode` with `/K -1` and `/BlackIs1 false`
 */
export function encodeGroup4(rows: Uint8Array, width: number, height: number): Buffer {
  const out = new BitWriter();
  const stride = Math.ceil(width / 8);
  let above = new Int32Array(width + 4).fill(width);
  let edges = new Int32Array(width + 4);
  for (let y = 0; y < height; y++) {
    const count = findEdges(rows, y * stride, width, edges);
    edges.fill(width, count, count + 4);
    encodeRow(out, edges, above, width);
    [above, edges] = [edges, above];
  }
  out.put(END);
  out.put(END);
  return out.finish();
}

function encodeRow(out: BitWriter, edges: Int32Array, above: Int32Array, width: number): void {
  let from = -1;
  let black = 0;
  let next = 0;
  let up = 0;
  while (from < width) {
    while (up > 0 && above[up - 1]! > from) up--;
    while (above[up]! <= from && above[up]! < width) up++;
    if ((up & 1) !== black) up++;
    const b1 = above[up]!;
    const b2 = above[up + 1]!;
    const a1 = edges[next]!;
    if (b2 < a1) {
      out.put(PASS);
      from = b2;
    } else if (Math.abs(a1 - b1) <= 3) {
      out.put(VERTICAL[a1 - b1 + 3]!);
      from = a1;
      black ^= 1;
      next++;
    } else {
      const a2 = edges[next + 1]!;
      out.put(HORIZONTAL);
      putRun(out, a1 - Math.max(from, 0), black);
      putRun(out, a2 - a1, black ^ 1);
      from = a2;
      next += 2;
    }
  }
}

function putRun(out: BitWriter, run: number, black: number): void {
  const table = black ? BLACK : WHITE;
  let left = run;
  while (left >= 2560) {
    out.put(EXTENDED.at(-1)!);
    left -= 2560;
  }
  if (left >= 1792) out.put(EXTENDED[(left - 1792) >> 6]!);
  else if (left >= 64) out.put(table.long[(left >> 6) - 1]!);
  out.put(table.end[left & 63]!);
}

/** Where a row turns from white to black and back, in order. */
function findEdges(rows: Uint8Array, start: number, width: number, edges: Int32Array): number {
  let count = 0;
  let color = 0;
  const bytes = Math.ceil(width / 8);
  for (let at = 0; at < bytes; at++) {
    const byte = rows[start + at]!;
    if (byte === (color ? 0xff : 0)) continue;
    for (let bit = 0; bit < 8; bit++) {
      const x = at * 8 + bit;
      if (x >= width) break;
      if (((byte >> (7 - bit)) & 1) === color) continue;
      edges[count++] = x;
      color ^= 1;
    }
  }
  return count;
}

class BitWriter {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private length = 0;
  private held = 0;
  private count = 0;

  put({ bits, length }: Code): void {
    this.held = (this.held << length) | bits;
    this.count += length;
    if (this.length + 4 > this.bytes.length) {
      const larger = Buffer.allocUnsafe(this.bytes.length * 2);
      this.bytes.copy(larger);
      this.bytes = larger;
    }
    while (this.count >= 8) {
      this.count -= 8;
      this.bytes[this.length++] = (this.held >> this.count) & 0xff;
    }
    this.held &= (1 << this.count) - 1;
  }

  finish(): Buffer {
    if (this.count > 0) this.bytes[this.length++] = (this.held << (8 - this.count)) & 0xff;
    return Buffer.from(this.bytes.subarray(0, this.length));
  }
}
