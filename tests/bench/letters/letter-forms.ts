import type { Chance } from './chance.ts';
import { attachment, governmentKop, numberOf, signature, type Form } from './form.ts';
import type { Sheet } from './sheet.ts';
import { body, offices, persons, positions, recipients, someDay, subjects } from './world.ts';

/** Surat dinas in two columns: the labels left; day and addressee right. */
const twoColumns: Form = {
  name: 'dinas-two-columns',
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const [number, subject, recipient] = [
      numberOf(chance, office.code, day),
      chance.of(subjects),
      chance.of(recipients),
    ];
    const priority = chance.of(['Biasa', 'Segera', 'Sangat Segera', 'Penting', 'Rahasia']);
    governmentKop(sheet, chance, office);
    const column = sheet.left + (sheet.right - sheet.left) * chance.of([0.56, 0.6]);
    const top = sheet.y;
    const width = column - sheet.left - 30;
    const labels = chance.is(0.5)
      ? ['Nomor', 'Sifat', 'Lampiran', 'Hal']
      : ['Nomor', 'Sifat', 'Lampiran', 'Perihal'];
    const values = [number, priority, attachment(chance), subject];
    labels.forEach((label, index) => sheet.pair(label, values[index]!, 22, width));
    const bottom = sheet.y;
    sheet.y = top;
    sheet.at(column, `${office.city}, ${day.words}`);
    sheet.down(chance.of([1, 2]));
    if (chance.is(0.6)) {
      sheet.at(column, 'Kepada');
      sheet.down();
    }
    sheet.block(column, sheet.right - column, `Yth. ${chance.is(0.3) ? 'Bapak ' : ''}${recipient}`);
    sheet.at(column, chance.of(['di -', 'di', 'di Tempat', 'di –']));
    sheet.down();
    if (chance.is(0.5)) sheet.at(column + 6, chance.of(['Tempat', 'Samarinda']));
    sheet.down();
    sheet.y = Math.max(sheet.y, bottom) + 4;
    paragraphs(sheet, chance);
    signature(sheet, chance, 'Kepala,');
    return {
      number,
      date: day.iso,
      sender: office.name,
      subject,
      recipient,
      ...(priority !== 'Rahasia' && { priority }),
    };
  },
};

/** All at the left, the day at the right above or beside the number. */
const oneColumn: Form = {
  name: 'dinas-one-column',
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const [number, subject, recipient] = [
      numberOf(chance, office.code, day),
      chance.of(subjects),
      chance.of(recipients),
    ];
    governmentKop(sheet, chance, office);
    const dayText = chance.is(0.5) ? day.words : `${office.city}, ${day.words}`;
    sheet.at(sheet.right - sheet.widthOf(dayText), dayText);
    if (chance.is(0.5)) sheet.down(1.5);
    sheet.pair('Nomor', number, 22, 70);
    const priority = chance.of(['Biasa', 'Segera', 'Penting', undefined]);
    if (priority) sheet.pair('Sifat', priority, 22, 100);
    sheet.pair('Lampiran', attachment(chance), 22, 100);
    sheet.pair('Hal', subject, 22, 90);
    sheet.down();
    sheet.block(sheet.left, 90, `Yth. ${recipient}`);
    sheet.line(chance.of(['di tempat', 'di Samarinda', 'di –']));
    sheet.down();
    paragraphs(sheet, chance);
    signature(sheet, chance, chance.of(['a.n. Kepala Dinas', 'Plt. Kepala,', 'Kepala,']));
    return {
      number,
      date: day.iso,
      sender: office.name,
      subject,
      recipient,
      ...(priority && { priority }),
    };
  },
};

const noteLabels = [
  ['Kepada', 'Dari', 'Tanggal', 'Nomor', 'Sifat', 'Lampiran', 'Hal'],
  ['Yth.', 'Dari', 'Tanggal', 'Nomor', 'Sifat', 'Lampiran', 'Hal'],
  ['Kepada Yth.', 'Dari', 'Tembusan', 'Tanggal', 'Nomor', 'Sifat', 'Lampiran', 'Perihal'],
];

const note = (title: string): Form => ({
  name: title.toLowerCase().replace(' ', '-'),
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const [number, subject, recipient] = [
      `${chance.int(1, 400)}/ND/${office.code}/${day.roman}/${day.year}`,
      chance.of(subjects),
      chance.of(recipients),
    ];
    const priority = chance.of(['Biasa', 'Segera', 'Sangat Segera', 'Penting']);
    governmentKop(sheet, chance, office);
    sheet.centre(title, { bold: true, size: sheet.size + 1 });
    sheet.down();
    const labels = chance.of(noteLabels);
    for (const label of labels) {
      const values: Record<string, string> = {
        Kepada: `${chance.is(0.7) ? 'Yth. ' : ''}${recipient}`,
        'Yth.': recipient,
        'Kepada Yth.': recipient,
        Dari: chance.of(positions),
        Tembusan: 'Kepala Bagian Umum',
        Tanggal: day.words,
        Nomor: number,
        Sifat: priority,
        Lampiran: attachment(chance),
        Hal: subject,
        Perihal: subject,
      };
      sheet.pair(label, values[label]!, 30, sheet.right - sheet.left - 36);
    }
    sheet.rule();
    sheet.down(0.5);
    paragraphs(sheet, chance);
    signature(sheet, chance, chance.of(positions));
    return { number, date: day.iso, sender: office.name, subject, recipient, priority };
  },
});

const invitation: Form = {
  name: 'undangan',
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const meeting = someDay(chance);
    const number = numberOf(chance, office.code, day);
    const [subject, recipient] = [
      chance.of(['Undangan', 'Undangan Rapat', 'Undangan Sosialisasi Aplikasi SRIKANDI']),
      chance.of(recipients),
    ];
    governmentKop(sheet, chance, office);
    const column = sheet.left + 100;
    const top = sheet.y;
    const tab = chance.of([20, 24]);
    sheet.pair('Nomor', number, tab, 72);
    sheet.pair('Sifat', 'Penting', tab, 60);
    sheet.pair('Lampiran', '-', tab, 60);
    sheet.pair('Hal', subject, tab, 60);
    const bottom = sheet.y;
    sheet.y = top;
    sheet.at(column, `${office.city}, ${day.words}`);
    sheet.down(2);
    sheet.at(column, 'Kepada Yth.');
    sheet.down();
    sheet.block(column, sheet.right - column, recipient);
    sheet.at(column, 'di');
    sheet.down();
    sheet.at(column + 8, 'T e m p a t');
    sheet.down();
    sheet.y = Math.max(sheet.y, bottom) + 3;
    sheet.paragraph(`Dengan hormat, mengharap kehadiran Saudara pada:`);
    for (const [label, value] of [
      ['Hari/Tanggal', `Senin, ${meeting.words}`],
      ['Pukul', '09.00 WITA s.d. selesai'],
      ['Tempat', 'Ruang Rapat Lantai II'],
      ['Acara', 'Pembahasan tindak lanjut surat Nomor 800/12/BKD'],
    ] as const) {
      sheet.pair(label, value, 34, 100);
    }
    sheet.down(0.5);
    paragraphs(sheet, chance, 1);
    signature(sheet, chance, 'Sekretaris Daerah,');
    return { number, date: day.iso, sender: office.name, subject, recipient, priority: 'Penting' };
  },
};

const cover: Form = {
  name: 'surat-pengantar',
  write(sheet, chance) {
    const office = chance.of(offices);
    const day = someDay(chance);
    const [number, recipient] = [numberOf(chance, office.code, day), chance.of(recipients)];
    governmentKop(sheet, chance, office);
    const column = sheet.left + 95;
    sheet.at(column, `${office.city}, ${day.words}`);
    sheet.down(1.5);
    sheet.at(column, 'Yth.');
    sheet.block(column + 10, sheet.right - column - 10, recipient);
    sheet.at(column, 'di –');
    sheet.down(2);
    sheet.centre('SURAT PENGANTAR', { bold: true });
    sheet.centre(`NOMOR ${number}`);
    sheet.down();
    sheet.line('No.     Naskah yang Dikirim                         Banyaknya         Keterangan');
    sheet.line(
      '1.      Laporan Keuangan Semester I                 1 (satu) berkas   Untuk diperiksa',
    );
    sheet.down();
    sheet.line(`Diterima tanggal ....................`);
    signature(sheet, chance, 'Sekretaris,');
    return { number, date: day.iso, sender: office.name, subject: 'Surat Pengantar', recipient };
  },
};

export function paragraphs(sheet: Sheet, chance: Chance, most = 3): void {
  for (let count = chance.int(1, most); count > 0; count--) sheet.paragraph(body(chance));
  sheet.paragraph(
    'Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.',
  );
}

export const governmentForms: Form[] = [
  twoColumns,
  oneColumn,
  note('NOTA DINAS'),
  note('TELAAHAN STAF'),
  note('MEMORANDUM'),
  invitation,
  cover,
];
export const somebody = (chance: Chance) => chance.of(persons);
