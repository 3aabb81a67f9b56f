import { expect, test } from 'vitest';
import { searchDesk } from './search-desk.ts';

test('who may not see a letter does not find it, nor its count, nor its words', async () => {
  const desk = await searchDesk();
  const { core } = desk;
  const give = (letter: string, from: string, to: string) =>
    core.call('dispositions.give', { letter, from, to: [to] });
  const open = desk.add({ subject: 'Hibah terbuka' }, ['Isi surat hibah.']);
  const secret = desk.add({ subject: 'Hibah tertutup', secrecy: 'R' }, ['Rencana kerahasiaan.']);
  const top = desk.add({ subject: 'Hibah puncak', secrecy: 'SR' }, ['Sangat khusus.']);
  await give(open.id, 'sekda', 'asisten-2');
  await give(secret.id, 'sekda', 'asisten-1');
  await give(secret.id, 'asisten-1', 'bagian-hukum');

  expect(await desk.find('hibah')).toMatchObject({ total: 1, hits: [{ id: open.id }] });
  for (const query of [
    'kerahasiaan',
    'kerahasian',
    'tertutup',
    'sifat:rahasia',
    'isi:rencana',
    '"rencana kerahasiaan"',
  ]) {
    const answer = await desk.find(query);
    expect(answer).toMatchObject({ total: 0, hits: [], alsoSought: [] });
    expect(answer.facets.years).toEqual([]);
  }
  const seen = async (as: string) => (await desk.ids('hibah', { as })).toSorted();
  expect(await seen('sekda')).toEqual([open.id, secret.id, top.id].toSorted());
  expect(await seen('asisten-1')).toEqual([secret.id]);
  expect(await seen('bagian-hukum')).toEqual([secret.id]);
  expect(await seen('asisten-2')).toEqual([open.id]);
  expect(await seen('asisten-3')).toEqual([]);
  expect(await desk.find('kerahasiaan', { as: 'bagian-hukum' })).toMatchObject({ total: 1 });
  // What was disposed below is seen above.
  expect(await seen('bagian-umum')).toEqual([]);
  await expect(desk.find('hibah', { as: 'tidak-ada' })).rejects.toMatchObject({
    code: 'position.unknown',
  });
  const place = (letter: string) => core.call('search.places', { letter, query: 'hibah' });
  expect(await place(open.id)).toMatchObject({ page: 1, pages: 1 });
  await expect(place(secret.id)).rejects.toMatchObject({ code: 'letter.unknown' });
});
