import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { LontarError, toWireError } from '../../../shared/contract/error.ts';
import { StampData } from '../../../shared/contract/stamping.ts';
import { loadStampFonts, stampFile } from '../../core/stamping/stamp.ts';
import { needed } from '../arguments.ts';
import { type Command, type Out, resources } from '../command.ts';
import { explain, say, words } from '../words.ts';

type Fonts = Awaited<ReturnType<typeof loadStampFonts>>;

export const stamp: Command = {
  usage: 'stamp IN.pdf OUT.pdf --data FILE.json | stamp --batch DIR OUTDIR --data FILE.json',
  flags: { batch: { type: 'boolean' }, data: { type: 'string' } },
  async run(given, out) {
    const input = needed(given.words[0], given.is('batch') ? 'DIR' : 'IN.pdf', this.usage);
    const output = needed(given.words[1], given.is('batch') ? 'OUTDIR' : 'OUT.pdf', this.usage);
    const [, , extra] = given.words;
    if (extra !== undefined) {
      throw new LontarError('usage.too-many', { what: extra, usage: this.usage });
    }
    const data = readData(needed(given.text('data'), '--data', this.usage));
    const jobs = given.is('batch') ? batchJobs(input, output) : [{ input, output }];
    const fonts = await loadStampFonts(resources);
    let failed = 0;
    for (const job of jobs) {
      if (!(await stampOne(job, data, fonts, out))) failed += 1;
    }
    if (failed === 0) return 0;
    return given.is('batch') ? 1 : 2;
  },
};

async function stampOne(
  { input, output }: { input: string; output: string },
  data: StampData,
  fonts: Fonts,
  out: Out,
): Promise<boolean> {
  const began = performance.now();
  const ms = () => Math.round((performance.now() - began) * 100) / 100;
  try {
    if (isSameFile(input, output)) throw new LontarError('usage.same-file', { file: input });
    const { method, prefixIntact } = await stampFile({ input, output, data, fonts });
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
