import { LontarError, toWireError } from '../../../../shared/contract/error.ts';
import type { PreparedDocument } from '../../../../shared/contract/letters.ts';
import { sql } from '../../archive/sql.ts';
import type { CoreContext } from '../../context.ts';
import { captureFiles } from '../capture.ts';
import { insertDraft } from '../drafts.ts';
import type { ArrivedFile } from './watch-folder.ts';

export interface TakenFile {
  document: PreparedDocument;
  /** It had been taken before, and was only moved aside now. */
  again: boolean;
}

const keyOf = (sha256: string) => `watch.taken.${sha256}`;

/**
 * Makes a draft of a file that came into the watched folder. That it was taken is on record in the
 * same transaction as the draft: a file that a crash kept from being moved aside is known again by
 * its content, as long as its document is in the archive.
 */
export async function takeArrived(
  context: CoreContext,
  { path, name, sha256 }: ArrivedFile,
): Promise<TakenFile> {
  const { archive } = context;
  const known = archive.read.get<{ value: string }>(
    sql`SELECT value FROM meta WHERE key = ${keyOf(sha256)}`,
  );
  if (known) {
    const document = JSON.parse(known.value) as PreparedDocument;
    if (archive.blobs.has(document.sha256)) return { document, again: true };
  }
  const captured = await captureFiles(context, [path]).catch((error: unknown) => {
    // It is known by the name that it came under, not by that of our copy.
    const { code, data } = toWireError(error);
    throw error instanceof LontarError
      ? new LontarError(code, { ...data, name, path: name })
      : error;
  });
  const document = { ...captured, name: name.replace(/\p{Cc}/gu, ' ').slice(0, 255) };
  const record = JSON.stringify(document);
  archive.write((writer) => {
    insertDraft(writer, archive.scribe.now(), document, null);
    writer.run(sql`INSERT INTO meta (key, value) VALUES (${keyOf(sha256)}, ${record})
      ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  });
  return { document, again: false };
}
