import type { Lesson } from '../../../shared/contract/reading.ts';
import { lessonKey } from '../../../shared/domain/reading/learn.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

/** What this desk has learned, the newest first. */
export function lessonsOf(reader: Reader): Lesson[] {
  return reader.all<Lesson>(
    sql`SELECT lesson AS id, field, read, entered, times, at FROM reading_lessons
        ORDER BY at DESC, lesson DESC`,
  );
}

export interface NewLesson {
  id: string;
  field: Lesson['field'];
  read: string;
  entered: string;
  at: string;
}

/** The same correction again counts once more; another one takes its place. */
export function keepLesson(writer: Writer, { id, field, read, entered, at }: NewLesson): void {
  writer.run(sql`INSERT INTO reading_lessons (lesson, field, key, read, entered, times, at)
    VALUES (${id}, ${field}, ${lessonKey(read)}, ${read}, ${entered}, 1, ${at})
    ON CONFLICT (field, key) DO UPDATE SET
      times = CASE WHEN entered = excluded.entered THEN times + 1 ELSE 1 END,
      entered = excluded.entered, at = excluded.at`);
}

/** The clerk took the words as they were read, after all. */
export function dropLessonOn(writer: Writer, field: Lesson['field'], read: string): void {
  writer.run(sql`DELETE FROM reading_lessons WHERE field = ${field} AND key = ${lessonKey(read)}`);
}

export function dropLesson(writer: Writer, lesson: string): void {
  writer.run(sql`DELETE FROM reading_lessons WHERE lesson = ${lesson}`);
}
