/**
 * The index of the words of fields, texts and dispositions. It takes the place of `letters_words`, and
 * like that is made from the letters' states and the documents' texts alone.
 *
 * - `search_tokens` answers nearly everything: which letters have a word (with or without its end),
 *   and every filter as a token of its own. It knows no positions.
 * - `search_places` knows positions, for phrases.
 * - The rowid of both grows with the day of receipt, then with the letter's row (`docOf`).
 * - `search_letters` has what hits are counted by; `search_labels` the texts of its numbers.
 * - `search_words` are the words there are, in how many letters; `search_near` leads from what a word
 *   looks like with any one sign left out to the word.
 * - `search_waiting` are rows to be indexed anew; letters after `words_mark` wait without standing here.
 * - `saved_searches` are this desk's own.
 * - `document_texts` is what was read on a document's pages, page after page, parted by form feeds;
 *   `document` is the beginning of its hash. It is made from `reading_pages`, where texts are packed
 *   with their boxes: a hundred snippets must not unpack a hundred pages.
 */
export const search = `
DROP TABLE letters_words;
UPDATE words_mark SET row = 0;

CREATE VIRTUAL TABLE search_tokens USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5',
  tokenize = "ascii tokenchars '+@<>#~=:.-|'"
);

CREATE VIRTUAL TABLE search_places USING fts5 (
  words, content = '', contentless_delete = 1, detail = full,
  tokenize = "ascii tokenchars '+@<>#~=:.-|'"
);

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

-- Pieces are put together when nothing else happens, never while somebody registers.
INSERT INTO search_tokens (search_tokens, rank) VALUES ('automerge', 0);
INSERT INTO search_places (search_places, rank) VALUES ('automerge', 0);
-- A part of a large archive is written at once.
INSERT INTO search_tokens (search_tokens, rank) VALUES ('hashsize', 16777216);
INSERT INTO search_places (search_places, rank) VALUES ('hashsize', 16777216);

CREATE TABLE saved_searches (
  name TEXT PRIMARY KEY,
  query TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE document_texts (
  document INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  text TEXT NOT NULL
);
`;
