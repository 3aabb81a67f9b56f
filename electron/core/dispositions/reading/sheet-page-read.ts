import type { SheetGeometry } from '../../../../shared/contract/sheets.ts';
import type { Letter } from '../../../../shared/domain/letter/state.ts';
import type { ReadBox } from './read-marks.ts';
import type { ColourPicture } from './straighten.ts';

/** One scanned page, known as a page of a letter's sheet. */
export interface SheetPageRead {
  scan: { file: string; page: number };
  letter: Letter;
  geometry: SheetGeometry;
  /** Which of the sheet's pages it is. */
  page: number;
  boxes: ReadBox[];
  straight: ColourPicture;
}
