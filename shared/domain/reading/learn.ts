import type { Lesson, LearnedFrom, SuggestedFields, Suggestion } from '../../contract/reading.ts';
import { distance } from './spelling.ts';

/** Fields in which what one clerk corrected says something about the next letter. */
export const taught = ['sender', 'recipient'] as const;
export type Taught = (typeof taught)[number];

export interface Learned {
  fields: SuggestedFields;
  learned: Partial<Record<Taught, LearnedFrom>>;
}

/** Letters and digits alone: what was read twice is hardly read alike to the last dot. */
export const lessonKey = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The proposals as the office has come to know them: what a clerk made of the same words before, or
 * a sender's name as it stands in the book.
 */
export function applyLessons(
  fields: SuggestedFields,
  lessons: readonly Lesson[],
  knownSenders: readonly string[],
): Learned {
  const learned: Learned['learned'] = {};
  const changed = { ...fields };
  for (const field of taught) {
    const read = fields[field];
    if (read.value === null) continue;
    const lesson = lessons.find((one) => one.field === field && fits(lessonKey(read.value!), one));
    if (lesson) {
      // Once may have been an exception: it is shown, but asked about.
      const confidence = lesson.times > 1 ? 0.95 : 0.8;
      changed[field] = { ...read, value: lesson.entered, confidence };
      learned[field] = { from: 'correction', read: read.value, lesson: lesson.id };
    } else if (field === 'sender') {
      const known = nearest(read.value, knownSenders);
      if (known !== null) changed.sender = better(read, known);
      if (known !== null && known !== read.value) {
        learned.sender = { from: 'book', read: read.value, lesson: null };
      }
    }
  }
  return { fields: changed, learned };
}

const fits = (key: string, { read }: Lesson) => {
  const other = lessonKey(read);
  return key === other || (other.length > 12 && distance(key, other, 1) <= 1);
};

/** The name in the book that this one is, misread at most a little; null where there is none. */
function nearest(read: string, known: readonly string[]): string | null {
  if (known.includes(read)) return read;
  const key = lessonKey(read);
  const most = Math.max(1, Math.floor(key.length * 0.06));
  const near = known
    .map((name) => ({ name, far: distance(key, lessonKey(name), most) }))
    .filter(({ name, far }) => far <= most && digitsOf(name) === digitsOf(read))
    .sort((a, b) => a.far - b.far);
  return near[0]?.name ?? null;
}

/** `SMA Negeri 1` is not `SMA Negeri 7`, nor region II region I. */
const digitsOf = (text: string) =>
  [...text.matchAll(/\d+|\b[IVX]+\b/g)].map(([number]) => number).join(' ');

const better = (read: Suggestion<string>, value: string): Suggestion<string> => ({
  ...read,
  value,
  confidence: Math.max(read.confidence, 0.93),
});
