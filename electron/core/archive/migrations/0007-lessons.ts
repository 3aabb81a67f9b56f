/**
 * What clerks made of words that were read: one line for each field and reading (`key`: its letters
 * and digits), the newest correction. This desk's own: no facts, and kept by a rebuild.
 */
export const lessons = `
CREATE TABLE reading_lessons (
  lesson TEXT PRIMARY KEY,
  field TEXT NOT NULL,
  key TEXT NOT NULL,
  read TEXT NOT NULL,
  entered TEXT NOT NULL,
  times INTEGER NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (field, key)
) WITHOUT ROWID;
`;
