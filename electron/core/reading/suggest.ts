import type { LetterSuggestion, SuggestedFields } from '../../../shared/contract/reading.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { applyLessons, lessonKey, taught } from '../../../shared/domain/reading/learn.ts';
import { suggestFields } from '../../../shared/domain/reading/suggest.ts';
import type { Archive } from '../archive/archive.ts';
import { newId } from '../archive/identity.ts';
import type { CallContext } from '../context.ts';
import { suggestValues } from '../letters/list.ts';
import { dropLessonOn, keepLesson, lessonsOf } from './lessons.ts';
import { lookAgain } from './look-again.ts';
import { commonEngine } from './read-file.ts';
import { readingOf } from './store.ts';

interface Seen {
  pages: number;
  careful: boolean;
  fields: SuggestedFields;
}

/** What was read of the documents on the desk, the last ones asked for. */
const seenBy = new WeakMap<Archive, Map<string, Seen>>();
const MOST_SEEN = 64;

/** @throws `reading.…`, `pdf.…`; the signal's reason */
export async function suggestFor(
  archive: Archive,
  { sha256, careful }: { sha256: string; careful: boolean },
  { signal }: CallContext,
): Promise<LetterSuggestion | null> {
  const reading = readingOf(archive.read, sha256);
  if (!reading || reading.read.length === 0) return null;
  const seen = seenOf(archive);
  let known = seen.get(sha256);
  const enough = known && known.pages === reading.read.length && (known.careful || !careful);
  if (!known || !enough) {
    const fields = careful
      ? await lookAgain(archive.blobs.pathOf(sha256), reading.read, await commonEngine(), {
          ...(signal && { signal }),
        })
      : suggestFields(reading.read);
    known = { pages: reading.read.length, careful, fields };
    seen.delete(sha256);
    seen.set(sha256, known);
    if (seen.size > MOST_SEEN) seen.delete(seen.keys().next().value!);
  }
  const { fields } = known;
  const learned = applyLessons(fields, lessonsOf(archive.read), sendersLike(archive, fields));
  return { ...learned, left: reading.left };
}

/** What the clerk made of what was read, kept for the next such letter. */
export function learnFrom(archive: Archive, { document, fields }: Letter): void {
  const seen = document && seenOf(archive).get(document.sha256);
  if (!seen) return;
  const now = archive.scribe.now();
  const lessons = taught.flatMap((field) => {
    const read = seen.fields[field].value;
    const entered = fields[field];
    return read === null || entered === null ? [] : [{ field, read, entered }];
  });
  archive.write((writer) => {
    for (const lesson of lessons) {
      if (lessonKey(lesson.read) === lessonKey(lesson.entered)) {
        dropLessonOn(writer, lesson.field, lesson.read);
      } else {
        keepLesson(writer, { ...lesson, id: newId(now), at: new Date(now).toISOString() });
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
