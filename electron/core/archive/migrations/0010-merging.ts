/**
 * Pieces of the index are put together in idle time alone: with sixteen of a kind FTS5 would do it at
 * once, and whoever registers the sixteenth letter, or the 256th, would wait for it.
 */
export const merging = `
INSERT INTO search_tokens (search_tokens, rank) VALUES ('crisismerge', 500);
INSERT INTO search_places (search_places, rank) VALUES ('crisismerge', 500);
`;
