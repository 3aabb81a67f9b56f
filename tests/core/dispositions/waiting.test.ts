import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openCore } from '../../../electron/core/core.ts';
import { openDesk, resources, someFields, temporaryFolder } from '../temporary-archive.ts';
import { tamper, verified } from '../evidence/tampered-archive.ts';

const noon = Date.parse('2026-03-10T05:00:00.000Z');

async function deskWithWork() {
  let now = noon;
  const desk = await openDesk({ now: () => (now += 1000) });
  const { core } = desk;
  const letter = async (subject: string, more: object, give?: object) => {
    const fields = someFields({ subject, number: subject, ...more });
    const { id } = await core.call('letters.register', { fields });
    if (give) {
      const input = { letter: id, from: 'sekda', to: ['asisten-3'], ...give };
      await core.call('dispositions.give', input);
    }
    return id;
  };
  return { ...desk, letter };
}

test('an inbox shows what is overdue and urgent first, and copies last', async () => {
  const { core, letter } = await deskWithWork();
  await letter('biasa', {}, {});
  await letter('salinan', {}, { to: ['asisten-1'], copies: ['asisten-3'] });
  await letter('segera', { urgency: 'segera' }, { due: '2026-03-20' });
  await letter('lewat', {}, { due: '2026-03-07', instructions: ['telaah'], note: 'Lekas' });
  await letter('belum', {});
  const items = await core.call('dispositions.inbox', { position: 'asisten-3' });
  expect(items.map((item) => item.letter.subject)).toEqual(['lewat', 'segera', 'biasa', 'salinan']);
  expect(items[0]).toMatchObject({
    kind: 'task',
    overdue: 3,
    seen: false,
    from: 'Sekretaris Daerah',
    instructions: ['Telaah/pelajari'],
    note: 'Lekas',
  });
  expect(items[3]).toMatchObject({ kind: 'copy', overdue: 0 });
  const { positions, undisposed } = await core.call('dispositions.waiting', {});
  expect(undisposed).toBe(1);
  expect(positions).toMatchObject([
    { position: 'asisten-3', waiting: 3, overdue: 1, unseen: 3, dueToday: 0 },
    { position: 'asisten-1', waiting: 1 },
  ]);
  await expect(core.call('dispositions.inbox', { position: 'lain' })).rejects.toThrow(
    'position.unknown',
  );
});

test('two levels down, a report with its attachment, and up again until it is finished', async () => {
  const { core, home, letter } = await deskWithWork();
  const id = await letter('undangan', {}, {});
  const step = (name: string, input: object) =>
    core.call(`dispositions.${name}`, { letter: id, ...input });
  await step('give', { from: 'asisten-3', to: ['bagian-umum'] });
  const report = path.join(temporaryFolder(), 'laporan.png');
  writeFileSync(
    report,
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  const { documents } = await core.call('scanning.import', { files: [report] });
  expect(documents).toHaveLength(1);
  await step('followUp', { position: 'bagian-umum', text: 'Selesai', attachments: documents });
  expect(await core.call('scanning.drafts', {})).toEqual([]);
  const { sha256 } = documents[0]!;
  const out = path.join(temporaryFolder(), 'keluar.pdf');
  const saved = await step('exportAttachment', { sha256, out });
  expect(saved).toEqual({ path: out, bytes: documents[0]!.bytes });
  const other = await letter('lain', {});
  await expect(
    core.call('dispositions.exportAttachment', { letter: other, sha256, out }),
  ).rejects.toThrow('disposition.no-attachment');
  await step('complete', { position: 'bagian-umum' });
  await step('complete', { position: 'asisten-3' });
  const { rows } = await core.call('letters.list', { filter: 'selesai' });
  expect(rows).toMatchObject([{ id, status: 'finished' }]);
  expect((await core.call('dispositions.waiting', {})).positions).toEqual([]);
  await expect(
    core.call('scanning.discardDraft', { sha256: documents[0]!.sha256 }),
  ).rejects.toThrow('document.in-use');
  await core.close();
  expect(await verified(home)).toMatchObject({ ok: true, blobs: 1 });
});

test('a refused step leaves facts, state and inbox as they were', async () => {
  const { core, letter } = await deskWithWork();
  const id = await letter('undangan', {}, {});
  const look = async () => [
    await core.call('letters.get', { letter: id }),
    await core.call('dispositions.inbox', { position: 'asisten-3' }),
  ];
  const before = await look();
  const hand = { letter: id, position: 'asisten-3', to: ['sekda'] };
  await expect(core.call('dispositions.forward', hand)).rejects.toThrow(
    'disposition.has-it-already',
  );
  expect(await look()).toEqual(before);
});

test('an inbox that differs from the letter is found and the letter named; a rebuild mends it', async () => {
  const { core, home, letter } = await deskWithWork();
  const id = await letter('undangan', {}, {});
  await core.close();
  tamper(home, (db) => db.prepare('UPDATE waiting SET position = ?').run('asisten-1'));
  const found = await verified(home);
  expect(found.findings).toMatchObject([{ code: 'state.waiting-differs', letter: id }]);
  // As an update does that gives the states a new form.
  tamper(home, (db) => db.prepare("INSERT INTO meta VALUES ('states', 'stale')").run());
  const again = await openCore({ home, resources });
  expect(await again.call('dispositions.inbox', { position: 'asisten-3' })).toHaveLength(1);
  await again.close();
  expect(await verified(home)).toMatchObject({ ok: true });
});
