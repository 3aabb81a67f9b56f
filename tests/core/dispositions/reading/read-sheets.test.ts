import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { PDFDocument } from 'pdf-lib';
import { openDesk, someFields, temporaryFolder } from '../../temporary-archive.ts';
import { boxOf, type Draw, scannedSheet, scribble, speck, tick } from './filled-sheet.ts';

const ticked =
  (...keys: string[]): Draw =>
  (geometry) =>
    keys.map((key) => tick(boxOf(geometry, key))).join('');

async function deskWithLetter() {
  const { core } = await openDesk();
  const { id } = await core.call('letters.register', { fields: someFields() });
  const read = (...files: string[]) => core.call('dispositions.readSheets', { files });
  return { core, id, read };
}

test('a sheet finds its letter and what was ticked, turned any way and in both sizes', async () => {
  const { core, id, read } = await deskWithLetter();
  const draw = ticked('asisten-1', 'bagian-umum', 'tolak');
  for (const scan of [{ angle: 182.5 }, { size: 'A4' as const, angle: 88, dpi: 150 }]) {
    const { sheets, refused } = await read(await scannedSheet(core, id, { ...scan, draw }));
    expect(refused).toEqual([]);
    expect(sheets).toMatchObject([
      { letter: id, to: ['asisten-1', 'bagian-umum'], instructions: ['tolak'], unsure: [] },
    ]);
    expect(sheets[0]).toMatchObject({ state: 'ready', missing: [], struck: [] });
    expect((await sharp(sheets[0]!.note!).metadata()).format).toBe('jpeg');
  }
});

test('what was lined through with its words is not chosen, nor what an underline crosses', async () => {
  const { core, id, read } = await deskWithLetter();
  const line = (x: number, y: number, length: number) =>
    `<path d="M${x} ${y} h${length}" fill="none" stroke="#1f3a93" stroke-width="0.5"/>`;
  const file = await scannedSheet(core, id, {
    draw(geometry) {
      const [struck, under] = [boxOf(geometry, 'asisten-3'), boxOf(geometry, 'tolak')];
      return (
        tick(boxOf(geometry, 'asisten-1')) +
        tick(struck) +
        line(struck.x - 3, struck.y + struck.size * 0.4, 40) +
        line(struck.x - 3, struck.y + struck.size * 0.62, 40) +
        line(under.x - 3, under.y + under.size * 0.2, 30)
      );
    },
  });
  const [sheet] = (await read(file)).sheets;
  expect(sheet).toMatchObject({ to: ['asisten-1'], instructions: [], unsure: [] });
  expect(sheet!.struck).toEqual([{ group: 'position', key: 'asisten-3' }]);
});

test('a stain over the code, and one whose edge runs through boxes, choose nothing', async () => {
  const { core, id, read } = await deskWithLetter();
  const file = await scannedSheet(core, id, {
    draw(geometry) {
      const [code] = geometry.qr;
      const { x, y } = boxOf(geometry, 'bagian-hukum');
      const stain = 'fill="none" stroke="#a08c6e" stroke-opacity="0.8" stroke-width="3"';
      return (
        `<circle cx="${code!.x + 6}" cy="${code!.y + code!.size}" r="14" ${stain}/>` +
        `<ellipse cx="${x - 18}" cy="${y}" rx="20" ry="14" fill="#a08c6e" fill-opacity="0.7"/>` +
        tick(boxOf(geometry, 'tolak'))
      );
    },
  });
  expect((await read(file)).sheets).toMatchObject([{ to: [], instructions: ['tolak'] }]);
});

test('what was scribbled out is not chosen, and a speck is asked about', async () => {
  const { core, id, read } = await deskWithLetter();
  const file = await scannedSheet(core, id, {
    draw: (geometry) =>
      tick(boxOf(geometry, 'asisten-1')) +
      tick(boxOf(geometry, 'asisten-3')) +
      scribble(boxOf(geometry, 'asisten-3')) +
      speck(boxOf(geometry, 'tolak')),
  });
  const [sheet] = (await read(file)).sheets;
  expect(sheet).toMatchObject({ to: ['asisten-1'], instructions: [] });
  expect(sheet!.struck).toEqual([{ group: 'position', key: 'asisten-3' }]);
  expect(sheet!.unsure).toEqual([{ group: 'instruction', key: 'tolak' }]);
});

test('lost marks are made up for; with too few left a box whose print is hidden too is asked about', async () => {
  const { core, id, read } = await deskWithLetter();
  const lost =
    (...corners: string[]): Draw =>
    (geometry) =>
      ticked('asisten-2')(geometry) +
      geometry.marks
        .filter(({ corner }) => corners.includes(corner))
        .map(({ x, y }) => `<rect x="${x - 2}" y="${y - 2}" width="9" height="9" fill="white"/>`)
        .join('');
  const one = await read(await scannedSheet(core, id, { draw: lost('top-right'), angle: 2 }));
  expect(one.sheets).toMatchObject([{ to: ['asisten-2'], unsure: [] }]);
  const hidden: Draw = (geometry) => {
    const { x, y } = boxOf(geometry, 'tolak');
    return `<rect x="${x - 1}" y="${y - 1}" width="40" height="7" fill="white"/>`;
  };
  const draw: Draw = (geometry) => lost('top-right', 'top-left')(geometry) + hidden(geometry);
  const two = await read(await scannedSheet(core, id, { draw, angle: 2 }));
  expect(two.sheets).toMatchObject([{ to: ['asisten-2'], instructions: [] }]);
  expect(two.sheets[0]!.unsure).toContainEqual({ group: 'instruction', key: 'tolak' });
});

test('a sheet printed before the letter and the office changed is read as it was printed', async () => {
  const { core, id, read } = await deskWithLetter();
  const file = await scannedSheet(core, id, { draw: ticked('bagian-umum', 'tolak') });
  await core.call('letters.correct', { letter: id, fields: { subject: 'Hal lain sama sekali' } });
  const title = 'Kepala Bagian Baru';
  await core.call('office.savePosition', { key: 'baru', title, holder: null });
  await core.call('office.closePosition', { key: 'bagian-hukum' });
  expect((await read(file)).sheets).toMatchObject([
    { to: ['bagian-umum'], instructions: ['tolak'], unsure: [] },
  ]);
});

test('several sheets in one PDF, one of them twice, one already disposed, one that is no sheet', async () => {
  const { core, id, read } = await deskWithLetter();
  const other = await core.call('letters.register', { fields: someFields({ number: '2' }) });
  const scans = [
    await scannedSheet(core, id, { draw: ticked('asisten-1') }),
    await scannedSheet(core, other.id, { draw: ticked('asisten-2') }),
    await scannedSheet(core, id, { draw: ticked('asisten-1'), angle: 180 }),
  ];
  await core.call('dispositions.give', { letter: other.id, from: 'sekda', to: ['asisten-3'] });
  const pdf = await PDFDocument.create();
  for (const scan of scans) {
    const picture = await pdf.embedJpg(readFileSync(scan));
    pdf.addPage([595.28, 841.89]).drawImage(picture, { x: 0, y: 0, width: 595.28, height: 841.89 });
  }
  pdf.addPage([595.28, 841.89]);
  const file = path.join(temporaryFolder(), 'pile.pdf');
  writeFileSync(file, await pdf.save());
  const { sheets, refused } = await read(file);
  expect(sheets.map(({ letter, state }) => [letter, state])).toEqual([
    [id, 'ready'],
    [other.id, 'given'],
    [id, 'repeated'],
  ]);
  expect(refused).toMatchObject([{ page: 4, error: { code: 'sheet.no-code' } }]);
});

test('a sheet of another archive, and what is no file, is refused; the rest is read', async () => {
  const { core, id, read } = await deskWithLetter();
  const stranger = await deskWithLetter();
  const foreign = await scannedSheet(stranger.core, stranger.id);
  const own = await scannedSheet(core, id, { draw: ticked('asisten-1') });
  const { sheets, refused } = await read(foreign, own, `${own}.gone`);
  expect(sheets.map(({ letter }) => letter)).toEqual([id]);
  expect(refused.map(({ error }) => error.code).toSorted()).toEqual([
    'file.missing',
    'sheet.unknown-letter',
  ]);
});

test('a confirmed sheet is kept with its disposition, and the archive proves it', async () => {
  const { core, id, read } = await deskWithLetter();
  const [sheet] = (await read(await scannedSheet(core, id, { draw: ticked('asisten-1') }))).sheets;
  const { paper } = sheet!;
  const letter = await core.call('dispositions.give', {
    letter: id,
    from: 'sekda',
    to: sheet!.to,
    paper,
  });
  expect(letter.dispositions[0]!.paper).toEqual(paper);
  expect(existsSync(core.context.archive.blobs.pathOf(paper.document.sha256))).toBe(true);
  expect(await core.call('evidence.verify', {})).toMatchObject({ findings: [] });
  await core.call('evidence.rebuild', {});
  expect((await core.call('letters.get', { letter: id })).letter).toEqual(letter);
});

test('a disposition whose sheet is nowhere any more is refused, and nothing is recorded', async () => {
  const { core, id } = await deskWithLetter();
  const document = { sha256: 'a'.repeat(64), pages: 1, bytes: 1, name: 'masuk-2026-1.pdf' };
  const give = { letter: id, from: 'sekda', to: ['asisten-1'], paper: { document } };
  await expect(core.call('dispositions.give', give)).rejects.toMatchObject({
    code: 'sheet.paper-gone',
  });
  expect((await core.call('letters.get', { letter: id })).letter.dispositions).toEqual([]);
});
