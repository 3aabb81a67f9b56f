import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { smallPdf } from '../../faults/papers.ts';
import { verified } from '../evidence/tampered-archive.ts';
import { openDesk, someFields, temporaryFolder } from '../temporary-archive.ts';

const now = () => Date.parse('2026-03-10T05:00:00.000Z');
const textOf = (file: string) =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });

test('the courier book keeps who took the paper, with the picture of the initials, and prints it', async () => {
  const { core, home } = await openDesk({ now });
  const { id } = await core.call('letters.register', { fields: someFields() });
  await core.call('dispositions.give', { letter: id, from: 'sekda', to: ['bagian-umum'] });
  const file = path.join(temporaryFolder(), 'paraf.pdf');
  writeFileSync(file, smallPdf(1));
  const [signature] = (await core.call('scanning.import', { files: [file] })).documents;
  const taken = { letter: id, to: 'bagian-umum', receiver: 'Petugas Umum', signature: signature! };
  const letter = await core.call('letters.handOver', taken);
  expect(letter.handovers).toMatchObject([
    { receiver: 'Petugas Umum', to: { key: 'bagian-umum' }, signature: { pages: 1 } },
  ]);
  expect(await core.call('scanning.drafts', {})).toEqual([]);
  await expect(core.call('scanning.discardDraft', { sha256: signature!.sha256 })).rejects.toThrow(
    'document.in-use',
  );
  const day = { from: '2026-03-10', until: '2026-03-10' };
  const { path: printed } = await core.call('printing.make', {
    print: { kind: 'courier', ...day },
  });
  expect(textOf(printed)).toContain('Petugas Umum');
  const unknown = { ...taken, to: 'lain', signature: null };
  await expect(core.call('letters.handOver', unknown)).rejects.toThrow('position.unknown');
  await core.close();
  expect(await verified(home)).toMatchObject({ ok: true, blobs: 1 });
});

test('initials drawn on the screen become a document; where the letter refuses, nothing of them stays', async () => {
  const { core, home } = await openDesk({ now });
  const { id: letter } = await core.call('letters.register', { fields: someFields() });
  const png = await sharp({ create: { width: 240, height: 70, channels: 3, background: '#fff' } })
    .composite([{ input: Buffer.from('<svg><path d="M20 50L90 20 140 50"/></svg>') }])
    .png()
    .toBuffer();
  const taken = { letter, to: 'bagian-umum', receiver: 'Sri', drawn: png.toString('base64') };
  const { handovers } = await core.call('letters.handOver', taken);
  expect(handovers[0]!.signature).toMatchObject({ pages: 1, name: 'Paraf' });
  const sizes = await core.call('pages.sizes', { sha256: handovers[0]!.signature!.sha256 });
  expect(sizes).toHaveLength(1);
  const other = await sharp(png).negate().png().toBuffer();
  const lost = { ...taken, to: 'lain', drawn: other.toString('base64') };
  await expect(core.call('letters.handOver', lost)).rejects.toThrow('position.unknown');
  const junk = { ...taken, drawn: Buffer.from('<svg/>').toString('base64') };
  await expect(core.call('letters.handOver', junk)).rejects.toThrow('file.type');
  expect(await core.call('scanning.drafts', {})).toEqual([]);
  await core.close();
  expect(await verified(home)).toMatchObject({ ok: true, blobs: 1 });
});

test("the label of a box is also for the letters in its folders, and for no other box's", async () => {
  const { core } = await openDesk({ now });
  for (const location of ['R3 / B1', 'R3 / B1 / M2', 'R3 / B12']) {
    await core.call('letters.register', { fields: someFields({ location }) });
  }
  const print = { kind: 'label', location: 'R3 / B1' } as const;
  expect(textOf((await core.call('printing.make', { print })).path)).toContain('Isi: 2 surat');
});

test('paper is lent to one at a time, and comes back', async () => {
  const { core } = await openDesk({ now });
  const { id: letter } = await core.call('letters.register', { fields: someFields() });
  const lend = (borrower: string) =>
    core.call('letters.lend', { letter, borrower, until: '2026-03-20' });
  expect((await lend('Bagian Hukum')).loan).toMatchObject({ borrower: 'Bagian Hukum' });
  await expect(lend('Bagian Umum')).rejects.toThrow('letter.is-lent');
  expect((await core.call('letters.bringBack', { letter })).loan).toBeNull();
  await expect(core.call('letters.bringBack', { letter })).rejects.toThrow('letter.not-lent');
});
