import { beforeAll, describe, expect, it } from 'vitest';
import { type Faces, readFaces, wrap } from '../../../electron/core/printing/text.ts';
import { sheetFonts } from '../dispositions/sheet-cases.ts';

let faces: Faces;
beforeAll(async () => {
  faces = await readFaces(await sheetFonts());
});

describe('what can be printed', () => {
  it('keeps Indonesian names and punctuation', () => {
    const text = "Ma'ruf “Rèmy” – Hj. Siti Nur’aini, S.H., M.Kn. · 900.2.9/3466 … ½ é ç";
    expect(faces.printable(text)).toBe(text);
  });

  it('makes odd spaces and hyphens plain and drops what is invisible', () => {
    expect(faces.printable('a\u00a0b\u2009c\td\u2011e\u2010f\u00adg\u200bh\ufe0f\u202ei')).toBe(
      'a b c d-e-fghi',
    );
  });

  it('takes accents off letters that the fonts lack, and replaces the rest', () => {
    expect(faces.printable('Ṣāliḥ')).toMatch(/^S[āa]lih$/);
    expect(faces.printable('Ｋ１')).toBe('K1');
    expect(faces.printable('漢 😀 \ud800')).toBe('\ufffd \ufffd \ufffd');
  });
});

const measure = (text: string) => text.length;

describe('wrapping', () => {
  it('breaks at spaces and keeps paragraphs and empty lines', () => {
    expect(wrap('satu dua tiga\n\nempat', 8, measure)).toEqual(['satu dua', 'tiga', '', 'empat']);
  });

  it('breaks a word wider than the line behind its punctuation, or anywhere', () => {
    expect(wrap('900.2.9/3466/BAPPEDA', 12, measure)).toEqual(['900.2.9/', '3466/BAPPEDA']);
    expect(wrap('XXXXXXXXXX', 4, measure)).toEqual(['XXXX', 'XXXX', 'XX']);
  });

  it('ends even where not one character fits', () => {
    expect(wrap('ab', 0.5, measure)).toEqual(['a', 'b']);
  });
});
