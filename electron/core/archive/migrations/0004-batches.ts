/**
 * Work of this desk, not facts: what is scanned and not registered yet.
 *
 * - `batch_events` is a batch's own journal; its state is what they come to, and its pages lie in
 *   `batches/<batch>`. When the batch is closed, both go, and `batches.closed` keeps the summary.
 * - `scan_profiles` holds the list as one text; without a row there is the starters' list.
 * - `drafts.book` is where a separator says that the letter belongs.
 */
export const batches = `
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

ALTER TABLE drafts ADD COLUMN book TEXT;
`;
