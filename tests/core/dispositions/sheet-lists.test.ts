import { describe, expect, it } from 'vitest';
import { putLists } from '../../../electron/core/dispositions/sheet-lists.ts';
import { measures } from '../../../electron/core/dispositions/sheet-measures.ts';
import type { Paper } from '../../../electron/core/dispositions/sheet-paper.ts';
import { readFaces } from '../../../electron/core/printing/text.ts';
import { blankSheet, sheetFonts } from './sheet-cases.ts';

describe.each(['A4', 'A5'] as const)('the lists of a sheet on %s', (size) => {
  it('never reach into the foot, empty or not, wherever they begin', async () => {
    const faces = await readFaces(await sheetFonts());
    const m = measures[size];
    const limit = m.bottom - m.qr.size;
    for (const data of [blankSheet(), { positions: [], instructions: [] }]) {
      for (let above = 0; above < 40; above += 0.1) {
        const d = m.densities[0]!;
        const heading = () => undefined;
        const page = { m, d, faces, boxes: [], notes: [], limit, heading };
        const paper: Paper = { ...page, pages: [[]], y: limit - above };
        putLists(paper, data);
        expect(paper.y).toBeLessThanOrEqual(limit);
      }
    }
  });
});
