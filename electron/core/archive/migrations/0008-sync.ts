/**
 * What the server has said: `confirmed` maps the office's numbers to rows of the journal, where facts of
 * other desks stand among our own in the order in which they came; a row that is not in it waits to be
 * sent. `chains` are the other devices' newest facts, `disputes` those that disagreed (`settled`: by a
 * person), `blobs_wanted` files of theirs that are not here yet. All but the latter is as much evidence as
 * the facts are.
 */
export const sync = /* sql */ `
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
`;
