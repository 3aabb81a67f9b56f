import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Core, openCore } from '../../electron/core/core.ts';
import { openDesk, resources, someFields, temporaryFolder } from './temporary-archive.ts';

/** What the core announces, and what the archive held at that moment. */
function heard(core: Core) {
  const events: { operation: string; letter: string | undefined; facts: number }[] = [];
  const off = core.on(({ payload: { operation, letter } }) =>
    events.push({ operation, letter, facts: core.context.archive.journal.head().seq }),
  );
  return { events, off };
}

describe('what changed', () => {
  test('is announced with its letter, after the commit', async () => {
    const { core } = await openDesk();
    const { events, off } = heard(core);
    const { id } = await core.call('letters.register', { fields: someFields() });
    await core.call('letters.correct', { letter: id, fields: { subject: 'Lain' } });
    await core.call('office.closeInstruction', { key: 'tolak' });
    off();
    await core.call('letters.cancel', { letter: id, reason: 'Salah' });
    expect(events).toEqual([
      { operation: 'letters.register', letter: id, facts: 2 },
      { operation: 'letters.correct', letter: id, facts: 3 },
      // An office is no letter.
      { operation: 'office.closeInstruction', letter: undefined, facts: 4 },
    ]);
  });

  test('is recorded, whatever becomes of who listens', async () => {
    const { core } = await openDesk();
    core.on(() => {
      throw new Error('the window is gone');
    });
    const { events } = heard(core);
    const letter = await core.call('letters.register', { fields: someFields() });
    expect(letter.agenda.number).toBe(1);
    expect(events).toHaveLength(1);
  });

  test('is not announced where it was refused, or only asked', async () => {
    const { core } = await openDesk();
    const { events } = heard(core);
    const letter = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
    await expect(core.call('letters.cancel', { letter, reason: 'x' })).rejects.toMatchObject({
      code: 'letter.unknown',
    });
    await expect(core.call('letters.register', {})).rejects.toMatchObject({
      code: 'input.invalid',
      data: { operation: 'letters.register', issues: [{ path: 'fields' }] },
    });
    await core.call('letters.list', {});
    expect(events).toEqual([]);
  });
});

describe('closing', () => {
  test('waits for what runs, refuses what comes after, and can be done twice', async () => {
    const home = path.join(temporaryFolder(), 'arsip');
    const core = await openCore({ home, resources });
    onTestFinished(() => core.close());
    await core.call('office.found', { name: 'Sekretariat Daerah' });
    const { id } = await core.call('letters.register', { fields: someFields() });
    const sheet = core.call('dispositions.sheet', { letter: id });
    const closed = core.close();
    await expect(core.call('letters.list', {})).rejects.toMatchObject({ code: 'core.gone' });
    expect((await sheet).pages).toBe(1);
    await closed;
    await core.close();
    const again = await openCore({ home, resources });
    expect((await again.call('letters.get', { letter: id })).letter.id).toBe(id);
    await again.close();
  });
});

test('a name that only objects have is no operation', async () => {
  const { core } = await openDesk();
  for (const name of ['toString', '__proto__', 'constructor', '']) {
    await expect(core.call(name, {})).rejects.toMatchObject({ code: 'operation.unknown' });
  }
});

test('an office as it stands is saved without a fact', async () => {
  const { core } = await openDesk();
  const office = (await core.call('office.get', {}))!;
  const { seq } = core.context.archive.journal.head();
  for (const position of office.positions) await core.call('office.savePosition', position);
  for (const one of office.instructions) await core.call('office.saveInstruction', one);
  await core.call('office.setLetterhead', { name: office.name });
  expect(core.context.archive.journal.head().seq).toBe(seq);
  expect(await core.call('office.get', {})).toEqual(office);
});

test('half a surrogate pair is stored as it is sealed', async () => {
  const { core } = await openDesk();
  const fields = someFields({ sender: 'Dinas \ud800', remarks: 'a\udc00\nb' });
  const letter = await core.call('letters.register', { fields });
  expect(letter.fields).toMatchObject({ sender: 'Dinas \uFFFD', remarks: 'a\uFFFD\nb' });
  expect(await core.call('evidence.verify', {})).toMatchObject({ ok: true });
});
