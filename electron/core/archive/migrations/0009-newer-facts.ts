/**
 * Facts that the server has applied and that the Lontar that took them in did not understand: their rows,
 * until one that does has made what they are about anew.
 */
export const newerFacts = /* sql */ `
CREATE TABLE newer_facts (
  row INTEGER PRIMARY KEY
);
`;
