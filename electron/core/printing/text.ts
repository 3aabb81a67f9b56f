export interface Face {
  /** Width of the text in millimetres at a size in points. */
  width(text: string, size: number): number;
}

export interface Faces {
  regular: Face;
  semiBold: Face;
  /** The text with only characters that the fonts can print. */
  printable(text: string): string;
}

export interface SheetFonts {
  /** LontarSans-Regular.ttf */
  regular: Uint8Array;
  /** LontarSans-SemiBold.ttf */
  semiBold: Uint8Array;
}

const MM = 25.4 / 72;

/** Reads the fonts' measures. Fontkit is loaded late: it costs the start too much. */
export async function readFaces(fonts: SheetFonts): Promise<Faces> {
  const { create } = await import('@cantoo/fontkit');
  const open = (bytes: Uint8Array) => {
    const font = create(bytes);
    if (!('glyphForCodePoint' in font)) throw new TypeError('a collection, not a font');
    return font;
  };
  const regular = open(fonts.regular);
  const semiBold = open(fonts.semiBold);
  const has = (code: number) =>
    regular.hasGlyphForCodePoint(code) && semiBold.hasGlyphForCodePoint(code);
  return {
    regular: faceOf(regular),
    semiBold: faceOf(semiBold),
    printable: (text) => printable(text, has),
  };
}

interface Advances {
  unitsPerEm: number;
  glyphForCodePoint(code: number): { advanceWidth: number } | null;
}

function faceOf(font: Advances): Face {
  const advances = new Map<number, number>();
  return {
    width(text, size) {
      let units = 0;
      for (const character of text) {
        const code = character.codePointAt(0)!;
        let advance = advances.get(code);
        if (advance === undefined) {
          advance = font.glyphForCodePoint(code)?.advanceWidth ?? 0;
          advances.set(code, advance);
        }
        units += advance;
      }
      return (units / font.unitsPerEm) * size * MM;
    },
  };
}

/**
 * Odd spaces and hyphens become plain ones, so that copied text is searchable; invisible characters
 * go; what the fonts lack loses its accents, or else becomes a replacement character.
 */
export function printable(text: string, has: (code: number) => boolean): string {
  let out = '';
  for (const character of text.normalize('NFC')) {
    if (character === '\n' || character === '\t' || /\p{Zs}|\p{Zl}|\p{Zp}/u.test(character)) {
      out += character === '\n' ? '\n' : ' ';
    } else if (/[\u2010\u2011]/u.test(character)) out += '-';
    else if (/[\p{Cf}\p{Cc}\uFE00-\uFE0F]/u.test(character)) continue;
    else if (has(character.codePointAt(0)!)) out += character;
    else out += nearest(character, has);
  }
  return out;
}

function nearest(character: string, has: (code: number) => boolean): string {
  if (/\p{M}/u.test(character)) return '';
  const plain = [...character.normalize('NFKD').replace(/\p{M}/gu, '')];
  if (plain.length > 0 && plain.every((part) => has(part.codePointAt(0)!))) return plain.join('');
  return has(0xfffd) ? '\ufffd' : '?';
}

/** Breaks at spaces; a word wider than the line breaks after `/ . - _ @ ,` or, at last, anywhere. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    for (const word of paragraph.split(' ').filter(Boolean)) {
      const joined = current ? `${current} ${word}` : word;
      if (measure(joined) <= width) {
        current = joined;
        continue;
      }
      if (current) lines.push(current);
      current = word;
      while (measure(current) > width) {
        const cut = cutOf(current, width, measure);
        lines.push(current.slice(0, cut));
        current = current.slice(cut);
      }
    }
    if (current || !paragraph.trim()) lines.push(current);
  }
  return lines;
}

function cutOf(word: string, width: number, measure: (text: string) => number): number {
  const characters = [...word];
  let end = 0;
  let soft = 0;
  let used = '';
  for (const character of characters) {
    if (used && measure(used + character) > width) break;
    used += character;
    end += character.length;
    if (/[/.\-_@,]/u.test(character)) soft = end;
  }
  return soft > end / 2 ? soft : end;
}
