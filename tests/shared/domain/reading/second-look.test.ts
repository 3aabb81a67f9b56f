import { expect, test } from 'vitest';
import { glancesAt } from '../../../../shared/domain/reading/second-look.ts';
import { suggestFields } from '../../../../shared/domain/reading/suggest.ts';
import { writtenPage } from './written-page.ts';

const statement = (foot: string) =>
  writtenPage(`
                            PEMERINTAH KOTA BONTANG
                               KELURAHAN LOKTUAN

                                SURAT KETERANGAN
                            Nomor : 470/12/KEL/2024
Yang bertanda tangan di bawah ini menerangkan dengan sebenarnya bahwa:
Nama                  : Siti Aminah
Tempat/Tgl. Lahir     : Bontang, 4 Juli 1990
adalah benar warga yang bertempat tinggal di wilayah kami, demikian agar maklum.
                                 ${foot}
                                 Lurah Loktuan`);

const glancesAtFoot = (foot: string) => {
  const pages = [statement(foot)];
  const fields = suggestFields(pages);
  return {
    date: fields.date.value,
    foot: glancesAt(pages, fields).filter(({ what }) => what === 'foot'),
  };
};

test('a day under a pen is looked at again behind its place; a birthday is not taken for it', () => {
  const { date, foot } = glancesAtFoot('Bontang, l# N1ei 2024');
  expect(date).toBeNull();
  const [glance] = foot;
  const line = 15 + 6 * 10 + 1.5;
  expect(glance).toMatchObject({ page: 1 });
  expect(glance!.top).toBeLessThan(line);
  expect(glance!.top + glance!.height).toBeGreaterThan(line);
  expect(glance!.left).toBeLessThan(86);
});

test('a day that is read clearly is not looked at again', () => {
  expect(glancesAtFoot('Bontang, 13 Mei 2024')).toEqual({ date: '2024-05-13', foot: [] });
});
