import { PrinterName, PrintKind } from '../../../shared/contract/printing.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';

/** Which printer this desk uses for which kind of print: its own affair, not the office's. */
export function printerChoices(reader: Reader): Partial<Record<PrintKind, string>> {
  const rows = reader.all<{ key: string; value: string }>(
    sql`SELECT key, value FROM meta WHERE key LIKE 'printer.%'`,
  );
  const choices: Partial<Record<PrintKind, string>> = {};
  for (const { key, value } of rows) {
    const kind = PrintKind.safeParse(key.slice('printer.'.length));
    if (kind.success && PrinterName.safeParse(value).success) choices[kind.data] = value;
  }
  return choices;
}

export const printerFor = (reader: Reader, kind: PrintKind): string | undefined =>
  printerChoices(reader)[kind];

export function choosePrinter(archive: Archive, kind: PrintKind, printer: string | null): void {
  const key = `printer.${kind}`;
  archive.write((writer) =>
    printer === null
      ? writer.run(sql`DELETE FROM meta WHERE key = ${key}`)
      : writer.run(sql`INSERT INTO meta (key, value) VALUES (${key}, ${printer})
          ON CONFLICT (key) DO UPDATE SET value = excluded.value`),
  );
}
