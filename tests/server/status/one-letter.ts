import { randomUUID } from 'node:crypto';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';

/** Puts a letter's state where the server keeps it, in an office of its own. */
export async function keepLetter(database: Database, letter: Letter): Promise<void> {
  const office = randomUUID();
  await database.run(sql`INSERT INTO offices (office, name) VALUES (${office}, 'Kantor')`);
  await database.run(
    sql`INSERT INTO letters (office, letter, book, year, agenda, received, sender, subject, urgency,
          secrecy, status, pages, forwarded, receipt, state)
        VALUES (${office}, ${randomUUID()}, 'masuk', 2026, 1, ${letter.received}, '', '', '', '', '',
          0, '', ${letter.receipt!.code}, ${JSON.stringify(letter)})`,
  );
}
