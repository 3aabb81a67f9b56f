/**
 * The journal is the archive; every other table is made from it and can be made again.
 *
 * - `facts.fact` is the fact's canonical JSON. `aggregate` stands beside it so that a letter can be
 *   named even when its fact has become unreadable. A letter's first fact (`base` 0) has the same row
 *   as the letter; the index holds the later ones only, so that registering does not touch it.
 * - `letters` holds what lists sort and filter by, `letter_states` the whole state, so that walking
 *   the columns does not read the states.
 * - `letters_words` is the filter's index; its rowid is the letter's row. It keeps no copy of the
 *   words: what leaves it must be named as it went in.
 * - `drafts` are documents that are safely in, but belong to no letter yet.
 */
export const first = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE facts (
  row INTEGER PRIMARY KEY,
  aggregate TEXT NOT NULL,
  base INTEGER NOT NULL,
  fact TEXT NOT NULL
);
CREATE INDEX later_facts ON facts (aggregate) WHERE base > 0;

CREATE TABLE office (
  row INTEGER PRIMARY KEY CHECK (row = 1),
  state TEXT NOT NULL
);

CREATE TABLE letters (
  row INTEGER PRIMARY KEY REFERENCES facts (row),
  letter TEXT NOT NULL UNIQUE,
  book TEXT NOT NULL,
  year INTEGER NOT NULL,
  agenda INTEGER NOT NULL,
  received TEXT NOT NULL,
  number TEXT,
  date TEXT,
  sender TEXT NOT NULL,
  subject TEXT NOT NULL,
  urgency TEXT NOT NULL,
  secrecy TEXT NOT NULL,
  status TEXT NOT NULL,
  pages INTEGER NOT NULL,
  forwarded TEXT NOT NULL,
  UNIQUE (year, book, agenda)
);

CREATE TABLE letter_states (
  row INTEGER PRIMARY KEY REFERENCES letters (row),
  state TEXT NOT NULL
);

-- The newest letter that letters_words knows.
CREATE TABLE words_mark (
  row INTEGER NOT NULL
);
INSERT INTO words_mark (row) VALUES (0);

CREATE VIRTUAL TABLE letters_words USING fts5 (
  number, sender, subject, rest,
  content = '', columnsize = 0, detail = none,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE drafts (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  pages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;
`;
