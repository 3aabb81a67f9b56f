/**
 * Of the words' index, in bytes. To find the letters that a rare word shares with common ones, FTS5 goes
 * from page to page of the common ones' lists and through each from its beginning: a quarter as long, the
 * slowest queries among a million letters take two thirds of the time. It holds for what is written from
 * here on; idle merging, or `reindex`, brings the rest.
 */
export const smallerPages = `
INSERT INTO search_tokens (search_tokens, rank) VALUES ('pgsz', 1000);
`;
