/**
 * What was read on documents' pages, and what is still to be read. Made from the documents by this
 * desk: no facts.
 *
 * - A document is to be read from the moment that it is a draft or a letter's; triggers see to that,
 *   so that no way into the archive, nor a rebuild, can pass it by. It goes with its file. A state that
 *   somebody has broken is no JSON, and must not keep the archive from being mended.
 * - `rank` says whose turn it is: milliseconds since 1970 when it came, or was last looked at.
 *   `unsettled` is how many of its pages are neither read nor given up.
 * - `reading_pages` has a row where a page was tried: read (`reading`), to be tried again (`due`), or
 *   given up (neither). `reason` is why not, as JSON.
 */
export const reading = `
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

INSERT INTO reading_documents (sha256, pages, unsettled, rank)
  SELECT sha256, pages, pages, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM drafts;
INSERT OR IGNORE INTO reading_documents (sha256, pages, unsettled, rank)
  SELECT state ->> '$.document.sha256', state ->> '$.document.pages',
    state ->> '$.document.pages', row
  FROM letter_states WHERE state ->> '$.document.sha256' IS NOT NULL;
`;
