import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readCodes } from '../../../electron/core/codes/read-codes.ts';
import type { Core } from '../../../electron/core/core.ts';
import { openDesk, someFields } from '../temporary-archive.ts';

const day = { from: '2026-03-10', until: '2026-03-10' };
const textOf = (path: string) =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
const sizeOf = (path: string) =>
  /Page size: +([\d.]+) x ([\d.]+)/
    .exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }))!
    .slice(1)
    .map((points) => Math.round((Number(points) / 72) * 25.4));

async function deskOf(letters: object[]) {
  const desk = await openDesk({ now: () => Date.parse('2026-03-10T05:00:00.000Z') });
  const ids: string[] = [];
  for (const more of letters) {
    const fields = someFields(more);
    ids.push((await desk.core.call('letters.register', { fields })).id);
  }
  return { ...desk, ids };
}

const make = (core: Core, print: object) => core.call('printing.make', { print: print as never });

test('a receipt says what came, never what a secret letter is about, and keeps its code', async () => {
  const { core, ids } = await deskOf([
    { subject: 'Izin aula' },
    { subject: 'Sandi', secrecy: 'R' },
  ]);
  const open = await make(core, { kind: 'receipt', letter: ids[0] });
  expect(sizeOf(open.path)).toEqual([105, 148]);
  const text = textOf(open.path);
  for (const word of [
    'TANDA TERIMA',
    'Izin aula',
    '900.2.9/3466/BAPPEDA',
    '1/2026',
    '10 Maret 2026',
  ]) {
    expect(text).toContain(word);
  }
  const secret = await make(core, { kind: 'receipt', letter: ids[1], size: 'roll80' });
  expect(sizeOf(secret.path)[0]).toBe(80);
  expect(textOf(secret.path)).not.toContain('Sandi');
  expect((await make(core, { kind: 'receipt', letter: ids[0] })).sha256).toBe(open.sha256);
  const codes = await Promise.all(ids.map((letter) => core.call('letters.get', { letter })));
  const [a, b] = codes.map(({ letter }) => letter.receipt!.code);
  expect(a).toMatch(/^[a-z2-7]{26}$/);
  expect(a).not.toBe(b);
});

test('a receipt’s code leads to the public page, once the office has one', async () => {
  const { core, ids } = await deskOf([{}]);
  const receipt = { kind: 'receipt', letter: ids[0] };
  const bare = await make(core, receipt);
  expect(textOf(bare.path)).not.toContain('Pindai kode ini');
  // One that just fits the usual size, and the longest that may be set.
  for (const url of ['https://surat.kotabanjar.go.id', `https://${'a'.repeat(62)}`]) {
    await core.call('office.setPublicUrl', { url });
    const { path } = await make(core, receipt);
    expect(textOf(path)).toContain('Pindai kode ini');
    const { letter } = await core.call('letters.get', { letter: ids[0]! });
    const png = execFileSync('pdftoppm', ['-r', '200', '-png', path]);
    const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const codes = await readCodes({ width, height, data: new Uint8Array(data) }, ['QRCode']);
    expect(codes.map(({ text }) => text)).toEqual([`${url}/s/${letter.receipt!.code}`]);
  }
  await core.call('office.setPublicUrl', { url: null });
  expect((await make(core, receipt)).sha256).toBe(bare.sha256);
});

test('the agenda’s pages hold every number of the period, cancelled ones with the reason, secret ones bare', async () => {
  const many = Array.from({ length: 60 }, (_, at) => ({ subject: `Perihal ke-${at + 1}` }));
  const { core, ids } = await deskOf([{ subject: 'Sandi', secrecy: 'SR' }, ...many]);
  await core.call('letters.cancel', { letter: ids[1], reason: 'Salah buku' });
  const { path, pages } = await make(core, { kind: 'agenda', ...day });
  expect(pages).toBeGreaterThan(2);
  const text = textOf(path);
  for (let number = 1; number <= 61; number += 1) expect(text).toContain(`${number}/2026`);
  expect(text).toContain('Salah');
  expect(text).not.toContain('Sandi');
  expect(text).toContain(`Halaman ${pages} dari ${pages}`);
  const none = await make(core, { kind: 'agenda', from: '2026-03-11', until: '2026-03-12' });
  expect(textOf(none.path)).toContain('Tidak ada surat');
  await expect(
    make(core, { kind: 'agenda', from: '2026-03-12', until: '2026-03-11' }),
  ).rejects.toThrow('print.period');
});

test('the courier book has a line for each receiver; the box’s label the numbers that lie in it', async () => {
  const { core, ids } = await deskOf([
    { location: 'Rak 2', classification: '000.1.10' },
    { location: 'Rak 2', classification: '000.1.9' },
    {},
  ]);
  await core.call('dispositions.give', {
    letter: ids[0],
    from: 'sekda',
    to: ['asisten-1', 'bagian-umum'],
  });
  const courier = await make(core, { kind: 'courier', ...day });
  expect(textOf(courier.path)).toMatch(/Kepala Bagian Umum/);
  const label = textOf((await make(core, { kind: 'label', location: 'Rak 2' })).path);
  expect(label).toMatch(/Nomor agenda: 1–2\/2026/);
  expect(label).toMatch(/000\.1\.9, 000\.1\.10/);
});

test('two sheets on one A4 are two whole A5 sheets', async () => {
  const { core, ids } = await deskOf([{}]);
  const twice = await make(core, { kind: 'sheet', letter: ids[0], size: 'A4x2' });
  expect(sizeOf(twice.path)).toEqual([297, 210]);
  expect(textOf(twice.path).match(/LEMBAR DISPOSISI/g)).toHaveLength(2);
});
