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

CREATE TABLE words_mark (
  row INTEGER NOT NULL
);

CREATE VIRTUAL TABLE letters_words USING fts5 (
  number, sender, subject, rest,
  content = '', columnsize = 0, detail = none,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE 'letters_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'letters_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'letters_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE drafts (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  pages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE waiting (
  row INTEGER NOT NULL REFERENCES letters (row),
  position TEXT NOT NULL,
  disposition TEXT NOT NULL,
  kind TEXT NOT NULL,
  since TEXT NOT NULL,
  due TEXT,
  seen INTEGER NOT NULL,
  PRIMARY KEY (row, disposition, position, kind)
) WITHOUT ROWID;

CREATE INDEX waiting_for ON waiting (position);
