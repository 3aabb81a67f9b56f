import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ReadPage } from '../../../../shared/contract/reading.ts';
import { suggestFields } from '../../../../shared/domain/reading/suggest.ts';
import { scannedLetters } from '../../../fixtures/reading/scanned-letters.ts';
import { writtenPage } from './written-page.ts';

const plain = (text: string | null | undefined) => text?.toLowerCase().replace(/\s+/g, ' ') ?? null;

describe('scans of letters of every form', () => {
  it.each(scannedLetters().map((letter) => [letter.id, letter] as const))('%s', (_, letter) => {
    const found = suggestFields(letter.pages);
    const { truth } = letter;
    expect({
      number: plain(found.number.value),
      date: found.date.value,
      sender: plain(found.sender.value),
      subject: plain(found.subject.value),
      urgency: found.urgency.value,
      recipient: plain(found.recipient.value),
    }).toEqual({
      number: plain(truth.number),
      date: truth.date,
      sender: plain(truth.sender),
      subject: plain(truth.subject),
      urgency: truth.priority?.toLowerCase().replace(' ', '-') ?? null,
      recipient: plain(truth.recipient),
    });
  });
});

const suggested = (text: string) => {
  const fields = suggestFields([writtenPage(text)]);
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
};

test('numbers and days of other letters in the text are not this letter’s', () => {
  const letter = suggested(`
                    DINAS SOSIAL KOTA BONTANG
        Jalan Awang Long Nomor 5 Telepon (0548) 21234 Kode Pos 75311
Hal   : Tanggapan
Kepada Yth. Camat Bontang Utara
di Tempat
Menindaklanjuti surat Saudara Nomor 045/12/KEC tanggal 1 Mei 2024 perihal Bantuan,
bersama ini kami sampaikan bahwa permohonan dimaksud telah kami terima tanggal
Nomor 7/A/2023 dan akan ditindaklanjuti, NIP 19790415 199103 2 008 terlampir.`);
  expect(letter).toMatchObject({ number: null, date: null, subject: 'Tanggapan' });
});

test('urgency and secrecy are two axes', () => {
  const head = (degree: string) => `
Nomor : R-12/UM/2024             Bontang, 3 Mei 2024
Sifat : ${degree}
Hal   : Laporan`;
  expect(suggested(head('Sangat Segera'))).toMatchObject({
    urgency: 'sangat-segera',
    secrecy: null,
  });
  expect(suggested(head('Rahasia'))).toMatchObject({ urgency: null, secrecy: 'R' });
  expect(suggested(head('Segera/Sangat Rahasia'))).toMatchObject({
    urgency: 'segera',
    secrecy: 'SR',
  });
});

test('an empty page proposes nothing', () => {
  const found = suggestFields([writtenPage('')]);
  for (const { value, confidence } of Object.values(found)) {
    expect([value, confidence]).toEqual([null, 0]);
  }
  expect(suggestFields([])).toEqual(found);
});

test('a sheet that lay on its head is read all the same, and its boxes are where it lies', () => {
  const upright = writtenPage(`
                 PEMERINTAH KOTA BONTANG
Nomor : 005/12/UM                    Bontang, 3 Mei 2024
Hal   : Undangan`);
  const turned: ReadPage = {
    ...upright,
    turn: 180,
    words: upright.words.map(({ box, ...word }) => ({
      ...word,
      box: {
        ...box,
        x: upright.width - box.x - box.width,
        y: upright.height - box.y - box.height,
      },
    })),
  };
  const [straight, found] = [suggestFields([upright]), suggestFields([turned])];
  expect(found.number.value).toBe('005/12/UM');
  expect(found.date).toMatchObject({ value: '2024-05-03', confidence: straight.date.confidence });
  expect(found.number.boxes[0]!.y).toBeGreaterThan(250);
});

test('whatever was read, it answers', () => {
  const box = fc.record({
    x: fc.double({ min: -5, max: 215, noNaN: true }),
    y: fc.double({ min: -5, max: 300, noNaN: true }),
    width: fc.double({ min: 0, max: 200, noNaN: true }),
    height: fc.double({ min: 0, max: 30, noNaN: true }),
  });
  const texts = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      'Nomor',
      ':',
      'Hal',
      'Yth.',
      'Kepada',
      'TENTANG',
      '3',
      'Mei',
      '2024',
      'SURAT',
      'EDARAN',
      'Ditetapkan',
      'di',
      '5/A/2024',
    ),
  );
  const word = fc.record({
    text: texts,
    box,
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    line: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const page: ReadPage = {
        page: 1,
        width: 210,
        height: 297,
        text: '',
        words,
        engine: 'tesseract',
      };
      for (const { value, confidence, boxes } of Object.values(suggestFields([page]))) {
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        if (value === null) expect(boxes).toEqual([]);
      }
    }),
  );
});
