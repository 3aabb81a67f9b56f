import path from 'node:path';
import type { PageSizeInMillimetres } from '../../shared/contract/pages.ts';
import { inspectPdf } from '../../electron/core/pages/inspect-pdf.ts';
import {
  openPagePictures,
  type PagePicture,
  type PagePictures,
} from '../../electron/core/pages/page-pictures.ts';
import { commonPdfium } from '../../electron/core/pages/pdfium.ts';
import type { ServerContext } from '../context.ts';
import { localFile } from './local-files.ts';

/** Pages drawn for phones: small pictures, kept in the data folder. */
export class WebPictures {
  private readonly context: ServerContext;
  private pictures: PagePictures | null = null;

  constructor(context: ServerContext) {
    this.context = context;
  }

  /** Throws `blob.unknown`, `pdf.…`. */
  async picture(sha256: string, page: number, width: number): Promise<PagePicture> {
    // Made when the first is asked for: many servers are started and asked for none.
    this.pictures ??= openPagePictures({
      pdfium: commonPdfium(),
      cacheDir: path.join(this.context.settings.data, 'cache', 'pages'),
      form: 'light',
    });
    return this.pictures.render({
      path: await localFile(this.context, sha256),
      sha256,
      page,
      width,
    });
  }

  async sizes(sha256: string): Promise<PageSizeInMillimetres[]> {
    return (await inspectPdf(await localFile(this.context, sha256))).sizes;
  }
}
