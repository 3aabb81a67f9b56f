import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RegisterLetter } from '../../shared/contract/letters.ts';
import { migrations } from '../../electron/core/archive/migrate.ts';
import { openCore } from '../../electron/core/core.ts';
import { registerLetters } from '../../electron/core/letters/register.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const senders = ['Dinas Kesehatan', 'Dinas Pendidikan', 'Badan Keuangan', 'Bappeda', 'Kecamatan'];
const subjects = ['Undangan Rapat', 'Permohonan Izin', 'Laporan Bulanan', 'Usulan Anggaran'];

/** An archive of so many letters, made once for each form of the database and kept among temporary files. */
export async function seededArchive(letters: number): Promise<string> {
  const form = createHash('sha256').update(migrations.join()).digest('hex').slice(0, 12);
  const home = path.join(tmpdir(), `lontar-seeded-${letters}-${form}`);
  if (existsSync(home)) return home;
  dropOlderForms(letters);
  const making = `${home}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making);
  const core = await openCore({ home: making, resources });
  await core.call('office.found', { name: 'Sekretariat Daerah' });
  for (let at = 0; at < letters; at += 500) {
    const batch = Array.from({ length: Math.min(500, letters - at) }, (_, index) =>
      letter(at + index),
    );
    registerLetters(core.context.archive, batch);
  }
  await core.close();
  renameSync(making, home);
  return home;
}

function dropOlderForms(letters: number): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(`lontar-seeded-${letters}-`)) continue;
    rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
}

function letter(turn: number) {
  const sender = `${senders[turn % senders.length]} ${turn % 97}`;
  const subject = `${subjects[turn % subjects.length]} ${turn % 1009}`;
  const received = `2026-${String(1 + (turn % 12)).padStart(2, '0')}-15`;
  return RegisterLetter.parse({
    received,
    fields: { number: `${turn}/SEKDA/2026`, sender, subject },
  });
}
