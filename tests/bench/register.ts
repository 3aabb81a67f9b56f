import { hash } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RegisterLetter } from '../../shared/contract/letters.ts';
import { type Core, openCore } from '../../electron/core/core.ts';
import { registerLetters } from '../../electron/core/letters/register.ts';
import { captureFiles } from '../../electron/core/scanning/capture.ts';
import { makePdf, onePage } from '../fixtures/stamping/make-pdf.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const FILE_BYTES = 300 * 1024;

/**
 * A durable `letters.register` beside what the same disk needs for the least durable write, taken in
 * turn so that both meet the same machine. `--rounds N` (2000) `--files N` (300)
 */
export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '2000' },
      files: { type: 'string', default: '300' },
    },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-register-'));
  const core = await openCore({ home: path.join(folder, 'archive'), resources });
  try {
    await core.call('office.found', { name: 'Sekretariat Daerah Kota Balikpapan' });
    const bare = await registering(core, folder, Number(values.rounds));
    const withFile = await registeringFiles(core, folder, Number(values.files));
    const many = importing(core, folder);
    return {
      bench: 'register',
      ...bare,
      withFile,
      import: many,
      limits: { ratio: 2, withFile: 2, import: 5 },
    };
  } finally {
    await core.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const short = ['--rounds', '100', '--files', '10'];

const fields = (turn: number) => ({
  number: `900.${turn % 9}/${turn}/BAPPEDA`,
  date: '2026-04-28',
  sender: 'Badan Perencanaan Pembangunan Daerah Provinsi Kalimantan Timur',
  subject: 'Permohonan Izin Penggunaan Aula untuk Rapat Koordinasi',
  recipient: 'Sekretaris Daerah Kota Balikpapan',
});

async function registering(core: Core, folder: string, rounds: number) {
  const block = Buffer.alloc(4096, 1);
  const growing = openSync(path.join(folder, 'growing'), 'w');
  const standing = openSync(path.join(folder, 'standing'), 'w');
  for (let at = 0; at < 1000; at += 1) writeSync(standing, block, 0, 4096, at * 4096);
  fsyncSync(standing);
  const times: number[] = [];
  const appended: number[] = [];
  const replaced: number[] = [];
  for (let turn = -100; turn < rounds; turn += 1) {
    const registered = await timed(() => core.call('letters.register', { fields: fields(turn) }));
    const grown = await timed(() => {
      writeSync(growing, block, 0, 4096, (turn + 100) * 4096);
      fdatasyncSync(growing);
    });
    const stood = await timed(() => {
      writeSync(standing, block, 0, 4096, ((turn + 100) % 1000) * 4096);
      fdatasyncSync(standing);
    });
    if (turn < 0) continue;
    times.push(registered);
    appended.push(grown);
    replaced.push(stood);
  }
  closeSync(growing);
  closeSync(standing);
  const ms = median(times);
  return {
    rounds,
    ms: round(ms),
    p95: round(quantile(times, 0.95)),
    mean: round(times.reduce((sum, one) => sum + one, 0) / times.length),
    peerAppendMs: round(median(appended)),
    peerOverwriteMs: round(median(replaced)),
    ratio: round(ms / median(appended)),
    ratioOverwrite: round(ms / median(replaced)),
  };
}

/**
 * A letter with a 300 KB file: the file's bytes to the archive's folder, synced, hashed, renamed, the
 * folder synced, and the letter registered. Looking into the file (PDFium opens every PDF that comes
 * in) is what `captureMs` has on top.
 */
async function registeringFiles(core: Core, folder: string, rounds: number) {
  const { blobs } = core.context.archive;
  const papers = path.join(folder, 'papers');
  mkdirSync(papers);
  const kept: number[] = [];
  const captured: number[] = [];
  const peer: number[] = [];
  for (let turn = -10; turn < rounds; turn += 1) {
    const bytes = scanPdf(turn + 10);
    const sha256 = hash('sha256', bytes, 'hex');
    kept.push(
      await timed(async () => {
        const aside = path.join(blobs.workFolder, 'bench.pdf');
        writeFileSync(aside, bytes);
        await blobs.adopt(aside, sha256);
        const document = { sha256, pages: 1, bytes: bytes.length, name: 'bench.pdf' };
        await core.call('letters.register', { fields: fields(turn + 1_000_000), document });
      }),
    );
    peer.push(await timed(() => writeAside(path.join(papers, `peer-${turn + 10}`), bytes)));
    const file = path.join(papers, `${turn + 10}.pdf`);
    writeFileSync(file, scanPdf(turn + 1_000_000));
    captured.push(await timed(() => captureFiles(core.context, [file])));
    rmSync(file);
  }
  const settled = (times: number[]) => round(median(times.slice(10)));
  return {
    rounds,
    ms: settled(kept),
    peerMs: settled(peer),
    captureMs: settled(captured),
    ratio: round(settled(kept) / settled(peer)),
  };
}

/** The least that makes 300 KB safe: aside, fsync, rename, fsync of the folder. */
function writeAside(file: string, bytes: Uint8Array): void {
  const aside = openSync(`${file}.part`, 'w');
  for (let at = 0; at < bytes.length;) at += writeSync(aside, bytes, at);
  fsyncSync(aside);
  closeSync(aside);
  renameSync(`${file}.part`, file);
  const folder = openSync(path.dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** Fifty letters a commit, beside how often the disk can sync at all. */
function importing(core: Core, folder: string) {
  const COMMITS = 40;
  const block = Buffer.alloc(4096, 1);
  const file = openSync(path.join(folder, 'syncs'), 'w');
  const letters: number[] = [];
  const syncs: number[] = [];
  for (let commit = 0; commit < COMMITS; commit += 1) {
    const batch = Array.from({ length: 50 }, (_, index) =>
      RegisterLetter.parse({ fields: fields(2_000_000 + commit * 50 + index) }),
    );
    const began = performance.now();
    registerLetters(core.context.archive, batch);
    letters.push((50 * 1000) / (performance.now() - began));
    const then = performance.now();
    for (let times = 0; times < 10; times += 1) {
      writeSync(file, block, 0, 4096, (commit * 10 + times) * 4096);
      fdatasyncSync(file);
    }
    syncs.push((10 * 1000) / (performance.now() - then));
  }
  closeSync(file);
  return {
    lettersPerSecond: Math.round(median(letters)),
    syncsPerSecond: Math.round(median(syncs)),
    ratio: round(median(letters) / median(syncs)),
  };
}

/** A page with a picture of noise in it, as large as a scanned letter. */
function scanPdf(seed: number): Buffer {
  const picture = Buffer.alloc(FILE_BYTES - 700);
  for (let at = 0, state = seed + 1; at < picture.length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    picture.writeUInt32LE(state, Math.min(at, picture.length - 4));
  }
  const height = Math.floor(picture.length / 640);
  const image = `/Type/XObject/Subtype/Image/Width 640/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray`;
  const page = '/MediaBox[0 0 595 842]/Resources<</XObject<</I 6 0 R>>>>/Contents 4 0 R';
  return makePdf(onePage(page, '595 0 0 842 0 0 cm /I Do', { 6: [image, picture] }));
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const median = (times: number[]) => quantile(times, 0.5);

function quantile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
