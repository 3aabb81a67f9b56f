/**
 * - `waiting` says what waits for which position, so that an inbox need not read every letter. It is
 *   made from the letters' states.
 * - States of letters disposed by an older Lontar lack what routing adds: they are made anew from
 *   their facts at the next opening, which takes the mark away.
 */
export const waiting = `
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

INSERT INTO meta (key, value) SELECT 'states', 'stale' WHERE EXISTS (SELECT 1 FROM letters);
`;
