import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCore } from '../../../electron/core/core.ts';
import { smallPdf } from '../../faults/papers.ts';
import { openDesk, resources, someFields, temporaryFolder } from '../temporary-archive.ts';

const picture = fileURLToPath(
  new URL('../../fixtures/letters/s07-perusahaan-1.jpg', import.meta.url),
);

async function reopened(home: string) {
  const operations: string[] = [];
  const core = await openCore({ home, resources });
  onTestFinished(() => core.close());
  core.on(({ payload }) => operations.push(payload.operation));
  return { core, operations };
}

test('pages of a scan whose core was killed come back as a draft, and that is announced', async () => {
  const folder = temporaryFolder();
  const home = path.join(folder, 'arsip');
  writeFileSync(path.join(folder, 'dll.conf'), 'test\n');
  const script = fileURLToPath(new URL('./scan-until-killed.ts', import.meta.url));
  const child = spawn(process.execPath, [script, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SANE_CONFIG_DIR: folder },
    // With the driver's process: nothing may go on writing beside the next core.
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.split('\n').length > 2) break;
  }
  process.kill(-child.pid!, 'SIGKILL');
  await ended;
  const kept = said.split('kept').length - 1;
  expect(kept).toBeGreaterThanOrEqual(2);
  const { core, operations } = await reopened(home);
  await vi.waitFor(() => expect(operations).toEqual(['scanning.import']), 10_000);
  const drafts = await core.call('scanning.drafts', {});
  expect(drafts).toHaveLength(1);
  expect(drafts[0]!.pages).toBeGreaterThanOrEqual(kept);
  expect(readdirSync(path.join(home, 'scans'))).toEqual([]);
  expect(await core.call('evidence.verify', {})).toMatchObject({ ok: true, blobs: 1 });
});

test('one scan that can’t be read keeps its pages and hinders no other; closing waits', async () => {
  const { core, home } = await openDesk();
  await core.close();
  const scans = path.join(home, 'scans');
  for (const [name, page] of [
    ['a', Buffer.from('bukan gambar')],
    ['c', readFileSync(picture)],
  ] as const) {
    mkdirSync(path.join(scans, name), { recursive: true });
    writeFileSync(path.join(scans, name, 'page-0001.jpg'), page);
  }
  writeFileSync(path.join(scans, 'b'), 'a file among folders');
  const first = await openCore({ home, resources });
  await first.close();
  expect(readdirSync(scans)).toEqual(['a', 'b']);
  expect(existsSync(path.join(scans, 'a', 'page-0001.jpg'))).toBe(true);
  const { core: second } = await reopened(home);
  expect(await second.call('scanning.drafts', {})).toMatchObject([{ pages: 1 }]);
});

test('a folder made after the start is a running scan’s, and left alone', async () => {
  const { core, home } = await openDesk();
  await core.close();
  const scans = path.join(home, 'scans');
  mkdirSync(path.join(scans, 'lama'), { recursive: true });
  copyFileSync(picture, path.join(scans, 'lama', 'page-0001.jpg'));
  const { core: again, operations } = await reopened(home);
  mkdirSync(path.join(scans, 'baru'));
  await vi.waitFor(() => expect(operations).toEqual(['scanning.import']), 10_000);
  expect(readdirSync(scans)).toEqual(['baru']);
  await again.close();
});

test('a paper that came in twice can be discarded the second time; the letter keeps its file', async () => {
  const { core } = await openDesk();
  const paper = path.join(temporaryFolder(), 'surat.pdf');
  writeFileSync(paper, smallPdf(1));
  const take = async () => (await core.call('scanning.import', { files: [paper] })).documents[0]!;
  const document = await take();
  await core.call('letters.register', { fields: someFields(), document });
  expect(await take()).toEqual(document);
  expect(await core.call('scanning.drafts', {})).toHaveLength(1);
  await core.call('scanning.discardDraft', { sha256: document.sha256 });
  expect(await core.call('scanning.drafts', {})).toEqual([]);
  expect(core.context.archive.blobs.has(document.sha256)).toBe(true);
  await expect(
    core.call('scanning.discardDraft', { sha256: document.sha256 }),
  ).rejects.toMatchObject({ code: 'document.in-use' });
});

test('pages attached to a letter leave the drafts; a second original is refused', async () => {
  const { core } = await openDesk();
  const { documents } = await core.call('scanning.import', { files: [picture] });
  const { id } = await core.call('letters.register', { fields: someFields() });
  const attach = () => core.call('letters.attach', { letter: id, document: documents[0] });
  expect((await attach()).document).toEqual(documents[0]);
  expect(await core.call('scanning.drafts', {})).toEqual([]);
  await expect(attach()).rejects.toMatchObject({ code: 'letter.has-document' });
  const unknown = { ...documents[0]!, sha256: 'b'.repeat(64) };
  const other = await core.call('letters.register', { fields: someFields() });
  const { seq } = core.context.archive.journal.head();
  await expect(
    core.call('letters.attach', { letter: other.id, document: unknown }),
  ).rejects.toMatchObject({ code: 'document.unknown' });
  expect(core.context.archive.journal.head().seq).toBe(seq);
});
