import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SuggestedFields } from '../../shared/contract/reading.ts';
import { closeCommonPdfium, commonPdfium } from '../../electron/core/pages/pdfium.ts';
import { closeReading } from '../../electron/core/reading/read-file.ts';
import { readLetter } from '../../electron/core/reading/read-letter.ts';
import { Chance } from './letters/chance.ts';
import { makeLetters, scanned } from './letters/make-letters.ts';

/** For a quick look: not every form. */
export const short = ['3'];

const LEAST = { number: 95, date: 95, subject: 90, sender: 90, urgency: 90, recipient: 90 };
type Field = keyof typeof LEAST;
const names = Object.keys(LEAST) as Field[];

const Sample = z.object({
  id: z.string(),
  pages: z.array(z.object({ file: z.string() })),
  fields: z.object({
    number: z.string().optional(),
    date: z.string().optional(),
    sender: z.string().optional(),
    subject: z.string().optional(),
    priority: z.string().optional(),
    recipient: z.string().optional(),
  }),
});
type Truth = z.infer<typeof Sample>['fields'];

interface Letter {
  id: string;
  file: string;
  truth: Truth;
}

/**
 * How many of a letter's fields are read exactly (spaces and case aside): on the sample letters, and
 * on scans of typeset letters of other forms and senders that no rule was written for.
 * @param args how many letters to typeset, and from which seed; then those alone are read
 */
export async function run([count, seed = '2026']: string[]) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-fields-'));
  try {
    const samples = count === undefined ? sampleLetters() : [];
    const generated = await typeset(folder, Number(count ?? 75), Number(seed));
    const found = {
      samples: samples.length === 0 ? null : await measured(samples),
      generated: await measured(generated),
    };
    const ok = [found.samples, found.generated].every((one) => one === null || one.ok);
    return { name: 'fields', ok, limits: LEAST, ...found };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await closeReading();
    await closeCommonPdfium();
  }
}

function sampleLetters(): Letter[] {
  const folder = fileURLToPath(new URL('../../../shared/letters', import.meta.url));
  if (!existsSync(folder)) return [];
  const truth: unknown = JSON.parse(readFileSync(path.join(folder, 'truth.json'), 'utf8'));
  return z
    .array(Sample)
    .parse(truth)
    .map(({ id, pages, fields }) => ({
      id,
      file: path.join(folder, pages[0]!.file),
      truth: fields,
    }));
}

async function typeset(folder: string, count: number, seed: number): Promise<Letter[]> {
  const letters: Letter[] = [];
  for (const [index, { id, pdf, truth }] of (await makeLetters(count, seed)).entries()) {
    const source = path.join(folder, `${id}.pdf`);
    writeFileSync(source, pdf);
    const page = await commonPdfium().run({ kind: 'render', path: source, page: 1, width: 2480 });
    const file = path.join(folder, `${id}.jpg`);
    writeFileSync(file, await scanned(page, new Chance(seed + index)));
    letters.push({ id, file, truth });
  }
  return letters;
}

interface Miss {
  letter: string;
  field: Field;
  wanted: string | null;
  read: string | null;
  confidence: number;
}

async function measured(letters: Letter[]) {
  const began = performance.now();
  const misses: Miss[] = [];
  const sure = { right: 0, wrong: 0 };
  const waiting = [...letters];
  async function work() {
    for (let letter = waiting.shift(); letter; letter = waiting.shift()) {
      const { fields } = await readLetter(letter.file);
      for (const field of names) {
        const wanted = plain(letter.truth[field === 'urgency' ? 'priority' : field]);
        const { confidence } = fields[field];
        const read = plain(valueOf(fields, field));
        if (read !== wanted) misses.push({ letter: letter.id, field, wanted, read, confidence });
        if (confidence >= 0.85) sure[read === wanted ? 'right' : 'wrong'] += 1;
      }
    }
  }
  await Promise.all([work(), work()]);
  const share = Object.fromEntries(
    names.map((field) => {
      const missed = misses.filter((miss) => miss.field === field).length;
      return [field, Math.round((1 - missed / letters.length) * 1000) / 10];
    }),
  ) as Record<Field, number>;
  const ok = names.every((field) => share[field] >= LEAST[field]);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { ok, letters: letters.length, percent: share, sure, seconds, misses };
}

const valueOf = (fields: SuggestedFields, field: Field) =>
  field === 'urgency' ? fields.urgency.value?.replace('-', ' ') : fields[field].value;

const plain = (text: string | null | undefined) =>
  text?.toLowerCase().replace(/\s+/g, ' ').trim() ?? null;
