import { expect, test } from 'vitest';
import { verified } from '../evidence/tampered-archive.ts';
import { openDesk, someFields } from '../temporary-archive.ts';

const now = () => Date.parse('2026-03-10T05:00:00.000Z');

async function deskWithIncoming() {
  const desk = await openDesk({ now });
  const { core } = desk;
  const { id } = await core.call('letters.register', { fields: someFields() });
  await core.call('dispositions.give', { letter: id, from: 'sekda', to: ['asisten-1'] });
  const reply = (more: object = {}) =>
    core.call('letters.register', {
      book: 'keluar',
      fields: someFields({ number: null, classification: '000.1', sender: 'Setda', ...more }),
      answers: id,
    });
  const status = async () =>
    (await core.call('letters.list', {})).rows.find((row) => row.id === id);
  return { ...desk, id, reply, status };
}

test('an outgoing letter gets its number by the book’s template and closes the loop of what it answers', async () => {
  const { core, home, id, reply, status } = await deskWithIncoming();
  const template = '{kode}/{nomor:3}/Setda/{bulan}/{tahun}';
  await core.call('office.setNumberTemplate', { key: 'keluar', template });
  const answer = await reply();
  expect(answer).toMatchObject({
    agenda: { book: 'keluar', year: 2026, number: 1 },
    fields: { number: '000.1/001/Setda/III/2026' },
    answers: id,
  });
  expect(await status()).toMatchObject({ status: 'finished' });
  expect(await core.call('dispositions.inbox', { position: 'asisten-1' })).toEqual([]);
  const { letter } = await core.call('letters.get', { letter: id });
  expect(letter.answeredBy).toMatchObject([{ letter: answer.id, number: answer.fields.number }]);
  await expect(
    core.call('dispositions.complete', { letter: id, position: 'asisten-1' }),
  ).rejects.toThrow('letter.answered');
  // A number that was typed is the person's word.
  expect((await reply({ number: 'SK-7' })).fields.number).toBe('SK-7');
  await core.close();
  expect(await verified(home)).toMatchObject({ ok: true });
});

test('with the answer’s number cancelled the letter waits again where it waited', async () => {
  const { core, id, reply, status } = await deskWithIncoming();
  const answer = await reply({ number: 'SK-1' });
  await core.call('letters.cancel', { letter: answer.id, reason: 'Salah' });
  expect(await status()).toMatchObject({ status: 'disposed' });
  expect(await core.call('dispositions.inbox', { position: 'asisten-1' })).toHaveLength(1);
  expect((await core.call('letters.get', { letter: id })).letter.answeredBy).toEqual([]);
});

test('what can’t be answered or numbered is refused, and gives no number away', async () => {
  const { core, id, reply } = await deskWithIncoming();
  const set = (key: string, template: string) =>
    core.call('office.setNumberTemplate', { key, template });
  await expect(set('masuk', '{nomor}')).rejects.toThrow('book.not-outgoing');
  for (const wrong of ['{kode}', '{nomor}/{unit}', 'nomor', '{nomor:0}']) {
    await expect(set('keluar', wrong)).rejects.toThrow('input.invalid');
  }
  await set('keluar', '{kode}/{nomor}');
  await expect(reply({ classification: null })).rejects.toThrow('letter.needs-classification');
  await expect(
    core.call('letters.register', { fields: someFields(), answers: id }),
  ).rejects.toThrow('book.not-outgoing');
  const first = await reply();
  await expect(
    core.call('letters.register', { book: 'keluar', fields: someFields(), answers: first.id }),
  ).rejects.toThrow('letter.not-incoming');
  expect((await reply()).agenda.number).toBe(2);
});
