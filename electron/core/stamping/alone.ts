import { appendix } from './append.ts';
import { blankLike } from './blank.ts';
import { Document } from './document.ts';
import type { Drawing } from './drawing.ts';
import type { Faces } from './faces.ts';
import type { Ink } from './ink.ts';
import { stampObjects, type Inked, type PageWork } from './page-update.ts';
import { findPage, type Page } from './page.ts';
import { bytesSource } from './source.ts';

/** What a page without content brings. */
export const EMPTY: PageWork['contents'] = {
  refs: [],
  bytes: new Uint8Array(0),
  single: null,
  left: { saved: 0, marked: 0, text: false, doubtful: false },
};

/** A PDF with nothing but these stamps, on a blank page of the kind given. */
export async function onBlank(page: Shape, inked: Inked[], ink: Ink): Promise<Buffer> {
  const { deflate } = await import('./ink.ts');
  const bytes = blankLike(page);
  const document = await Document.open(bytesSource(bytes));
  const work = [{ page: await findPage(document, 1), contents: EMPTY, inked }];
  const manner = { keep: 'wrap', over: false } as const;
  const objects = await stampObjects(document, work, ink, manner, deflate);
  return Buffer.concat([bytes, appendix(document, objects)]);
}

type Shape = Pick<Page, 'visible' | 'rotate' | 'unit'>;

/** One stamp as a PDF of its own, its page as large as the stamp. */
export async function drawAlone(drawing: Drawing, faces: Faces): Promise<Buffer> {
  const { drawInk } = await import('./ink.ts');
  const ink = await drawInk([drawing], faces);
  const { num: form, width, height } = ink.forms[0]!;
  const inked = { form, width, height, page: 1, stamp: '', u: 0, v: 0, scale: 1 };
  return onBlank({ visible: [0, 0, width, height], rotate: 0, unit: 1 }, [inked], ink);
}
