import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RegisterLetter } from '../../shared/contract/letters.ts';
import { GiveDisposition } from '../../shared/contract/dispositions.ts';
import { search } from '../../electron/core/archive/migrations/0006-search.ts';
import { smallerPages } from '../../electron/core/archive/migrations/0011-smaller-pages.ts';
import type { Archive } from '../../electron/core/archive/archive.ts';
import { newId } from '../../electron/core/archive/identity.ts';
import { openCore } from '../../electron/core/core.ts';
import { changeLetter } from '../../electron/core/letters/store.ts';
import { foundedOffice } from '../../electron/core/office/store.ts';
import { indexMany } from '../../electron/core/search/index-letters.ts';
import { keepText } from '../../electron/core/search/texts.ts';
import { madeLetter, randomFrom } from './search-letters.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const PART = 2_000;
const units = ['asisten-1', 'asisten-2', 'asisten-3', 'bagian-umum', 'bagian-hukum'];

/**
 * An archive of so many letters with their texts, indexed; made once for each form of the letters, the
 * index and the database, and kept among temporary files. Where making it was broken off it goes on.
 */
export async function searchArchive(letters: number): Promise<string> {
  const name = `lontar-search-${letters}-${formOf()}`;
  const home = path.join(tmpdir(), name);
  if (existsSync(home)) return home;
  const making = `${home}.making`;
  for (const old of readdirSync(tmpdir())) {
    if (!old.startsWith(`lontar-search-${letters}-`) || old === `${name}.making`) continue;
    rmSync(path.join(tmpdir(), old), { recursive: true, force: true });
  }
  mkdirSync(making, { recursive: true });
  const core = await openCore({ home: making, resources });
  const { archive } = core.context;
  try {
    if ((await core.call('office.get', {})) === null) {
      await core.call('office.found', { name: 'Sekretariat Daerah' });
    }
    const known = archive.read.get<{ many: number }>({
      text: 'SELECT count(*) AS many FROM letters',
      values: [],
    })!.many;
    await core.call('reading.pause', {});
    for (let at = known; at < letters; at += PART) {
      const count = Math.min(PART, letters - at);
      archive.write((writer) => {
        for (let turn = at; turn < at + count; turn += 1) addOne(archive, writer, turn, letters);
        indexMany(writer, count);
      });
      if (at % 50_000 === 0) process.stderr.write(`${at} of ${letters} letters\n`);
    }
  } finally {
    await core.close();
  }
  renameSync(making, home);
  return home;
}

function formOf(): string {
  const sources = ['./search-letters.ts', '../../electron/core/search/letter-tokens.ts'];
  const sum = createHash('sha256').update(search).update(smallerPages);
  for (const source of sources) sum.update(readFileSync(new URL(source, import.meta.url)));
  return sum.digest('hex').slice(0, 12);
}

type Writer = Parameters<Parameters<Archive['write']>[0]>[0];

/** As `registerLetters` does it, only that no document's file is there. */
export function addOne(archive: Archive, writer: Writer, turn: number, letters: number): string {
  const made = madeLetter(turn, letters);
  const sha256 = createHash('sha256').update(`letter ${turn}`).digest('hex');
  const document = { sha256, pages: made.pages.length, bytes: 90_000, name: `${turn}.pdf` };
  keepText(writer, sha256, made.pages);
  // Nothing is left to be read.
  writer.run({
    text: 'INSERT INTO reading_documents (sha256, pages, unsettled, rank) VALUES (?, ?, 0, 0)',
    values: [sha256, made.pages.length],
  });
  const { received, fields } = made;
  const input = { ...RegisterLetter.parse({ received, fields, document }), received };
  const { device } = archive.scribe;
  const office = foundedOffice(writer);
  const register = { name: 'letters.register' as const, input, number: turn + 1, device };
  const { id } = changeLetter(archive, writer, newId(archive.scribe.now()), register, office);
  const random = randomFrom(turn + 7);
  if (random() < 0.4) {
    const to = [units[Math.floor(random() * units.length)]!];
    const { letter: _, ...given } = GiveDisposition.parse({ letter: id, from: 'sekda', to });
    changeLetter(archive, writer, id, { name: 'dispositions.give', input: given }, office);
  }
  return id;
}
