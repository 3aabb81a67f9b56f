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

CREATE TABLE drafts (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  pages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL
, book TEXT) WITHOUT ROWID;

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

CREATE TABLE reading_documents (
  sha256 TEXT PRIMARY KEY,
  pages INTEGER NOT NULL,
  unsettled INTEGER NOT NULL,
  rank INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX reading_next ON reading_documents (rank) WHERE unsettled > 0;

CREATE TABLE reading_pages (
  sha256 TEXT NOT NULL REFERENCES reading_documents (sha256) ON DELETE CASCADE,
  page INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  due INTEGER,
  reason TEXT,
  reading BLOB,
  UNIQUE (sha256, page)
);

CREATE INDEX reading_trouble ON reading_pages (sha256, page) WHERE reason IS NOT NULL;

CREATE TRIGGER read_drafts AFTER INSERT ON drafts BEGIN
  INSERT INTO reading_documents (sha256, pages, unsettled, rank)
    SELECT NEW.sha256, NEW.pages, NEW.pages, CAST(unixepoch('subsec') * 1000 AS INTEGER)
    WHERE NOT EXISTS (SELECT 1 FROM reading_documents WHERE sha256 = NEW.sha256);
END;

CREATE TRIGGER read_letters AFTER INSERT ON letter_states
WHEN CASE WHEN json_valid(NEW.state) THEN NEW.state ->> '$.document.sha256' END IS NOT NULL BEGIN
  INSERT INTO reading_documents (sha256, pages, unsettled, rank)
    SELECT NEW.state ->> '$.document.sha256', coalesce(NEW.state ->> '$.document.pages', 1),
      coalesce(NEW.state ->> '$.document.pages', 1), CAST(unixepoch('subsec') * 1000 AS INTEGER)
    WHERE NOT EXISTS
      (SELECT 1 FROM reading_documents WHERE sha256 = NEW.state ->> '$.document.sha256');
END;

CREATE TRIGGER read_attached AFTER UPDATE OF state ON letter_states
WHEN CASE WHEN json_valid(NEW.state) THEN NEW.state ->> '$.document.sha256' END IS NOT NULL BEGIN
  INSERT INTO reading_documents (sha256, pages, unsettled, rank)
    SELECT NEW.state ->> '$.document.sha256', coalesce(NEW.state ->> '$.document.pages', 1),
      coalesce(NEW.state ->> '$.document.pages', 1), CAST(unixepoch('subsec') * 1000 AS INTEGER)
    WHERE NOT EXISTS
      (SELECT 1 FROM reading_documents WHERE sha256 = NEW.state ->> '$.document.sha256');
END;

CREATE TABLE batches (
  batch TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  closed TEXT
) WITHOUT ROWID;

CREATE TABLE batch_events (
  batch TEXT NOT NULL REFERENCES batches (batch),
  number INTEGER NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (batch, number)
) WITHOUT ROWID;

CREATE TABLE scan_profiles (
  row INTEGER PRIMARY KEY CHECK (row = 1),
  profiles TEXT NOT NULL
);

CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY,
  job TEXT NOT NULL,
  wanted TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  letter TEXT,
  printer TEXT NOT NULL,
  copies INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL
);

CREATE VIRTUAL TABLE search_tokens USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5',
  tokenize = "ascii tokenchars '+@<>#~=:.-|'"
);

CREATE TABLE 'search_tokens_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_tokens_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_tokens_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'search_tokens_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE VIRTUAL TABLE search_places USING fts5 (
  words, content = '', contentless_delete = 1, detail = full,
  tokenize = "ascii tokenchars '+@<>#~=:.-|'"
);

CREATE TABLE 'search_places_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_places_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'search_places_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'search_places_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE search_letters (
  row INTEGER PRIMARY KEY,
  doc INTEGER NOT NULL,
  sender INTEGER NOT NULL,
  units INTEGER NOT NULL,
  status INTEGER NOT NULL,
  document INTEGER
);

CREATE INDEX search_letters_document ON search_letters (document) WHERE document IS NOT NULL;

CREATE TABLE search_labels (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE
);

CREATE TABLE search_words (
  word TEXT PRIMARY KEY,
  fields INTEGER NOT NULL,
  texts INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE search_near (
  look INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (look, word)
) WITHOUT ROWID;

CREATE TABLE search_waiting (
  row INTEGER PRIMARY KEY
);

CREATE TABLE saved_searches (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE document_texts (
  document INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL
);

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

CREATE TABLE confirmed (
  n INTEGER PRIMARY KEY,
  row INTEGER NOT NULL UNIQUE,
  verdict TEXT NOT NULL,
  code TEXT
);

CREATE TABLE chains (
  device TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE disputes (
  fact TEXT PRIMARY KEY,
  row INTEGER NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE blobs_wanted (
  sha256 TEXT PRIMARY KEY
) WITHOUT ROWID;

CREATE TABLE newer_facts (
  row INTEGER PRIMARY KEY
);
