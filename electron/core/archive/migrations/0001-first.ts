/**
 * The journal is the archive; every other table is made from it and can be made again.
 *
 * - `facts.fact` is the fact's canonical JSON. `aggregate` stands beside it so that a letter can be
 *   named even when its fact has become unreadable.
 * - `letters` holds what lists sort and filter by, `letter_states` the whole state, so that walking
 *   the columns does not read the states.
 * - `letters_words` is the filter's index; its rowid is the letter's row.
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
  fact TEXT NOT NULL
);
CREATE INDEX facts_by_aggregate ON facts (aggregate);

CREATE TABLE office (
  row INTEGER PRIMARY KEY CHECK (row = 1),
  state TEXT NOT NULL
);

CREATE TABLE letters (
  row INTEGER PRIMARY KEY,
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
  number_key TEXT,
  UNIQUE (book, year, agenda)
);
CREATE INDEX letters_by_number ON letters (number_key) WHERE number_key IS NOT NULL;

CREATE TABLE letter_states (
  row INTEGER PRIMARY KEY REFERENCES letters (row),
  state TEXT NOT NULL
);

CREATE VIRTUAL TABLE letters_words USING fts5 (
  number, sender, subject, rest,
  content = '', contentless_delete = 1, detail = none,
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
