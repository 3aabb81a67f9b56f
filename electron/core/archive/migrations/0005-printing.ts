/** What this desk handed to printers, and what became of it. That it was printed is a fact beside it. */
export const printing = `
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
`;
