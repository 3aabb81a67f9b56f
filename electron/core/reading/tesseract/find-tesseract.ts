import { execFile } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';

/** A program that can read Indonesian here, and where its data lies. */
export interface FoundTesseract {
  program: string;
  /** `null`: the program finds its data itself. */
  data: string | null;
  /** As Tesseract takes it: `ind+eng`. */
  languages: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** In this order: Indonesian decides where both can read a word. */
const WANTED = ['ind', 'eng'];

let found: { key: string; answer: Promise<FoundTesseract | null> } | undefined;

/**
 * The `tesseract` that `LONTAR_TESSERACT` names (`none`: none), else that of `PATH`, if it has data
 * for Indonesian: that of `TESSDATA_PREFIX`, its own, or what lies where systems put it.
 */
export function findTesseract(env: Env = process.env): Promise<FoundTesseract | null> {
  const key = JSON.stringify([env.LONTAR_TESSERACT, env.PATH, env.TESSDATA_PREFIX]);
  if (found?.key !== key) found = { key, answer: search(env) };
  return found.answer;
}

async function search(env: Env): Promise<FoundTesseract | null> {
  if (env.LONTAR_TESSERACT === 'none') return null;
  const program = env.LONTAR_TESSERACT ?? (await onPath(env.PATH ?? ''));
  if (!program) return null;
  const own = languagesOf(await listLanguages(program));
  if (own) return { program, data: null, languages: own };
  for (const folder of placesFor(program, env)) {
    const names = await readdir(folder).catch(() => []);
    const languages = languagesOf(
      names.flatMap((name) => /^(\w+)\.traineddata$/.exec(name)?.[1] ?? []),
    );
    if (languages) return { program, data: folder, languages };
  }
  return null;
}

function languagesOf(known: string[]): string | null {
  if (!known.includes('ind')) return null;
  return WANTED.filter((language) => known.includes(language)).join('+');
}

async function onPath(path: string): Promise<string | null> {
  const name = process.platform === 'win32' ? 'tesseract.exe' : 'tesseract';
  const usual =
    process.platform === 'win32'
      ? ['C:\\Program Files\\Tesseract-OCR']
      : ['/usr/local/bin', '/opt/homebrew/bin'];
  for (const folder of [...path.split(delimiter), ...usual]) {
    if (folder === '') continue;
    const file = resolve(folder, name);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return file;
  }
  return null;
}

/** What `--list-langs` says; nothing where the program does not run. */
function listLanguages(program: string): Promise<string[]> {
  return new Promise((settle) => {
    const options = { timeout: 10_000, maxBuffer: 1 << 20, windowsHide: true };
    execFile(program, ['--list-langs'], options, (error, stdout, stderr) => {
      settle(error ? [] : `${stdout}\n${stderr}`.split(/\r?\n/).map((line) => line.trim()));
    });
  });
}

function placesFor(program: string, { TESSDATA_PREFIX: prefix }: Env): string[] {
  const beside = dirname(program);
  return [
    ...(prefix ? [prefix, join(prefix, 'tessdata')] : []),
    join(beside, 'tessdata'),
    join(beside, '..', 'share', 'tessdata'),
    '/usr/share/tesseract-ocr/5/tessdata',
    '/usr/share/tesseract-ocr/4.00/tessdata',
    '/usr/share/tessdata',
  ];
}
