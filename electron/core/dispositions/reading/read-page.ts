import type { SheetGeometry } from '../../../../shared/contract/sheets.ts';
import { readMarks, type ReadBox } from './read-marks.ts';
import type { Field } from './raster-filters.ts';
import { register } from './register.ts';
import { type ColourPicture, straighten } from './straighten.ts';
import type { Point } from './transform.ts';

export interface PageToRead {
  picture: ColourPicture;
  /** Where the sheet's code lies on it. */
  corners: readonly Point[];
  geometry: SheetGeometry;
  page: number;
  /** The page as it was printed, drawn at `PX` pixels a millimetre, in greys. */
  printed: Field;
}

export interface ReadPage {
  boxes: ReadBox[];
  /** How many registration marks were found. */
  marks: number;
  straight: ColourPicture;
}

/** Null where the sheet can't be laid onto the scan. */
export function readPage(job: PageToRead): ReadPage | null {
  const { picture, corners, geometry, page, printed } = job;
  const code = geometry.qr.find((one) => one.page === page);
  if (!code) return null;
  const marks = geometry.marks.filter((mark) => mark.page === page);
  const laid = register(picture, code, corners, marks);
  if (!laid) return null;
  const straight = straighten(picture, laid.transform, geometry);
  const boxes = readMarks(straight, printed, geometry, page, laid.marks);
  return { boxes, marks: laid.marks, straight };
}
