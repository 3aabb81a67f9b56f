import { LontarError } from '../../shared/contract/error.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface DeskRow {
  device: string;
  name: string;
  heard: string | null;
  revoked: boolean;
}

/** An office's desks, in the order in which they joined. */
export function desksOf(connection: Connection, office: string): Promise<DeskRow[]> {
  return connection.all<DeskRow>(
    sql`SELECT device, name, heard, revoked IS NOT NULL AS revoked FROM devices
        WHERE office = ${office} AND public_key IS NOT NULL ORDER BY enrolled, device`,
  );
}

/** From now on nothing that a lost desk signs is heard. Throws `desk.unknown`. */
export async function revokeDesk(
  connection: Connection,
  office: string,
  device: string,
): Promise<void> {
  const changed = await connection.run(
    sql`UPDATE devices SET revoked = coalesce(revoked, now())
        WHERE office = ${office} AND device = ${device} AND public_key IS NOT NULL`,
  );
  if (changed === 0) throw new LontarError('desk.unknown', { device });
}
