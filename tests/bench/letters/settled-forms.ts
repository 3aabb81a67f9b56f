import { governmentKop, numberOf, signature, type Form } from './form.ts';
import { paragraphs, somebody } from './letter-forms.ts';
import type { Sheet } from './sheet.ts';
import type { Chance } from './chance.ts';
import { offices, person, someDay, subjects, type Day } from './world.ts';

/** Below the text: the place and day in one or two lines. */
function settled(sheet: Sheet, chance: Chance, city: string, day: Day): void {
  const x = sheet.left + 92;
  const way = chance.int(0, 2);
  if (way === 0) {
    sheet.at(x, `${chance.of(['Ditetapkan', 'Dikeluarkan'])} di ${city}`);
    sheet.down();
    sheet.at(x, `${chance.of(['pada tanggal', 'Pada tanggal :'])} ${day.words}`);
    sheet.down();
  } else {
    sheet.at(x, `${city}, ${day.words}`);
    sheet.down();
  }
}

const about = (title: string, more: { addressed: boolean }): Form => ({
  name: title.toLowerCase().replace(' ', '-'),
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const number = numberOf(chance, office.code, day);
    const subject = chance.of(subjects);
    governmentKop(sheet, chance, office);
    sheet.centre(title, { bold: true });
    sheet.centre(`${chance.of(['NOMOR', 'Nomor :', 'NOMOR :'])} ${number}`, {
      bold: chance.is(0.5),
    });
    sheet.down(0.6);
    sheet.centre('TENTANG', { bold: true });
    sheet.down(0.6);
    sheet.centre(subject.toUpperCase(), { bold: true, most: 110 });
    sheet.down(0.6);
    if (more.addressed)
      sheet.line(chance.of(['Yth. Para Kepala Perangkat Daerah', 'Yth. Seluruh Camat dan Lurah']));
    paragraphs(sheet, chance);
    settled(sheet, chance, office.city, day);
    signature(sheet, chance, 'KEPALA,');
    return { number, date: day.iso, sender: office.name, subject };
  },
});

const order: Form = {
  name: 'surat-tugas',
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const number = numberOf(chance, office.code, day);
    const title = chance.of(['SURAT TUGAS', 'SURAT PERINTAH TUGAS']);
    governmentKop(sheet, chance, office);
    sheet.centre(title, { bold: true });
    sheet.centre(`Nomor : ${number}`);
    sheet.down();
    sheet.pair(
      'Dasar',
      'Surat Kepala Badan Pengawasan Nomor S-12/PW17/2020 tanggal 7 Agustus 2020 perihal Bimbingan Teknis.',
      24,
      120,
    );
    sheet.centre('MEMERINTAHKAN', { bold: true });
    sheet.pair('Kepada', `1. Nama : ${person(chance)}`, 24, 120);
    sheet.pair(
      'Untuk',
      'Mengikuti bimbingan teknis pada tanggal 9 Agustus 2020 di Jakarta.',
      24,
      120,
    );
    sheet.down();
    settled(sheet, chance, office.city, day);
    signature(sheet, chance, 'Kepala Dinas,');
    return {
      number,
      date: day.iso,
      sender: office.name,
      subject: title === 'SURAT TUGAS' ? 'Surat Tugas' : 'Surat Perintah Tugas',
    };
  },
};

const statement: Form = {
  name: 'surat-keterangan',
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const number = numberOf(chance, office.code, day);
    const [title, subject] = chance.of([
      ['SURAT KETERANGAN', 'Surat Keterangan'],
      ['SURAT KETERANGAN DOMISILI USAHA', 'Surat Keterangan Domisili Usaha'],
      ['SURAT KETERANGAN TIDAK MAMPU', 'Surat Keterangan Tidak Mampu'],
    ] as const);
    governmentKop(sheet, chance, office);
    sheet.centre(title, { bold: true });
    sheet.centre(`Nomor : ${number}`);
    sheet.down();
    sheet.paragraph('Yang bertanda tangan di bawah ini menerangkan bahwa:');
    sheet.pair('Nama', somebody(chance), 34, 100);
    sheet.pair('Tempat/Tgl. Lahir', 'Bontang, 4 Juli 1990', 34, 100);
    sheet.paragraph(
      'adalah benar warga yang bertempat tinggal di wilayah kami. Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya.',
    );
    settled(sheet, chance, office.city, day);
    signature(sheet, chance, 'Kepala,');
    return { number, date: day.iso, sender: office.name, subject };
  },
};

export const settledForms: Form[] = [
  about('SURAT EDARAN', { addressed: true }),
  about('PENGUMUMAN', { addressed: false }),
  order,
  statement,
];
