import sharp from 'sharp';
import { expect, test } from 'vitest';
import { layOnPaper, turnedBy } from '../../../../electron/core/scanning/image-pdf/paper.ts';

const mm = ({ width, height }: { width: number; height: number }) => [
  Math.round((width / 72) * 25.4),
  Math.round((height / 72) * 25.4),
];
const lay = (width: number, height: number, x: number, y = x, orientation = 1) =>
  mm(layOnPaper({ width, height }, { x, y }, orientation));

test('millimetres follow from pixels and dots per inch', () => {
  expect(lay(2480, 3508, 300)).toEqual([210, 297]);
  expect(lay(1240, 1754, 150)).toEqual([210, 297]);
  // A fax has rows half as dense as its columns.
  expect(lay(1728, 1145, 204, 98)).toEqual([215, 297]);
});

test('a page turned by Exif is upright, and its density turns with it', () => {
  expect(lay(3508, 2480, 300, 300, 6)).toEqual([210, 297]);
  expect(lay(1145, 1728, 98, 204, 8)).toEqual([215, 297]);
});

test('without a believable resolution the picture is fitted into A4', () => {
  for (const dpi of [0, 1, 20, 10_000, Number.NaN, -300]) {
    expect(lay(2480, 3508, dpi)).toEqual([210, 297]);
    expect(lay(3508, 2480, dpi)).toEqual([297, 210]);
  }
  // A telephone's photograph "at 72 dpi" would be a metre and a half wide.
  expect(lay(4000, 3000, 72)).toEqual([280, 210]);
  expect(lay(4000, 3000, 72, 72, 6)).toEqual([210, 280]);
  expect(lay(595, 842, 72)).toEqual([210, 297]);
});

test('a sliver is still a page that readers accept', () => {
  const { width, height } = layOnPaper({ width: 20_000, height: 1 }, { x: 0, y: 0 }, 1);
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(3);
});

test('turned by so much more, a picture looks as its Exif orientation and the turn say together', async () => {
  const raw = { width: 3, height: 2, channels: 1 as const };
  const plain = sharp(Buffer.from([0, 50, 100, 150, 200, 250]), { raw });
  const seen = async (orientation: number, turn: number) => {
    const file = await plain.clone().withMetadata({ orientation }).png().toBuffer();
    const upright = await sharp(file).autoOrient().png().toBuffer();
    const picture = sharp(upright).rotate(turn).toColourspace('b-w').raw();
    const { data, info } = await picture.toBuffer({ resolveWithObject: true });
    return [info.width, info.height, ...data];
  };
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    for (const turn of [0, 90, 180, 270] as const) {
      const together = await seen(turnedBy(orientation, turn), 0);
      expect(together, `${orientation} by ${turn}`).toEqual(await seen(orientation, turn));
    }
  }
});
