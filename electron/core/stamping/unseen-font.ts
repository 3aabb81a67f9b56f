/**
 * A TrueType font with one glyph, a box of half an em by one: what text needs that is drawn in mode 3,
 * to be found and selected but not seen. The glyph is not empty, since PDFium passes over words on
 * their side that have no extent. Only the tables that PDF asks for (ISO 32000-2, 9.9).
 */
export function unseenFont(): Uint8Array {
  const tables: [string, Buffer][] = [
    ['glyf', GLYPH],
    ['head', head()],
    ['hhea', hhea()],
    ['hmtx', words(EM / 2, 0)],
    ['loca', words(0, GLYPH.length / 2)],
    ['maxp', Buffer.concat([Buffer.from([0, 1, 0, 0]), words(1, 4, 1), Buffer.alloc(22)])],
  ];
  const start = 12 + tables.length * 16;
  const top = Buffer.concat([Buffer.from([0, 1, 0, 0]), words(tables.length, 64, 2, 32)]);
  const rows: Buffer[] = [];
  const bodies: Buffer[] = [];
  let at = start;
  for (const [tag, table] of tables) {
    const row = Buffer.alloc(16);
    row.write(tag, 'latin1');
    row.writeUInt32BE(sum(table), 4);
    row.writeUInt32BE(at, 8);
    row.writeUInt32BE(table.length, 12);
    rows.push(row);
    const body = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(body);
    bodies.push(body);
    at += body.length;
  }
  const font = Buffer.concat([top, ...rows, ...bodies]);
  // checkSumAdjustment: the whole font then sums up to this constant.
  const adjustment = (0xb1b0afba - sum(font)) >>> 0;
  font.writeUInt32BE(adjustment, start + GLYPH.length + 8);
  return font;
}

const EM = 1000;

/** One contour of four points: its box, where it ends, no instructions, flags, steps across and up. */
const GLYPH = Buffer.concat([
  words(1, 0, 0, EM / 2, EM, 3, 0),
  Buffer.from([1, 1, 1, 1]),
  words(0, 0, EM / 2, 0),
  words(0, EM, 0, 0x10000 - EM),
  Buffer.alloc(2),
]);

function head(): Buffer {
  const table = Buffer.alloc(54);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt32BE(0x00010000, 4);
  table.writeUInt32BE(0x5f0f3cf5, 12);
  table.writeUInt16BE(3, 16);
  table.writeUInt16BE(EM, 18);
  table.writeInt16BE(EM / 2, 40);
  table.writeInt16BE(EM, 42);
  table.writeUInt16BE(8, 46);
  table.writeInt16BE(2, 48);
  return table;
}

function hhea(): Buffer {
  const table = Buffer.alloc(36);
  table.writeUInt32BE(0x00010000, 0);
  table.writeInt16BE(EM, 4);
  table.writeUInt16BE(EM / 2, 10);
  table.writeInt16BE(1, 18);
  table.writeUInt16BE(1, 34);
  return table;
}

function words(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) out.writeUInt16BE(value, at * 2);
  return out;
}

function sum(table: Buffer): number {
  let total = 0;
  for (let at = 0; at < table.length; at += 4) {
    const rest = Buffer.alloc(4);
    table.copy(rest, 0, at, Math.min(at + 4, table.length));
    total = (total + rest.readUInt32BE(0)) >>> 0;
  }
  return total;
}
