import { LontarError } from '../../../shared/contract/error.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { decideOffice, type OfficeCommand } from '../../../shared/domain/office/decide.ts';
import type { OfficeFact } from '../../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader, Writer } from '../archive/database.ts';
import { newId } from '../archive/identity.ts';
import { sql } from '../archive/sql.ts';

// Every letter asks for the office, which rarely changes: the same text is the same office.
let newest: { text: string; office: Office } | null = null;

export function officeOf(reader: Reader): Office | null {
  const row = reader.get<{ state: string }>(sql`SELECT state FROM office`);
  if (!row) return null;
  if (newest?.text !== row.state) {
    newest = { text: row.state, office: JSON.parse(row.state) as Office };
  }
  return newest.office;
}

/** Throws `office.missing` before the office is founded. */
export function foundedOffice(reader: Reader): Office {
  const office = officeOf(reader);
  if (!office) throw new LontarError('office.missing');
  return office;
}

/** Decides a command on the office and stores facts and state. */
export function changeOffice(archive: Archive, command: OfficeCommand): Office {
  return archive.write((writer) => changeOfficeWithin(archive, writer, command));
}

export function changeOfficeWithin(
  archive: Archive,
  writer: Writer,
  command: OfficeCommand,
): Office {
  let office = officeOf(writer);
  const id = office?.id ?? newId(archive.scribe.now());
  for (const decided of decideOffice(office, command, archive.scribe.device)) {
    const aggregate = { kind: 'office' as const, id, base: seenOf(writer, office) };
    archive.journal.append(writer, archive.scribe, decided, aggregate);
    office = reduceOffice(office, id, decided as OfficeFact);
  }
  storeOffice(writer, office!);
  return office!;
}

/**
 * How much of the office's one order is in what is decided here. Our own facts that wait are not: each may
 * come back disputed, and would then stand for one of another desk's that nobody here had seen.
 */
function seenOf(reader: Reader, office: Office | null): number {
  if (!office) return 0;
  // After its founding.
  const { later } = reader.get<{ later: number }>(
    sql`SELECT count(*) AS later FROM facts JOIN confirmed USING (row)
        WHERE aggregate = ${`office:${office.id}`} AND base > 0 AND verdict = 'applied'`,
  )!;
  return 1 + later;
}

export function storeOffice(writer: Writer, office: Office): void {
  writer.run(
    sql`INSERT INTO office (row, state) VALUES (1, ${canonicalText(office)})
        ON CONFLICT (row) DO UPDATE SET state = excluded.state`,
  );
}
