import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import received from '../../../resources/stamps/received.json' with { type: 'json' };
import { operations } from '../../../shared/contract/api.ts';
import { canonicalText, type Fact, genesis, sealFact } from '../../../shared/domain/fact.ts';
import { decideOffice, type OfficeCommand } from '../../../shared/domain/office/decide.ts';
import type { OfficeFact } from '../../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import { positionOf, type Office } from '../../../shared/domain/office/state.ts';

const device = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
const sha256 = (text: string) => hash('sha256', text, 'hex');

const key = fc.constantFrom('sekda', 'asisten-1', 'bagian-umum', 'baru', 'lagi');
const name = fc.constantFrom('Sekretariat', 'Dinas', 'Nama "berkutip"\\ é');
const order = fc.nat(50);
const stampKey = fc.constantFrom('received', 'disposition', 'cap');
const inputs = {
  'office.found': fc.record({ name }),
  'office.setLetterhead': fc.record({ name, place: name }, { requiredKeys: ['name'] }),
  'office.savePosition': fc.record({
    key,
    title: name,
    parent: fc.option(key),
    holder: fc.option(fc.record({ name })),
    order,
  }),
  'office.closePosition': fc.record({ key }),
  'office.saveInstruction': fc.record({ key, text: name, order }),
  'office.closeInstruction': fc.record({ key: fc.oneof(key, fc.constant('tolak')) }),
  'office.openBook': fc.record({ key: fc.constantFrom('masuk', 'sk', 'nota'), title: name }),
  'office.setPublicUrl': fc.record({
    url: fc.constantFrom('https://surat.kota.go.id', 'http://127.0.0.1:8420', null),
  }),
  'office.setNumberTemplate': fc.record({
    key: fc.constantFrom('masuk', 'keluar', 'sk'),
    template: fc.constantFrom('{nomor}', '{kode}/{nomor:2}', null),
  }),
  'office.setStampPlace': fc.record({
    stamp: fc.constantFrom('received', 'disposition'),
    place: fc.record({ page: fc.integer({ min: 1, max: 3 }), x: fc.nat(9), y: fc.nat(9) }),
  }),
  'office.saveStamp': fc.record({
    template: fc
      .record({ key: stampKey, name, width: fc.integer({ min: 20, max: 90 }) })
      .map((some) => ({ ...received, ...some })),
  }),
  'office.removeStamp': fc.record({ key: stampKey }),
};

/** Commands as they come through the door: parsed, defaults filled in. */
const command = fc.oneof(
  ...Object.entries(inputs).map(([operation, input]) =>
    (input as fc.Arbitrary<object>).map(
      (one) =>
        ({
          name: operation,
          input: operations[operation as keyof typeof inputs].input.parse(one),
        }) as OfficeCommand,
    ),
  ),
);

function expectSound(office: Office): void {
  const keysOf = (list: { key: string }[]) => list.map((one) => one.key);
  for (const list of [office.positions, office.instructions, office.books, office.stamps ?? []]) {
    expect(new Set(keysOf(list)).size).toBe(list.length);
  }
  for (const list of [office.positions, office.instructions]) {
    const orders = list.map((one) => one.order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
  }
  for (const position of office.positions) {
    const above = new Set<string>();
    for (let one = position; one.parent !== null; one = positionOf(office, one.parent)!) {
      expect(above.has(one.key), `${position.key} stands below itself`).toBe(false);
      above.add(one.key);
      expect(keysOf(office.positions)).toContain(one.parent);
    }
  }
}

test('no sequence of commands makes an office that breaks a rule, and its facts make it again', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), (sequence) => {
      let office: Office | null = null;
      const journal: string[] = [];
      let prev = genesis;
      for (const one of sequence) {
        const before: Office | null = office;
        try {
          // The state as it comes back from the table: its keys in canonical order.
          const stored: Office | null = before && JSON.parse(canonicalText(before));
          for (const decided of decideOffice(stored, one, device)) {
            const { fact, text } = sealFact(
              {
                ...decided,
                body: decided.body as Fact['body'],
                id: device,
                device,
                seq: journal.length + 1,
                at: '2026-01-01T00:00:00.000Z',
                actor: { person: 'p', position: 'q' },
                aggregate: `office:${device}`,
                base: office?.version ?? 0,
                prev,
              },
              sha256,
            );
            journal.push(text);
            prev = fact.hash;
            office = reduceOffice(office, device, decided);
          }
        } catch (error) {
          expect((error as { code?: string }).code).toMatch(/^[a-z]+\.[a-z-]+$/);
          expect(office).toBe(before);
        }
        if (!office) continue;
        expectSound(office);
        // What was accepted once changes nothing the second time.
        if (office !== before && /^office\.(set|save)/.test(one.name)) {
          const stored: Office = JSON.parse(canonicalText(office));
          expect(decideOffice(stored, one, device)).toEqual([]);
        }
      }
      const again = journal
        .map((text) => JSON.parse(text) as OfficeFact)
        .reduce<Office | null>((state, fact) => reduceOffice(state, device, fact), null);
      expect(canonicalText(again)).toBe(canonicalText(office));
      expect(again?.version ?? 0).toBe(journal.length);
    }),
  );
});

test('an office’s facts follow its founding, once; a fact of a newer Lontar is not guessed at', () => {
  const found: OfficeCommand = {
    name: 'office.found',
    input: { name: 'A', address: [], place: '' },
  };
  const [founded] = decideOffice(null, found, device);
  const office = reduceOffice(null, device, founded!);
  const closed: OfficeFact = { type: 'office.position-closed', version: 1, body: { key: 'sekda' } };
  expect(() => reduceOffice(office, device, founded!)).toThrow('fact.out-of-order');
  expect(() => reduceOffice(null, device, closed)).toThrow('fact.out-of-order');
  const newer = { type: 'office.merged', version: 1, body: {} } as unknown as OfficeFact;
  expect(() => reduceOffice(office, device, newer)).toThrow('fact.unknown');
  expect(() =>
    decideOffice(null, { name: 'office.closePosition', input: { key: 'a' } }, ''),
  ).toThrow('office.missing');
});
