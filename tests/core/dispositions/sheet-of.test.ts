import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sheetData } from '../../../electron/core/dispositions/sheet-of.ts';
import { operations } from '../../../shared/contract/api.ts';
import { LetterFields } from '../../../shared/contract/letters.ts';
import { SheetData } from '../../../shared/contract/sheets.ts';
import { openDesk, someFields } from '../temporary-archive.ts';

test('the sheet follows the letter: the same bytes for the same letter, others once it is disposed', async () => {
  const { core } = await openDesk();
  const { id } = await core.call('letters.register', { fields: someFields() });
  const sheet = (size: 'A4' | 'A5' = 'A4') => core.call('dispositions.sheet', { letter: id, size });
  const blank = await sheet();
  expect(await sheet()).toEqual(blank);
  expect((await sheet('A5')).sha256).not.toBe(blank.sha256);
  await core.call('dispositions.give', { letter: id, from: 'sekda', to: ['asisten-1'] });
  const given = await sheet();
  expect(given.sha256).not.toBe(blank.sha256);
  expect(readFileSync(given.path).length).toBe(given.bytes);
  await core.call('letters.correct', { letter: id, fields: { subject: 'Lain' } });
  expect((await sheet()).sha256).not.toBe(given.sha256);
});

test('what has left the office’s lists since stays ticked on the sheet, the giver is no receiver', async () => {
  const { core } = await openDesk();
  const { id } = await core.call('letters.register', { fields: someFields() });
  await core.call('dispositions.give', {
    letter: id,
    from: 'sekda',
    to: ['bagian-umum', 'asisten-2'],
    instructions: ['tolak'],
    note: 'Segera',
    due: '2026-12-01',
  });
  await core.call('office.closePosition', { key: 'bagian-umum' });
  await core.call('office.closeInstruction', { key: 'tolak' });
  const { letter } = await core.call('letters.get', { letter: id });
  const data = SheetData.parse(sheetData(letter, (await core.call('office.get', {}))!));
  const ticked = (list: { key: string; chosen: boolean }[]) =>
    list.flatMap(({ key, chosen }) => (chosen ? [key] : []));
  expect(ticked(data.positions).toSorted()).toEqual(['asisten-2', 'bagian-umum']);
  expect(ticked(data.instructions)).toEqual(['tolak']);
  expect(data.positions.map(({ key }) => key)).not.toContain('sekda');
  expect(data.disposition).toMatchObject({ note: 'Segera', due: '2026-12-01' });
});

test('every letter that can be registered and disposed has a sheet', async () => {
  const { core } = await openDesk();
  const office = (await core.call('office.get', {}))!;
  const text = (max: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength: max });
  const long = (max: number) => fc.constantFrom('W'.repeat(max), 'kata '.repeat(max / 5).trim());
  const any = (max: number) => fc.oneof(text(max), long(max));
  const written = fc.record(
    {
      sender: any(300),
      subject: any(1000),
      number: fc.option(any(200)),
      attachments: fc.option(any(200)),
      urgency: fc.constantFrom('biasa', 'segera', 'sangat-segera', 'penting'),
      secrecy: fc.constantFrom('B', 'T', 'R', 'SR'),
    },
    { requiredKeys: ['sender', 'subject'] },
  );
  const { id } = await core.call('letters.register', { fields: someFields() });
  const { letter } = await core.call('letters.get', { letter: id });
  fc.assert(
    fc.property(written, fc.option(any(4000)), (some, note) => {
      const fields = LetterFields.safeParse(some);
      fc.pre(fields.success);
      const give = { letter: id, from: 'sekda', to: ['asisten-1'], note: note ?? '' };
      const input = operations['dispositions.give'].input.safeParse(give);
      fc.pre(input.success);
      const [from, to] = office.positions.map(({ key, title }) => ({
        key,
        title,
        holder: '',
        acting: 'Plh.' as const,
      }));
      const untouched = { followUps: [], forwarded: null, returned: null, completed: null };
      const disposition = {
        id,
        at: '2026-01-01T00:00:00.000Z',
        kind: 'disposition' as const,
        parent: null,
        copies: [],
        seen: {},
        tasks: { [to!.key]: untouched },
        recalled: null,
        closed: null,
        from: from!,
        to: [to!],
        instructions: [],
        note: input.data!.note,
        due: null,
      };
      const state = {
        ...letter,
        fields: fields.data!,
        dispositions: note === null ? [] : [disposition],
      };
      const data = SheetData.parse(sheetData(state, office));
      expect(data.letter.subject).toBe(fields.data!.subject);
      expect(data.disposition?.note).toBe(note === null ? undefined : disposition.note);
    }),
  );
});
