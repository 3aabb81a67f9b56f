import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { letters } from '../fixtures/letters/letters.ts';
import { startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { mainJob, office, textOf } from './main-job.ts';

test('a clerk does the main job in the window, from the scanner to the sheet', async () => {
  const { folder, remove } = await temporaryFolder('main-job');
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const journey = await startJourney({ out: path.join(folder, 'out'), say });
  try {
    const { stamped, sheet } = await mainJob(journey);
    const shown = textOf(stamped);
    expect(shown).toContain(office);
    expect(shown).toContain('Surat Masuk');
    expect(shown).toContain('Kepala Bagian Umum');
    expect(shown).toContain('Telaah/pelajari');
    expect(shown).toContain('31 Desember 2030');
    const printed = textOf(sheet);
    expect(printed).toContain('LEMBAR DISPOSISI');
    expect(printed).toContain(letters.fromAgency.number);
    expect(printed).toContain(letters.fromAgency.subject);
    for (const file of [stamped, sheet]) {
      expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
        'No syntax or stream encoding errors',
      );
    }
  } finally {
    await journey.end();
    await remove();
  }
  expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([]);
}, 120_000);
