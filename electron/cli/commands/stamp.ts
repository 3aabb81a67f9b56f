import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { LontarError, toWireError } from '../../../shared/contract/error.ts';
import { StampPlace } from '../../../shared/contract/stamp-place.ts';
import { StampData } from '../../../shared/contract/stamping.ts';
import { stampsByThemselves } from '../../core/stamping/by-itself.ts';
import type { Stamp } from '../../core/stamping/plan.ts';
import { builtInStamps } from '../../core/stamping/templates.ts';
import { loadStampFonts, stampFile } from '../../core/stamping/stamp.ts';
import { type Given, needed, valueOf } from '../arguments.ts';
import { type Command, letterOf, type Out, resources, withCore } from '../command.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { explain, say, words } from '../words.ts';

type Fonts = Awaited<ReturnType<typeof loadStampFonts>>;

export const stamp: Command = {
  usage:
    'stamp LETTER --template KEY [--copy N] [--page N --x MM --y MM] [--out FILE.pdf] | ' +
    'stamp IN.pdf OUT.pdf --data FILE.json | stamp --batch DIR OUTDIR --data FILE.json',
  flags: {
    template: { type: 'string' },
    copy: { type: 'string' },
    page: { type: 'string' },
    x: { type: 'string' },
    y: { type: 'string' },
    out: { type: 'string' },
    batch: { type: 'boolean' },
    data: { type: 'string' },
  },
  async run(given, out) {
    const template = given.text('template');
    if (template !== undefined) return stampLetter(given, template, out);
    const input = needed(given.words[0], given.is('batch') ? 'DIR' : 'IN.pdf', this.usage);
    const output = needed(given.words[1], given.is('batch') ? 'OUTDIR' : 'OUT.pdf', this.usage);
    const [, , extra] = given.words;
    if (extra !== undefined) {
      throw new LontarError('usage.too-many', { what: extra, usage: this.usage });
    }
    const data = readData(needed(given.text('data'), '--data', this.usage));
    const stamps = stampsByThemselves(data, await builtInStamps(resources));
    const jobs = given.is('batch') ? batchJobs(input, output) : [{ input, output }];
    const fonts = await loadStampFonts(resources);
    let failed = 0;
    for (const job of jobs) {
      if (!(await stampOne(job, stamps, fonts, out))) failed += 1;
    }
    if (failed === 0) return 0;
    return given.is('batch') ? 1 : 2;
  },
};

/** Puts one of the office's stamps on a letter of the archive, and gives its stamped file on request. */
async function stampLetter(given: Given, template: string, out: Out): Promise<void> {
  const text = needed(given.words[0], 'LETTER', stamp.usage);
  const [, extra] = given.words;
  if (extra !== undefined) {
    throw new LontarError('usage.too-many', { what: extra, usage: stamp.usage });
  }
  const copy = numberOf(given, 'copy');
  const place = placeFrom(given);
  const file = given.text('out');
  await withCore(async (core) => {
    const letter = await letterOf(core, text);
    const { stamps = [], agenda } = await core.call('letters.stamp', {
      letter,
      template,
      copy,
      place,
    });
    const put = stamps.at(-1)!;
    const to = file === undefined ? null : path.resolve(file);
    if (to !== null) await core.call('letters.export', { letter, what: 'stamped', out: to });
    out.result({ letter, stamp: put.id, template, copy: put.copy, out: to }, () =>
      say(words.stampPut, { name: put.look.template.name, agenda: agendaText(agenda) }),
    );
  });
}

function numberOf(given: Given, flag: string): number | null {
  const value = given.text(flag);
  return value === undefined ? null : valueOf(z.coerce.number(), flag, value);
}

/** Where `--x` and `--y` say, in millimetres; null without them. */
function placeFrom(given: Given): StampPlace | null {
  const [x, y] = [numberOf(given, 'x'), numberOf(given, 'y')];
  const page = numberOf(given, 'page');
  if (x === null && y === null && page === null) return null;
  return valueOf(StampPlace, 'x', { page: page ?? 1, x, y });
}

async function stampOne(
  { input, output }: { input: string; output: string },
  stamps: Stamp[],
  fonts: Fonts,
  out: Out,
): Promise<boolean> {
  const began = performance.now();
  const ms = () => Math.round((performance.now() - began) * 100) / 100;
  try {
    if (isSameFile(input, output)) throw new LontarError('usage.same-file', { file: input });
    const { method, prefixIntact } = await stampFile({ input, output, stamps, fonts });
    out.result({ file: input, ok: true, method, code: null, ms: ms(), prefixIntact }, () =>
      say(words.stamped, { file: input, method }),
    );
    return true;
  } catch (error) {
    const refusal = toWireError(error);
    const message = explain(refusal);
    const line = {
      file: input,
      ok: false,
      method: null,
      code: refusal.code,
      ms: ms(),
      prefixIntact: false,
    };
    out.result(line, () => []);
    out.note(say(words.unstamped, { file: input, message }));
    return false;
  }
}

/** Throws `file.missing`, `usage.data`. */
function readData(file: string): StampData {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new LontarError('file.missing', { name: path.basename(file), path: file });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new LontarError('usage.data', { file, issue: (error as Error).message });
  }
  const parsed = StampData.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues
    .map(({ path: at, message }) => `${at.map(String).join('.')}: ${message}`)
    .join('; ');
  throw new LontarError('usage.data', { file, issue });
}

/** Every PDF of the folder, in the order of names; the output keeps the name. Throws `file.missing`. */
function batchJobs(folder: string, outFolder: string) {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => /\.pdf$/i.test(name));
    mkdirSync(outFolder, { recursive: true });
  } catch {
    throw new LontarError('file.missing', { name: path.basename(folder), path: folder });
  }
  return names
    .sort()
    .map((name) => ({ input: path.join(folder, name), output: path.join(outFolder, name) }))
    .filter(({ input }) => statSync(input, { throwIfNoEntry: false })?.isDirectory() !== true);
}

function isSameFile(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
