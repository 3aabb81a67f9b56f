import { create } from '@cantoo/fontkit';
import type { PDFDocument } from 'pdf-lib';
import type { StampFonts } from './fonts.ts';

export type Weight = keyof StampFonts;
export type Faces = Record<Weight, Face>;

interface Glyph {
  id: number;
  codePoints: number[];
  advanceWidth: number;
}
type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];
/** What pdf-lib asks of a font. */
type FontForPdf = Extract<Awaited<ReturnType<Fontkit['create']>>, { layout: unknown }>;
/** What fontkit's own types leave out. */
type ParsedFont = FontForPdf & { hasGlyphForCodePoint(codePoint: number): boolean };

const FIELDS = [
  ...(['postscriptName', 'unitsPerEm', 'ascent', 'descent', 'italicAngle', 'capHeight'] as const),
  ...(['xHeight', 'bbox', 'cff', 'OS/2', 'head', 'post'] as const),
];

const fieldsOf = (font: FontForPdf): Pick<FontForPdf, (typeof FIELDS)[number]> =>
  Object.fromEntries(FIELDS.map((field) => [field, font[field]])) as Pick<
    FontForPdf,
    (typeof FIELDS)[number]
  >;

/**
 * A parsed font, kept between stamps. Text is set a glyph a character, without ligatures or other
 * shaping: Latin needs none, and so the text comes out again as it went in.
 */
export class Face {
  readonly bytes: Uint8Array;
  readonly font: ParsedFont;
  /** The font as pdf-lib asks for it. Its subsets read tables from `font`, where they stay decoded. */
  readonly forPdf: FontForPdf;
  private readonly glyphs = new Map<number, Glyph | null>();

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    const font = create(bytes as Buffer) as unknown as ParsedFont;
    this.font = font;
    this.forPdf = {
      ...fieldsOf(font),
      characterSet: [],
      glyphForCodePoint: () => null,
      layout: (text: string) => this.layout(text),
      createSubset: () => font.createSubset(),
    };
  }

  private glyph(codePoint: number): Glyph | null {
    let glyph = this.glyphs.get(codePoint);
    if (glyph === undefined) {
      const known = this.font.hasGlyphForCodePoint(codePoint);
      const found = known ? this.font.glyphForCodePoint(codePoint) : null;
      glyph = found && {
        id: found.id,
        codePoints: [codePoint],
        advanceWidth: found.advanceWidth,
      };
      this.glyphs.set(codePoint, glyph);
    }
    return glyph;
  }

  layout(text: string): { glyphs: Glyph[] } {
    const glyphs = [];
    for (const character of text) {
      const glyph = this.glyph(character.codePointAt(0)!);
      if (glyph) glyphs.push(glyph);
    }
    return { glyphs };
  }

  width(text: string, size: number, spacing = 0): number {
    const { glyphs } = this.layout(text);
    const units = glyphs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0);
    return (units * size) / this.font.unitsPerEm + spacing * glyphs.length;
  }

  /** The text with a replacement for every character that the font lacks. */
  printable(text: string): string {
    let out = '';
    for (const character of text.normalize('NFC').replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ')) {
      const codePoint = character.codePointAt(0)!;
      if (isInvisible(codePoint)) continue;
      out += this.glyph(codePoint) ? character : this.standIn(character);
    }
    return out;
  }

  private standIn(character: string): string {
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
    const known = [...plain].every((part) => this.glyph(part.codePointAt(0)!));
    return plain !== '' && known ? plain : '\ufffd';
  }
}

/** Joiners, direction marks, variation selectors: nothing to print. */
const isInvisible = (c: number): boolean =>
  (c >= 0x200b && c <= 0x200f) ||
  (c >= 0x202a && c <= 0x202e) ||
  (c >= 0x2060 && c <= 0x206f) ||
  (c >= 0xfe00 && c <= 0xfe0f) ||
  c === 0xfeff ||
  c === 0xad;

const parsed = new WeakMap<StampFonts, Faces>();

export function facesOf(fonts: StampFonts): Faces {
  let faces = parsed.get(fonts);
  if (!faces) {
    faces = { regular: new Face(fonts.regular), semiBold: new Face(fonts.semiBold) };
    parsed.set(fonts, faces);
  }
  return faces;
}
