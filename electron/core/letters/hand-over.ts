import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import words from '../../../shared/i18n/id.json' with { type: 'json' };
import { newId } from '../archive/identity.ts';
import type { CoreContext } from '../context.ts';
import { foundedOffice } from '../office/store.ts';
import { captureFiles, discardDraft } from '../scanning/capture.ts';
import { dropDraft, keepDraft } from '../scanning/drafts.ts';
import { checkDocument } from './register.ts';
import { changeLetter, knownLetter } from './store.ts';

/**
 * A line of the courier book; the picture of the initials is in the archive first.
 * Throws what reading a picture throws, and what the letter refuses.
 */
export async function handOver(
  context: CoreContext,
  { letter, drawn, ...input }: ParsedInputOf<'letters.handOver'>,
): Promise<Letter> {
  const { archive } = context;
  knownLetter(archive.read, letter);
  const signature = drawn === null ? input.signature : await keepDrawn(context, drawn);
  if (signature) checkDocument(archive, signature);
  try {
    return archive.write((writer) => {
      const command = { name: 'letters.handOver' as const, input: { ...input, signature } };
      const changed = changeLetter(archive, writer, letter, command, foundedOffice(writer));
      if (signature) dropDraft(writer, signature.sha256);
      return changed;
    });
  } catch (error) {
    if (drawn !== null && signature) discardDraft(context, signature.sha256);
    throw error;
  }
}

/** What was drawn becomes a document as a photo of initials does, by the same checks. */
async function keepDrawn(context: CoreContext, drawn: string): Promise<PreparedDocument> {
  const path = join(context.archive.blobs.workFolder, `${newId(Date.now())}.png`);
  try {
    await writeFile(path, Buffer.from(drawn, 'base64'), { flag: 'wx' });
    const document = { ...(await captureFiles(context, [path])), name: words.onPaper.signature };
    keepDraft(context.archive, document);
    return document;
  } finally {
    await rm(path, { force: true });
  }
}
