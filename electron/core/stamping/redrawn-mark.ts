import { textItem, type Drawing, type Style } from './drawing.ts';
import type { Faces } from './faces.ts';
import { WORDS } from './words.ts';

/** The small print on a file that had to be redrawn. */
export function redrawnMark(faces: Faces): Drawing {
  const style: Style = { size: 6, weight: 'regular', colour: 'label' };
  const width = faces.regular.width(WORDS.redrawn, style.size) + 4;
  return {
    width,
    height: 9,
    colour: 'navy',
    items: [textItem(faces, WORDS.redrawn, 2, 6.5, style)],
  };
}
