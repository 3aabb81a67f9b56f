import { mkdtempSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { type Core, openCore } from '../../electron/core/core.ts';
import { captureFiles } from '../../electron/core/scanning/capture.ts';

export const resources = fileURLToPath(new URL('../../resources', import.meta.url));

export interface Acknowledged {
  id: string;
  number: number;
  sha256: string | null;
}

/** A small PDF, different for every number: a page with a line of text. */
export function smallPdf(number: number): Buffer {
  const content = `BT /F1 18 Tf 72 720 Td (Surat ${number}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Registers one letter as a clerk would: every third with a file, every fourth disposed. */
export async function registerOne(core: Core, turn: number, papers: string): Promise<Acknowledged> {
  const document = turn % 3 === 0 ? await capture(core, turn, papers) : null;
  const fields = {
    number: `${turn}/UJI/2026`,
    sender: `Pengirim ${turn}`,
    subject: `Perihal ${turn}`,
  };
  const letter: Letter = await core.call('letters.register', { fields, document });
  if (turn % 4 === 0) {
    await core.call('dispositions.give', { letter: letter.id, from: 'sekda', to: ['asisten-1'] });
  }
  return { id: letter.id, number: letter.agenda.number, sha256: document?.sha256 ?? null };
}

async function capture(core: Core, turn: number, papers: string) {
  const file = path.join(papers, `${turn}.pdf`);
  writeFileSync(file, smallPdf(turn));
  return captureFiles(core.context, [file]);
}

/** `desk.ts HOME PAPERS FIRST`: registers until it is killed, and says each letter when it is safe. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [home, papers, first] = process.argv.slice(2) as [string, string, string];
  const core = await openCore({ home, resources });
  if (!(await core.call('office.get', {}))) {
    await core.call('office.found', { name: 'Sekretariat Daerah' });
  }
  writeSync(1, 'open\n');
  for (let turn = Number(first); ; turn += 1) {
    writeSync(1, `${JSON.stringify(await registerOne(core, turn, papers))}\n`);
  }
}

export function temporary(name: string): string {
  return mkdtempSync(path.join(process.env.TMPDIR ?? '/tmp', `lontar-${name}-`));
}
