import type {
  LetterSuggestion,
  ReadPage,
  SuggestedFields,
} from '../../../shared/contract/reading.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { applyLessons, lessonKey, taught } from '../../../shared/domain/reading/learn.ts';
import { suggestFields } from '../../../shared/domain/reading/suggest.ts';
import type { Archive } from '../archive/archive.ts';
import { newId } from '../archive/identity.ts';
import { suggestValues } from '../letters/list.ts';
import { dropLessonOn, keepLesson, lessonsOf } from './lessons.ts';
import { lookAgain } from './look-again.ts';
import { commonEngine } from './read-file.ts';
import { readingOf } from './readings.ts';

interface Seen {
  pages: number;
  careful: boolean;
  fields: Promise<SuggestedFields>;
}

/** What was read of the documents on the desk, the last ones asked for. */
const seenBy = new WeakMap<Archive, Map<string, Seen>>();
const MOST_SEEN = 64;

/** @throws `reading.…`, `pdf.…` */
export async function suggestFor(
  archive: Archive,
  { sha256, careful }: { sha256: string; careful: boolean },
): Promise<LetterSuggestion | null> {
  const reading = readingOf(archive.read, sha256);
  if (!reading || reading.read.length === 0) return null;
  const fields = await seenAs(archive, sha256, { pages: reading.read, careful });
  const learned = applyLessons(fields, lessonsOf(archive.read), sendersLike(archive, fields));
  return { ...learned, left: reading.left };
}

/**
 * A careful look goes on although nobody waits for it at the moment: the window asks anew whenever
 * another page has been read.
 */
function seenAs(
  archive: Archive,
  sha256: string,
  { pages, careful }: { pages: ReadPage[]; careful: boolean },
): Promise<SuggestedFields> {
  const seen = seenOf(archive);
  const known = seen.get(sha256);
  if (known && known.pages === pages.length && (known.careful || !careful)) return known.fields;
  const fields = careful
    ? commonEngine().then((engine) => lookAgain(archive.blobs.pathOf(sha256), pages, engine))
    : Promise.resolve(suggestFields(pages));
  seen.delete(sha256);
  seen.set(sha256, { pages: pages.length, careful, fields });
  fields.catch(() => seen.delete(sha256));
  if (seen.size > MOST_SEEN) seen.delete(seen.keys().next().value!);
  return fields;
}

/** What the clerk made of what was read, kept for the next such letter. */
export async function learnFrom(archive: Archive, { document, fields }: Letter): Promise<void> {
  const seen = document && seenOf(archive).get(document.sha256);
  if (!seen) return;
  const read = await seen.fields;
  const now = archive.scribe.now();
  archive.write((writer) => {
    for (const field of taught) {
      const [from, entered] = [read[field].value, fields[field]];
      if (from === null || entered === null) continue;
      if (lessonKey(from) === lessonKey(entered)) dropLessonOn(writer, field, from);
      else {
        const at = new Date(now).toISOString();
        keepLesson(writer, { id: newId(now), field, read: from, entered, at });
      }
    }
  });
}

function seenOf(archive: Archive): Map<string, Seen> {
  const seen = seenBy.get(archive) ?? new Map<string, Seen>();
  seenBy.set(archive, seen);
  return seen;
}

/** Senders in the book that have a word in common; the misread word is then another. */
function sendersLike(archive: Archive, { sender }: SuggestedFields): string[] {
  if (sender.value === null) return [];
  const words = sender.value
    .split(/\s+/)
    .filter((word) => word.length > 4)
    .sort((a, b) => b.length - a.length)
    .slice(0, 4);
  return [...new Set(words.flatMap((typed) => suggestValues(archive, { field: 'sender', typed })))];
}
