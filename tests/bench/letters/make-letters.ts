import sharp from 'sharp';
import { Chance } from './chance.ts';
import type { Truth } from './form.ts';
import { governmentForms } from './letter-forms.ts';
import { settledForms } from './settled-forms.ts';
import { societyForms } from './society-forms.ts';
import { Sheet } from './sheet.ts';

export interface MadeLetter {
  id: string;
  form: string;
  pdf: Uint8Array;
  truth: Truth;
}

/** Letters of every form in turn, set differently each time; the same for the same seed. */
export async function makeLetters(count: number, seed: number): Promise<MadeLetter[]> {
  const forms = [...governmentForms, ...settledForms, ...societyForms];
  const letters: MadeLetter[] = [];
  for (let index = 0; index < count; index++) {
    const chance = new Chance(seed * 7919 + index);
    const form = forms[index % forms.length]!;
    const sheet = await Sheet.open({
      serif: chance.is(0.5),
      margin: chance.int(20, 27),
      size: chance.of([10.5, 11, 11, 12]),
    });
    sheet.y += chance.int(0, 8);
    const truth = form.write(sheet, chance);
    const id = `${String(index + 1).padStart(3, '0')}-${form.name}`;
    letters.push({ id, form: form.name, pdf: await sheet.save(), truth });
  }
  return letters;
}

/** A page as a feeder scans it: turned a little, on grey paper, with noise, as a JPEG of 300 dpi. */
export async function scanned(
  page: { pixels: Uint8Array; width: number; height: number },
  chance: Chance,
): Promise<Buffer> {
  const { pixels, width, height } = page;
  const angle = (chance.next() - 0.5) * 2.6;
  const paper = chance.int(232, 252);
  const turned = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .flatten({ background: '#fff' })
    .rotate(angle, { background: '#fff' })
    .resize({ width, height, fit: 'cover' })
    .blur(0.5 + chance.next() * 0.5)
    .linear(paper / 255 - 0.08, 18)
    .toColourspace(chance.is(0.4) ? 'b-w' : 'srgb')
    .withMetadata({ density: 300 })
    .jpeg({ quality: chance.int(55, 85) })
    .toBuffer();
  return turned;
}
