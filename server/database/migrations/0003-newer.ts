/** Facts that were not understood when they came: looked for whenever a server starts, since it may be a newer one. */
export const newer = /* sql */ `
CREATE INDEX facts_newer ON facts (office, n) WHERE verdict = 'newer';
`;
