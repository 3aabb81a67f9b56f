import { mkdtempSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PreparedDocument } from '../../shared/contract/letters.ts';
import { LontarError } from '../../shared/contract/error.ts';
import { type Core, openCore } from '../../electron/core/core.ts';
import { captureFiles } from '../../electron/core/scanning/capture.ts';
import { smallJpeg, smallPdf } from './papers.ts';

export const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/** What the core has answered for: the letter with its file, or that the letter was disposed. */
export type Acknowledged =
  | { id: string; number: number; sha256: string | null }
  | { id: string; disposed: true };

/**
 * Registers one letter as a clerk would: every sixth with a PDF, every sixth with a scanned picture,
 * every fourth disposed, every twelfth stamped and handed over. `say` hears of each step when it is safe.
 */
export async function registerOne(
  core: Core,
  turn: number,
  papers: string,
  say: (acknowledged: Acknowledged) => void,
): Promise<number> {
  const document = await documentFor(core, turn, papers);
  const fields = {
    number: `${turn}/UJI/2026`,
    sender: `Pengirim ${turn}`,
    subject: `Perihal ${turn}`,
  };
  const { id, agenda } = await core.call('letters.register', { fields, document });
  say({ id, number: agenda.number, sha256: document?.sha256 ?? null });
  if (turn % 4 === 0) {
    await core.call('dispositions.give', { letter: id, from: 'sekda', to: ['asisten-1'] });
    say({ id, disposed: true });
  }
  if (turn % 12 === 0) {
    const out = path.join(papers, `${turn}-stamped.pdf`);
    await core.call('letters.export', { letter: id, what: 'stamped', out });
  }
  return agenda.number;
}

async function documentFor(
  core: Core,
  turn: number,
  papers: string,
): Promise<PreparedDocument | null> {
  if (turn % 6 === 0) {
    const file = path.join(papers, `${turn}.pdf`);
    writeFileSync(file, smallPdf(turn));
    return captureFiles(core.context, [file]);
  }
  if (turn % 6 === 3) {
    const file = path.join(papers, `${turn}.jpg`);
    writeFileSync(file, smallJpeg(turn));
    return importOne(core, file);
  }
  return null;
}

/** Throws what kept the file out. */
export async function importOne(core: Core, file: string): Promise<PreparedDocument> {
  const { documents, refused } = await core.call('scanning.import', { files: [file] });
  for (const { error } of refused) throw new LontarError(error.code, error.data);
  return documents[0]!;
}

/** `desk.ts HOME PAPERS FIRST`: registers until it is killed, and says each step when it is safe. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [home, papers, first] = process.argv.slice(2) as [string, string, string];
  const core = await openCore({ home, resources });
  if (!(await core.call('office.get', {}))) {
    await core.call('office.found', { name: 'Sekretariat Daerah' });
  }
  writeSync(1, 'open\n');
  const say = (acknowledged: Acknowledged) => writeSync(1, `${JSON.stringify(acknowledged)}\n`);
  for (let turn = Number(first); ; turn += 1) await registerOne(core, turn, papers, say);
}

export function temporary(name: string): string {
  return mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', `lontar-${name}-`));
}
