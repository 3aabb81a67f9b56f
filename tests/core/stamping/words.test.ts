import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../../electron/core/stamping/drawing.ts';
import { facesOf } from '../../../electron/core/stamping/faces.ts';
import { loadStampFonts } from '../../../electron/core/stamping/fonts.ts';
import { printedDay } from '../../../electron/core/stamping/words.ts';

const faces = facesOf(await loadStampFonts(join(import.meta.dirname, '../../../resources')));

describe('printed words', () => {
  it('days are written out in Indonesian', () => {
    expect(printedDay('2024-06-13')).toBe('13 Juni 2024');
    expect(printedDay('2025-12-01')).toBe('1 Desember 2025');
  });

  it('characters that the font lacks are replaced, all others kept', () => {
    const { printable } = { printable: (text: string) => faces.regular.printable(text) };
    expect(printable('Ma’rifah – “Unit” é ñ · Şanlı')).toBe('Ma’rifah – “Unit” é ñ · Şanlı');
    expect(printable('行政 🖋 a\u200bb')).toBe('\ufffd\ufffd \ufffd ab');
    expect(printable('e\u0301')).toBe('é');
  });

  it('lines fit their room and lose no character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 20, max: 300 }),
        (text, room) => {
          const lines = wrap(faces, text, { size: 8, weight: 'regular' }, () => room);
          const bare = (words: string) => words.replace(/[ \t\n]/g, '');
          expect(bare(lines.join(''))).toBe(bare(text));
          for (const line of lines) {
            const shown = faces.regular.printable(line);
            expect([...line].length <= 1 || faces.regular.width(shown, 8) <= room).toBe(true);
          }
        },
      ),
    );
  });
});
