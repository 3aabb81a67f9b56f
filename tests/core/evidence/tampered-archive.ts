import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { type Core, openCore } from '../../../electron/core/core.ts';
import { captureFiles } from '../../../electron/core/scanning/capture.ts';
import { smallPdf } from '../../faults/papers.ts';
import { openDesk, resources, someFields, temporaryFolder } from '../temporary-archive.ts';

/** An archive with three letters, one of them with a file and a disposition; closed. */
export async function archiveWithLetters(more: object = {}) {
  const { core, home } = await openDesk();
  const paper = path.join(temporaryFolder(), 'surat.pdf');
  writeFileSync(paper, smallPdf(1));
  const document = await captureFiles(core.context, [paper]);
  const ids: string[] = [];
  for (const own of [{ document }, {}, {}]) {
    const letter = await core.call('letters.register', { fields: someFields(more), ...own });
    ids.push(letter.id);
  }
  await core.call('dispositions.give', { letter: ids[0], from: 'sekda', to: ['asisten-1'] });
  await core.call('letters.correct', { letter: ids[1], fields: { subject: 'Lain' } });
  await core.call('letters.list', { filter: 'lain' });
  await core.close();
  return { home, ids, sha256: document.sha256, file: path.join(home, 'archive.sqlite') };
}

export async function verified(home: string) {
  const core: Core = await openCore({ home, resources, create: false });
  try {
    return await core.call('evidence.verify', {});
  } finally {
    await core.close();
  }
}

/** Changes the closed archive behind Lontar's back. */
export function tamper<Result>(home: string, work: (db: Database.Database) => Result): Result {
  const db = new Database(path.join(home, 'archive.sqlite'));
  try {
    db.pragma('foreign_keys = OFF');
    return work(db);
  } finally {
    db.close();
  }
}
