/**
 * What a desk's first sync would pay for each of its facts and gain nothing by: who stores facts holds its
 * office's row locked and writes its device's in the same transaction, and neither is ever deleted, so that
 * looking for both again for each row finds them. Of aggregates only the office's own facts are looked for.
 */
export const bulk = /* sql */ `
ALTER TABLE facts DROP CONSTRAINT facts_office_fkey;
ALTER TABLE facts DROP CONSTRAINT facts_device_fkey;
ALTER TABLE letters DROP CONSTRAINT letters_office_fkey;
DROP INDEX facts_of_aggregate;
CREATE INDEX facts_of_offices ON facts (office, n) WHERE aggregate LIKE 'office:%';
`;
