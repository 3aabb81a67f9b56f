import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sql } from '../../../electron/core/archive/sql.ts';
import { type Core, openCore } from '../../../electron/core/core.ts';
import { nextPage } from '../../../electron/core/reading/store.ts';
import { makePdf } from '../../fixtures/stamping/make-pdf.ts';
import { openDesk, resources, someFields, temporaryFolder } from '../temporary-archive.ts';

/** A born-digital letter: reading it takes milliseconds. */
async function letter(words: string, pages = 1): Promise<string> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page++) {
    const text = `Halaman ${page}: ${words}, undangan rapat koordinasi`;
    document.addPage([595, 842]).drawText(text, { x: 72, y: 700, size: 12, font });
  }
  return put(await document.save());
}

/** Its second page is nowhere. */
function broken(): string {
  return put(
    makePdf({
      objects: {
        1: '<</Type/Catalog/Pages 2 0 R>>',
        2: '<</Type/Pages/Count 2/Kids[3 0 R 9 0 R]>>',
        3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>',
        4: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
        5: ['', 'BT /F 12 Tf 72 700 Td (Undangan rapat koordinasi pada hari Jumat) Tj ET'],
      },
    }),
  );
}

function put(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), 'surat.pdf');
  writeFileSync(path, bytes);
  return path;
}

async function take(core: Core, file: string): Promise<string> {
  const { documents } = await core.call('scanning.import', { files: [file] });
  return documents[0]!.sha256;
}

describe('reading', () => {
  test('what can’t be kept is read again when there is room, and nobody else is disturbed', async () => {
    const { core } = await openDesk();
    const sha256 = await take(core, await letter('Dinas Kesehatan', 2));
    const { archive } = core.context;
    const refuse = `CREATE TRIGGER refused BEFORE INSERT ON reading_pages
      BEGIN SELECT RAISE(ABORT, 'no room'); END`;
    archive.write((writer) => writer.run({ text: refuse, values: [] }));
    expect(await core.call('reading.read', {})).toEqual({ waiting: 2, failed: 0 });
    await core.call('letters.register', { fields: someFields() });
    archive.write((writer) => writer.run({ text: 'DROP TRIGGER refused', values: [] }));
    expect(await core.call('reading.read', {})).toEqual({ waiting: 0, failed: 0 });
    expect(await core.call('reading.of', { sha256 })).toMatchObject({ left: 0, unread: [] });
  });

  test('a draft is read when it is asked for, every page once, and stays read', async () => {
    const { core } = await openDesk();
    const sha256 = await take(core, await letter('Dinas Kesehatan', 3));
    expect(await core.call('reading.status', {})).toMatchObject({ waiting: 3, failed: 0 });
    expect(await core.call('reading.of', { sha256 })).toEqual({
      pages: 3,
      left: 3,
      read: [],
      unread: [],
    });
    expect(await core.call('reading.read', {})).toEqual({ waiting: 0, failed: 0 });
    const reading = await core.call('reading.of', { sha256 });
    expect(reading?.read.map(({ page, text }) => [page, text.slice(0, 10)])).toEqual([
      [1, 'Halaman 1:'],
      [2, 'Halaman 2:'],
      [3, 'Halaman 3:'],
    ]);
    expect(reading).toMatchObject({ left: 0, unread: [] });
    const { archive } = core.context;
    const rows = () => archive.read.column<number>(sql`SELECT sum(tries) FROM reading_pages`);
    expect(rows()).toEqual([3]);
    await core.call('reading.read', {});
    expect(rows()).toEqual([3]);
  });

  test('it reads by itself in the app, and tells when it has', async () => {
    const home = join(temporaryFolder(), 'archive');
    const core = await openCore({ home, resources, reads: true });
    onTestFinished(() => core.close());
    const told = new Promise<void>((tell) => {
      core.on(({ payload }) => payload.operation === 'reading.read' && tell());
    });
    const sha256 = await take(core, await letter('Sekretaris Daerah'));
    await told;
    expect(await core.call('reading.of', { sha256 })).toMatchObject({ left: 0 });
  });

  test('the letter on the screen comes first, else the newest', async () => {
    const { core } = await openDesk();
    const { read } = core.context.archive;
    const next = () => nextPage(read, Date.now(), () => false)?.sha256;
    const shas = [];
    for (const name of ['satu', 'dua', 'tiga']) {
      shas.push(await take(core, await letter(name)));
      await new Promise((wait) => setTimeout(wait, 3));
    }
    expect(next()).toBe(shas[2]);
    await core.call('reading.first', { sha256: shas[0]! });
    expect(next()).toBe(shas[0]);
  });

  test('paused, it reads nothing, also after a restart; resumed, it goes on', async () => {
    const home = join(temporaryFolder(), 'archive');
    const before = await openCore({ home, resources });
    const sha256 = await take(before, await letter('Bagian Umum'));
    await before.call('reading.pause', {});
    await before.call('reading.read', {});
    await before.close();
    const after = await openCore({ home, resources });
    onTestFinished(() => after.close());
    await after.call('reading.read', {});
    expect(await after.call('reading.status', {})).toMatchObject({ paused: true, waiting: 1 });
    await after.call('reading.resume', {});
    await after.call('reading.read', {});
    expect(await after.call('reading.of', { sha256 })).toMatchObject({ left: 0 });
  });

  test('a page that can’t be read says why, is tried again later and then given up', async () => {
    let now = Date.parse('2026-01-05T08:00:00Z');
    const { core } = await openDesk({ now: () => now });
    const sha256 = await take(core, broken());
    const whole = await take(core, await letter('Dinas Pendidikan'));
    await core.call('reading.read', {});
    expect(await core.call('reading.of', { sha256: whole })).toMatchObject({ left: 0 });
    expect(await core.call('reading.of', { sha256 })).toMatchObject({
      left: 1,
      read: [{ page: 1 }],
      unread: [
        { page: 2, tries: 1, reason: { code: 'pdf.damaged' }, again: '2026-01-05T08:00:05.000Z' },
      ],
    });
    for (let tries = 2; tries <= 3; tries++) {
      now += 61_000;
      await core.call('reading.read', {});
    }
    expect(await core.call('reading.status', {})).toMatchObject({
      waiting: 0,
      failed: 1,
      unread: [{ sha256, page: 2, tries: 3, again: null }],
    });
    expect(await core.call('reading.retry', {})).toEqual({ pages: 1 });
    expect(await core.call('reading.status', {})).toMatchObject({ waiting: 1, failed: 0 });
    await core.call('reading.read', {});
    expect(await core.call('reading.of', { sha256 })).toMatchObject({ unread: [{ tries: 1 }] });
  });

  test('what was read goes with a discarded draft, and stays with a registered one', async () => {
    const { core } = await openDesk();
    const { documents } = await core.call('scanning.import', {
      files: [await letter('dibuang'), await letter('dicatat')],
    });
    await core.call('reading.read', {});
    const [gone, kept] = documents;
    await core.call('scanning.discardDraft', { sha256: gone!.sha256 });
    await core.call('letters.register', { fields: someFields(), document: kept! });
    expect(await core.call('reading.of', { sha256: gone!.sha256 })).toBeNull();
    expect(await core.call('reading.of', { sha256: kept!.sha256 })).toMatchObject({ left: 0 });
    const { archive } = core.context;
    expect(archive.read.column(sql`SELECT sha256 FROM reading_pages`)).toEqual([kept!.sha256]);
  });

  test('a rebuild keeps what was read and asks again for what is lost', async () => {
    const { core } = await openDesk();
    const { archive } = core.context;
    const [one, two] = await Promise.all([letter('pertama'), letter('kedua')]);
    const { documents } = await core.call('scanning.import', { files: [one, two] });
    for (const document of documents) {
      await core.call('letters.register', { fields: someFields({ number: null }), document });
    }
    await core.call('reading.read', {});
    const [kept, lost] = documents.map(({ sha256 }) => sha256);
    archive.write((writer) => {
      writer.run(sql`DELETE FROM reading_pages WHERE sha256 = ${lost!}`);
    });
    await core.call('evidence.rebuild', {});
    expect(await core.call('reading.of', { sha256: kept! })).toMatchObject({ left: 0 });
    expect(await core.call('reading.of', { sha256: lost! })).toMatchObject({ left: 1, read: [] });
    archive.write((writer) => writer.run(sql`DELETE FROM reading_documents`));
    await core.call('evidence.rebuild', {});
    expect(await core.call('reading.status', {})).toMatchObject({ waiting: 2 });
    await core.call('reading.read', {});
    expect(await core.call('reading.of', { sha256: lost! })).toMatchObject({ left: 0 });
    expect(await core.call('evidence.verify', {})).toMatchObject({ ok: true });
  });

  test('a document whose file is missing is marked, and blocks nobody', async () => {
    const { core } = await openDesk();
    const sha256 = await take(core, await letter('hilang'));
    rmSync(core.context.archive.blobs.pathOf(sha256));
    await core.call('reading.read', {});
    expect(await core.call('reading.of', { sha256 })).toMatchObject({
      left: 0,
      unread: [{ page: 1, reason: { code: 'document.unknown' }, again: null }],
    });
  });
});
