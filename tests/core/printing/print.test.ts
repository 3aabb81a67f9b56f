import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Core } from '../../../electron/core/core.ts';
import { verified } from '../evidence/tampered-archive.ts';
import { openDesk, someFields } from '../temporary-archive.ts';
import { privateCups } from './private-cups.ts';

async function deskWithLetter() {
  const desk = await openDesk();
  const { id } = await desk.core.call('letters.register', { fields: someFields() });
  return { ...desk, letter: id };
}

/** The newest job once it has come to an end, or to a stand. */
async function settled(core: Core) {
  for (let tries = 0; tries < 100; tries += 1) {
    const [job] = await core.call('printing.jobs', {});
    if (job && !['waiting', 'printing'].includes(job.state)) return job;
    await wait(100);
  }
  throw new Error('the job does not end');
}

test('what is printed is followed until it is done, printed again to the same bytes, and a fact', async () => {
  const { printed } = await privateCups();
  const { core, home, letter } = await deskWithLetter();
  const print = { kind: 'receipt', letter, size: 'roll80' } as const;
  expect(await core.call('printing.printers', {})).toMatchObject([
    { name: 'LOKET', description: 'Loket depan', state: 'idle', accepting: true },
  ]);
  // The only printer there is.
  const job = await core.call('printing.print', { print, copies: 2 });
  expect(job).toMatchObject({ printer: 'LOKET', copies: 2, kind: 'receipt', letter });
  expect(await settled(core)).toMatchObject({ id: job.id, state: 'done' });
  const made = await core.call('printing.make', { print });
  const first = readFileSync(made.path);
  expect(printed).toHaveLength(1);
  expect(printed[0]!.subarray(0, first.length).equals(first)).toBe(true);
  await core.call('printing.again', { job: job.id });
  expect(await settled(core)).toMatchObject({ id: job.id + 1, state: 'done' });
  expect(printed[1]!.subarray(0, first.length).equals(first)).toBe(true);
  const found = await core.call('letters.get', { letter });
  expect(found.letter.prints).toMatchObject([
    { kind: 'receipt', pages: 1, copies: 2 },
    { kind: 'receipt', pages: 1, copies: 1 },
  ]);
  const day = { from: '2026-01-01', until: '2026-12-31' };
  await core.call('printing.print', { print: { kind: 'agenda', ...day } });
  await settled(core);
  await core.close();
  expect(await verified(home)).toMatchObject({ ok: true });
});

test('a printer that stands still, refuses or is gone leaves what to do, and nothing half done', async () => {
  const { cups, printed } = await privateCups();
  const { core, letter } = await deskWithLetter();
  const print = { kind: 'sheet', letter } as const;
  cups('cupsdisable', '-r', 'Kertas habis', 'LOKET');
  const waits = await core.call('printing.print', { print, printer: 'LOKET' });
  expect(await core.call('printing.printers', {})).toMatchObject([
    { state: 'stopped', reason: expect.stringContaining('Kertas habis') },
  ]);
  expect((await core.call('printing.jobs', {}))[0]!.state).toMatch(/stopped|waiting/);
  expect(printed).toEqual([]);
  expect(await core.call('printing.cancel', { job: waits.id })).toMatchObject({
    state: 'cancelled',
  });
  await expect(core.call('printing.cancel', { job: waits.id })).rejects.toThrow('print.over');
  cups('cupsreject', 'LOKET');
  const refused = (input: object) => core.call('printing.print', { print, ...input });
  await expect(refused({ printer: 'LOKET' })).rejects.toThrow('print.rejecting');
  await expect(refused({ printer: 'TIDAKADA' })).rejects.toThrow('print.unknown-printer');
  await expect(refused({ printer: '-o' })).rejects.toThrow('input.invalid');
  cups('lpadmin', '-x', 'LOKET');
  await expect(refused({})).rejects.toThrow('print.no-printer');
  expect(await core.call('printing.jobs', {})).toHaveLength(1);
  const found = await core.call('letters.get', { letter });
  expect(found.letter.prints).toHaveLength(1);
});

test('each kind of print has the printer chosen for it', async () => {
  const { cups, device } = await privateCups();
  cups('lpadmin', '-p', 'KASIR', '-E', '-v', device, '-m', 'raw');
  const { core, letter } = await deskWithLetter();
  const print = { kind: 'receipt', letter } as const;
  await expect(core.call('printing.print', { print })).rejects.toThrow('print.which');
  await core.call('printing.choose', { kind: 'receipt', printer: 'KASIR' });
  expect(await core.call('printing.choices', {})).toEqual({ receipt: 'KASIR' });
  expect(await core.call('printing.print', { print })).toMatchObject({ printer: 'KASIR' });
  await core.call('printing.choose', { kind: 'receipt', printer: null });
  await expect(core.call('printing.print', { print })).rejects.toThrow('print.which');
});
