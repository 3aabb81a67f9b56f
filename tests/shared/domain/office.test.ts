import { expect, test } from 'vitest';
import { decideOffice, type OfficeCommand } from '../../../shared/domain/office/decide.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import { type Office, stampNow } from '../../../shared/domain/office/state.ts';
import { StampTemplate } from '../../../shared/contract/stamp-template.ts';
import received from '../../../resources/stamps/received.json' with { type: 'json' };

const template = StampTemplate.parse(received);
const device = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
const found: OfficeCommand = {
  name: 'office.found',
  input: { name: 'Sekretariat Daerah', address: [], place: '' },
};
const after = (state: Office | null, command: OfficeCommand) =>
  decideOffice(state, command, device).reduce<Office | null>(
    (office, fact) => reduceOffice(office, device, fact),
    state,
  )!;
const holder = { name: '', acting: null, from: null, until: null };
const position = (key: string, parent: string | null, title = key) => ({
  key,
  title,
  parent,
  holder,
  order: 5,
});

test('a first run is a regional secretariat whose positions are held', () => {
  const office = after(null, found);
  expect(office.positions.map(({ key }) => key)).toContain('sekda');
  expect(office.positions.every((one) => one.holder !== null)).toBe(true);
  expect(office.instructions).toHaveLength(17);
  expect(office.books.map(({ key }) => key)).toEqual(['masuk', 'keluar']);
});

test('an office is founded once', () => {
  expect(() => after(after(null, found), found)).toThrow('office.exists');
});

test('positions can’t stand below themselves', () => {
  const office = after(null, found);
  const command: OfficeCommand = {
    name: 'office.savePosition',
    input: { ...office.positions.find(({ key }) => key === 'sekda')!, parent: 'asisten-1' },
  };
  expect(() => after(office, command)).toThrow('position.cycle');
});

test('a position with others below it can’t be closed, one without can', () => {
  const office = after(after(null, found), {
    name: 'office.savePosition',
    input: position('staf', 'bagian-umum'),
  });
  const close = (key: string): OfficeCommand => ({ name: 'office.closePosition', input: { key } });
  expect(() => after(office, close('bagian-umum'))).toThrow('position.has-others-below');
  expect(after(office, close('staf')).positions.some(({ key }) => key === 'staf')).toBe(false);
});

test('saving the same again is no fact', () => {
  const office = after(null, found);
  const input = office.positions[3]!;
  expect(decideOffice(office, { name: 'office.savePosition', input }, device)).toEqual([]);
});

test('instructions keep the order that the office gives them', () => {
  const input = { key: 'baru', text: 'Baru', order: 15 };
  const office = after(after(null, found), { name: 'office.saveInstruction', input });
  expect(office.instructions[1]).toEqual(input);
});

test('a book is opened once', () => {
  const input = { key: 'masuk', title: 'Lagi', direction: 'incoming' as const };
  expect(() => after(after(null, found), { name: 'office.openBook', input })).toThrow(
    'book.exists',
  );
});

test('a stamp that is designed says where it goes: where one was last put is over', () => {
  const office = after(after(null, found), {
    name: 'office.setStampPlace',
    input: { stamp: 'received', place: { page: 1, x: 20, y: 30 } },
  });
  const save: OfficeCommand = { name: 'office.saveStamp', input: { template } };
  const designed = after(office, save);
  expect(designed.stamps).toEqual([template]);
  expect(designed.stampPlaces).toEqual({});
  expect(decideOffice(designed, save, device)).toEqual([]);
  const remove: OfficeCommand = { name: 'office.removeStamp', input: { key: 'received' } };
  expect(after(designed, remove).stamps).toEqual([]);
  expect(() => after(office, remove)).toThrow('stamp.unknown');
});

test('a stamp is kept with the logo of its day, where it shows one', () => {
  const sha256 = 'ab'.repeat(32);
  const office = after(after(null, found), {
    name: 'office.setLogo',
    input: { logo: { sha256, width: 600, height: 300 } },
  });
  expect(stampNow(office, template).logo).toBeNull();
  expect(stampNow(office, { ...template, logo: 14 }).logo).toBe(sha256);
});

test('there are only so many stamps', () => {
  let office = after(null, found);
  const save = (key: string): OfficeCommand => ({
    name: 'office.saveStamp',
    input: { template: { ...template, key } },
  });
  for (let count = 0; count < 60; count += 1) office = after(office, save(`cap-${count}`));
  expect(() => after(office, save('satu-lagi'))).toThrow('stamp.too-many');
  expect(
    after(office, { name: 'office.removeStamp', input: { key: 'cap-3' } }).stamps,
  ).toHaveLength(59);
});
