import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from '../project.mjs';

/** What each purpose runs besides Electron, and the Debian package that has it. */
const TOOLS = {
  start: {},
  window: { Xvfb: 'xvfb', scanimage: 'sane-utils', qpdf: 'qpdf', pdftotext: 'poppler-utils' },
};
TOOLS.test = {
  ...TOOLS.window,
  pdfsig: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  lp: 'cups-client',
  cupsd: 'cups',
  // Other programs go by the name of its `convert`.
  identify: 'imagemagick',
  openssl: 'openssl',
  strace: 'strace',
  tesseract: 'tesseract-ocr',
  ocrmypdf: 'ocrmypdf',
  chromium: 'chromium',
  initdb: 'postgresql',
  'dbus-daemon': 'dbus',
  // It brings libsecret along, by which Electron reaches it.
  'gnome-keyring-daemon': 'gnome-keyring',
};

/** Tesseract's data: no program by whose name it could be found. */
const LANGUAGES = { ind: 'tesseract-ocr-ind', eng: 'tesseract-ocr-eng' };

const ELECTRON_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

/** Debian keeps its programs off the PATH, a folder a version. */
function hasPostgres() {
  const folder = '/usr/lib/postgresql';
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((version) =>
    existsSync(path.join(folder, version, 'bin/initdb')),
  );
}

function isOnPath(name) {
  if (name === 'initdb') return hasPostgres();
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function missingLanguages() {
  if (!isOnPath('tesseract')) return Object.entries(LANGUAGES);
  const known = execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8' }).split(/\s+/);
  return Object.entries(LANGUAGES).filter(([language]) => !known.includes(language));
}

/** The shared libraries that the loader does not find for this program. */
function missingLibraries(binary) {
  const text = execFileSync('ldd', [binary], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return [...text.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]);
}

function missingPackages(purpose, electronBinary) {
  const tools = Object.entries(TOOLS[purpose]).filter(([name]) => !isOnPath(name));
  if ('tesseract' in TOOLS[purpose]) tools.push(...missingLanguages());
  const libraries = missingLibraries(electronBinary);
  return {
    names: [...tools.map(([name]) => name), ...libraries],
    packages: [
      ...new Set([
        ...tools.map(([, name]) => name),
        ...(libraries.length > 0 ? ELECTRON_PACKAGES : []),
      ]),
    ],
  };
}

/** Newer Debians and Ubuntus renamed some libraries for their 64-bit time: `libasound2t64`. */
async function nameHere(name) {
  const renamed = `${name}t64`;
  const { output } = await run('apt-cache', ['policy', renamed], { quiet: true });
  return /Candidate: (?!\(none\))/.test(output) ? renamed : name;
}

async function aptGet(args) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await run('apt-get', args, { quiet: true, env });
  if (code !== 0)
    throw new Error(`apt-get ${args.join(' ')} failed:\n${output.trim().slice(-2000)}`);
}

/**
 * @param {'start'|'window'|'test'} purpose `window`: the app under Xvfb with a virtual scanner
 */
export async function provideLibraries(purpose, electronBinary, say) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages(purpose, electronBinary);
  if (missing.packages.length === 0) return;
  if (!isOnPath('apt-get')) {
    throw new Error(
      `missing on this machine: ${missing.names.join(', ')}: install them and run this again`,
    );
  }
  if (process.getuid() !== 0) {
    throw new Error(
      `missing on this machine: ${missing.names.join(', ')}. Run this once, then try again:\n` +
        `  sudo apt-get install -y ${missing.packages.join(' ')}`,
    );
  }
  say(`installing ${missing.packages.join(' ')} (apt-get)`);
  await aptGet(['update']);
  const packages = await Promise.all(missing.packages.map(nameHere));
  await aptGet(['install', '-y', '--no-install-recommends', ...packages]);
  const still = missingPackages(purpose, electronBinary).names;
  if (still.length > 0) throw new Error(`still missing after apt-get: ${still.join(', ')}`);
}
