import type { ReadPage, ReadWord } from '../../../shared/contract/reading.ts';
import { appendix, numbering } from './append.ts';
import { readContents } from './contents.ts';
import type { Document } from './document.ts';
import { shownSize, uprightMatrix } from './geometry.ts';
import { deflate } from './ink.ts';
import { findPage, type Page } from './page.ts';
import { Name, Text, type Dict, type Ref, type Value } from './syntax.ts';
import { unseenFont } from './unseen-font.ts';
import { number, type Fresh } from './write.ts';

/**
 * The bytes that lay words over pages, unseen, where they were read: to be found, selected and
 * copied in any viewer. Appended as the stamps are; the same pages give the same bytes. Nothing for
 * pages whose content can't be closed from outside with certainty.
 * @throws Unreadable when the document can't be followed to a page
 */
export async function textLayer(document: Document, pages: ReadPage[]): Promise<Uint8Array | null> {
  const next = numbering(document);
  const out: Fresh[] = [];
  const add = (value: Value, data?: Uint8Array): Ref => {
    const ref = next();
    out.push({ num: ref.num, gen: 0, value, ...(data && { data }) });
    return ref;
  };
  let font: Ref | undefined;
  for (const read of pages) {
    if (read.words.length === 0) continue;
    const page = await findPage(document, read.page);
    const { refs, left } = await readContents(document, page);
    if (left.doubtful || page.nothingVisible) continue;
    font ??= addFont(add);
    const resources: Dict = new Map(page.resources);
    const fonts: Dict = new Map(await document.dict(resources.get('Font')));
    let name = 'LontarText';
    for (let i = 1; fonts.has(name); i++) name = `LontarText${i}`;
    fonts.set(name, font);
    resources.set('Font', fonts);
    const close = `${left.text ? ' ET' : ''}${' EMC'.repeat(left.marked)}${' Q'.repeat(left.saved)}`;
    const before = add(new Map(), Buffer.from('q\n'));
    const after = addPacked(add, Buffer.from(`\n${close} Q\n${program(page, read, name)}\n`));
    const value: Dict = new Map(page.dict);
    value.set('Resources', resources).set('Contents', [before, ...refs, after]);
    out.push({ num: page.ref.num, gen: page.ref.gen, value });
  }
  return font ? appendix(document, out) : null;
}

type Add = (value: Value, data?: Uint8Array) => Ref;

function addPacked(add: Add, data: Uint8Array, more: [string, Value][] = []): Ref {
  return add(new Map<string, Value>([['Filter', new Name('FlateDecode')], ...more]), deflate(data));
}

/** Every character is the one glyph; which character it is, ToUnicode says. */
function addFont(add: Add): Ref {
  const base = new Name('LontarText');
  const bytes = unseenFont();
  const descriptor = add(
    new Map<string, Value>([
      ['Type', new Name('FontDescriptor')],
      ['FontName', base],
      // Fixed pitch, not of the Latin standard set.
      ['Flags', 5],
      ['FontBBox', [0, 0, 500, 1000]],
      ['ItalicAngle', 0],
      ['Ascent', 1000],
      // Readers take 0 for a descent that was forgotten, and put one of their own in its place.
      ['Descent', -1],
      ['CapHeight', 1000],
      ['StemV', 80],
      ['FontFile2', addPacked(add, bytes, [['Length1', bytes.length]])],
    ]),
  );
  const own = new Map<string, Value>([
    ['Type', new Name('Font')],
    ['Subtype', new Name('CIDFontType2')],
    ['BaseFont', base],
    [
      'CIDSystemInfo',
      new Map<string, Value>([
        ['Registry', textValue('Adobe')],
        ['Ordering', textValue('Identity')],
        ['Supplement', 0],
      ]),
    ],
    ['FontDescriptor', descriptor],
    ['DW', 500],
    ['CIDToGIDMap', addPacked(add, Buffer.alloc(0x20000))],
  ]);
  return add(
    new Map<string, Value>([
      ['Type', new Name('Font')],
      ['Subtype', new Name('Type0')],
      ['BaseFont', base],
      ['Encoding', new Name('Identity-H')],
      ['DescendantFonts', [add(own)]],
      ['ToUnicode', addPacked(add, Buffer.from(toUnicode()))],
    ]),
  );
}

/** Codes are UTF-16; a range may not go past its last byte (ISO 32000-2, 9.10.3). */
function toUnicode(): string {
  const byte = (value: number) => value.toString(16).padStart(2, '0');
  const rows = Array.from({ length: 256 }, (_, high) => {
    const first = `<${byte(high)}00>`;
    return `${first} <${byte(high)}ff> ${first}`;
  });
  let ranges = '';
  for (let at = 0; at < rows.length; at += 100) {
    const some = rows.slice(at, at + 100);
    ranges += `${some.length} beginbfrange\n${some.join('\n')}\nendbfrange\n`;
  }
  return (
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
    `1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n${ranges}` +
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n'
  );
}

/** The words in the page as shown, upright, in points from its lower left corner. */
function program(page: Page, read: ReadPage, font: string): string {
  const [width, height] = shownSize(page);
  const [across, down] = [width / read.width, height / read.height];
  const upright = uprightMatrix(page, 0, 0, height, 1);
  const lines = [`q ${upright.map(number).join(' ')} cm BT 3 Tr`];
  for (const [at, word] of read.words.entries()) {
    const { x, y, width: wide, height: tall } = word.box;
    const box = { x: x * across, y: height - (y + tall) * down, w: wide * across, h: tall * down };
    const last = read.words[at + 1]?.line !== word.line;
    lines.push(...placed(word, box, { font, turn: read.turn ?? 0, last }));
  }
  return `${lines.join('\n')}\nET Q`;
}

function placed(
  word: ReadWord,
  { x, y, w, h }: { x: number; y: number; w: number; h: number },
  { font, turn, last }: { font: string; turn: 0 | 90 | 180 | 270; last: boolean },
): string[] {
  const [size, length] = turn === 0 || turn === 180 ? [h, w] : [w, h];
  const codes = codesOf(word.text);
  if (!(size > 0.1 && length > 0.1) || codes.length === 0) return [];
  const matrix = {
    0: [1, 0, 0, 1, x, y],
    90: [0, 1, -1, 0, x + w, y],
    180: [-1, 0, 0, -1, x + w, y + h],
    270: [0, -1, 1, 0, x, y + h],
  }[turn];
  const stretch = (length / (codes.length * size * 0.5)) * 100;
  const text = `${codes.join('')}${last ? '' : '0020'}`;
  return [
    `/${font} ${number(rounded(size))} Tf ${number(rounded(stretch))} Tz`,
    `${matrix.map((value) => number(rounded(value))).join(' ')} Tm <${text}> Tj`,
  ];
}

const textValue = (text: string): Text => new Text(Buffer.from(text, 'latin1'));

/** One code a character, of the basic plane. */
function codesOf(text: string): string[] {
  return [...text].map((character) => {
    const code = character.codePointAt(0)!;
    return (code > 0xffff ? 0xfffd : code).toString(16).padStart(4, '0');
  });
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
