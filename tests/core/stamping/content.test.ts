import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftovers } from '../../../electron/core/stamping/content.ts';

const read = (content: string) => leftovers(Buffer.from(content, 'latin1'));
const CLEAN = { saved: 0, marked: 0, text: false, doubtful: false };

describe('what content leaves behind', () => {
  it.each([
    ['', CLEAN],
    ['q 1 0 0 1 0 0 cm /Im0 Do Q', CLEAN],
    ['q q Q', { ...CLEAN, saved: 1 }],
    ['/P <</MCID 0>> BDC /Q BMC EMC', { ...CLEAN, marked: 1 }],
    ['BT /F 1 Tf (q Q \\) q) Tj', { ...CLEAN, text: true }],
    ['% q q q\nq', { ...CLEAN, saved: 1 }],
    ['[(q) 3 <71> (Q)] TJ', CLEAN],
    ['BX 1 2 unheard EX', CLEAN],
    ['BI /W 1 /H 1 /BPC 8 /CS /G ID q EI q', { ...CLEAN, saved: 1 }],
    ['/n#20m gs', CLEAN],
  ])('%s', (content, expected) => {
    expect(read(content)).toEqual(expected);
  });

  it.each([
    'Q',
    'q Q Q q',
    '(open',
    '<41',
    '[1',
    '<</A 1',
    'BI /W 1 ID xx',
    'unheard',
    '1 cm',
    '} q',
  ])('is doubtful after %s', (content) => {
    expect(read(content).doubtful).toBe(true);
  });

  it('is told right for any nesting of q and Q among strings, comments and images', () => {
    const piece = fc.oneof(
      fc.constant('q'),
      fc.constant('Q'),
      fc.constantFrom(
        '(q Q)',
        '<71>',
        '/q',
        '[q Q (Q)]',
        '% q Q q',
        '1 0 0 1 5 5 cm',
        '0.5 g',
        'BI /W 1 ID q Q EI',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        let [depth, under] = [0, false];
        for (const word of pieces) {
          if (word === 'q') depth++;
          else if (word === 'Q' && --depth < 0) [depth, under] = [0, true];
        }
        expect(read(pieces.join('\n'))).toEqual({ ...CLEAN, saved: depth, doubtful: under });
      }),
    );
  });

  it('never fails on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(leftovers(bytes).saved).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
