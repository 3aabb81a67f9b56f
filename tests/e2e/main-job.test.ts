import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { letters } from '../fixtures/letters/letters.ts';
import { startJourney } from './journey.ts';
import { temporaryFolder } from './launch-app.ts';
import { backToAgenda, mainJob, office, textOf } from './main-job.ts';

test('a clerk does the main job in the window, from the scanner to the sheet', async () => {
  const { folder, remove } = await temporaryFolder('main-job');
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const journey = await startJourney({ out: path.join(folder, 'out'), say });
  try {
    const { original, stamped, sheet } = await mainJob(journey);
    const before = readFileSync(original);
    expect(readFileSync(stamped).subarray(0, before.length).equals(before)).toBe(true);
    expect(textOf(original).trim()).toBe('');
    const shown = textOf(stamped);
    expect(shown).toContain(office);
    expect(shown).toMatch(/No\. agenda +Buku/);
    expect(shown).toMatch(/^ *1 +2026|No\. agenda 1 · Surat Masuk/m);
    expect(shown).toContain('Asisten Pemerintahan dan');
    expect(shown).toContain('Kepala Bagian Umum');
    expect(shown).toContain('Telaah/pelajari');
    expect(shown).toContain('31 Desember 2030');
    const printed = textOf(sheet);
    expect(printed).toContain('LEMBAR DISPOSISI');
    expect(printed).toContain(letters.fromAgency.number);
    expect(printed).toContain(letters.fromAgency.subject);
    for (const file of [original, stamped, sheet]) {
      expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
        'No syntax or stream encoding errors',
      );
    }
    await backToAgenda(journey.window);
    const year = new Date().getFullYear();
    const rows = await journey.window.locator('.agenda-body').getByRole('row').allInnerTexts();
    expect(rows.map((row) => row.replaceAll('\n', ' '))).toEqual([
      expect.stringContaining(`3/${year}`),
      expect.stringContaining(letters.fromFoundation.number),
      expect.stringContaining(letters.fromAgency.subject),
    ]);
  } finally {
    await journey.end();
    await remove();
  }
  expect(lines.filter((line) => !line.startsWith('✓'))).toEqual([]);
}, 120_000);
