import type { Chance } from './chance.ts';
import { attachment, governmentKop, numberOf, signature, type Form } from './form.ts';
import { paragraphs, somebody } from './letter-forms.ts';
import type { Sheet } from './sheet.ts';
import { clubs, companies, houses, person, recipients, someDay, subjects } from './world.ts';

const company: Form = {
  name: 'perusahaan',
  write(sheet, chance) {
    const firm = chance.of(companies);
    const day = someDay(chance);
    const [number, subject, recipient] = [
      `${String(chance.int(1, 300)).padStart(3, '0')}/${chance.of(['DIR', 'MKT', 'SP'])}-${firm.code}/${day.roman}/${day.year}`,
      chance.of(subjects),
      chance.of(recipients),
    ];
    const atLeft = chance.is(0.3);
    const put = (text: string, style: { size?: number; bold?: boolean }) =>
      atLeft ? sheet.line(text, style) : sheet.centre(text, style);
    put(firm.kop[0]!, { size: sheet.size + chance.of([4, 6]), bold: true });
    if (firm.motto !== '') put(firm.motto, { size: sheet.size - 1 });
    put(
      `Jl. Pahlawan No. ${chance.int(1, 200)} Samarinda 75123 Telp. (0541) ${chance.int(200000, 799999)}`,
      { size: sheet.size - 2 },
    );
    put('Email: info@contoh.co.id  HP 081255443322', { size: sheet.size - 2 });
    sheet.rule();
    const dayText = chance.of([
      `Samarinda, ${day.words}`,
      `Jakarta, ${day.words}`,
      day.words,
      `Balikpapan, ${day.numbers}`,
    ]);
    const first = chance.is(0.5);
    if (first) {
      sheet.at(chance.is(0.5) ? sheet.right - sheet.widthOf(dayText) : sheet.left, dayText);
      sheet.down(1.6);
    }
    const labels = chance.of([
      ['Nomor', 'Lampiran', 'Perihal'],
      ['No.', 'Lamp.', 'Hal'],
      ['No', 'Lamp', 'Perihal'],
      ['Ref.', 'Lamp.', 'Perihal'],
    ]);
    sheet.pair(labels[0]!, number, 22, 110);
    sheet.pair(labels[1]!, attachment(chance), 22, 110);
    sheet.pair(labels[2]!, subject, 22, chance.of([70, 110]));
    sheet.down();
    if (!first) {
      sheet.line(dayText);
      sheet.down();
    }
    addressBlock(sheet, chance, recipient);
    sheet.line('Dengan hormat,');
    sheet.down(0.5);
    paragraphs(sheet, chance);
    signature(sheet, chance, chance.of(['Direktur Utama,', 'Hormat kami,', 'General Manager']));
    return { number, date: day.iso, sender: firm.name, subject, recipient };
  },
};

function addressBlock(sheet: Sheet, chance: Chance, recipient: string): void {
  const way = chance.int(0, 3);
  if (way === 0) {
    sheet.line('Kepada Yth.');
    sheet.line(`${chance.of(['Bapak', 'Ibu', 'Bapak/Ibu'])} ${recipient}`);
  } else if (way === 1) sheet.block(sheet.left, 90, `Kepada Yth. ${recipient}`);
  else if (way === 2) {
    sheet.line('Kepada Yth,');
    sheet.block(sheet.left, 80, recipient);
  } else {
    sheet.line('Kepada');
    sheet.block(sheet.left, 90, `Yth. Bapak ${recipient}`);
  }
  sheet.line(chance.of(['di Tempat', 'di -', 'Di tempat', 'di Samarinda']));
  sheet.down();
}

const house: Form = {
  name: 'kampus-sekolah',
  write(sheet, chance) {
    const school = chance.of(houses);
    const day = someDay(chance);
    const [number, subject, recipient] = [
      numberOf(chance, school.code, day),
      chance.of(subjects),
      chance.of(recipients),
    ];
    governmentKop(sheet, chance, school);
    sheet.pair('Nomor', number, 22, 80);
    sheet.y -= sheet.pitch;
    sheet.at(sheet.right - sheet.widthOf(day.words), day.words);
    sheet.down();
    sheet.pair('Lampiran', attachment(chance), 22, 80);
    sheet.pair(chance.of(['Hal', 'Perihal']), subject, 22, 90);
    sheet.down();
    addressBlock(sheet, chance, recipient);
    paragraphs(sheet, chance);
    signature(
      sheet,
      chance,
      chance.of(['Dekan,', 'Rektor,', 'a.n. Rektor Wakil Rektor I,', 'Kepala Sekolah,']),
    );
    return { number, date: day.iso, sender: school.name, subject, recipient };
  },
};

const club: Form = {
  name: 'organisasi',
  write(sheet, chance) {
    const one = chance.of(clubs);
    const day = someDay(chance);
    const [number, subject, recipient] = [
      `${String(chance.int(1, 90)).padStart(2, '0')}/${one.code}/${day.roman}/${day.year}`,
      chance.of(subjects),
      chance.of(recipients),
    ];
    for (const line of one.kop) sheet.centre(line, { size: sheet.size + 3, bold: true });
    sheet.centre(
      `Sekretariat : Jl. Melati RT. 05 No. ${chance.int(1, 60)} ${one.city} HP. 0813${chance.int(10000000, 99999999)}`,
      { size: sheet.size - 2 },
    );
    sheet.rule();
    sheet.pair('Nomor', number, 22, 110);
    sheet.pair('Lamp', attachment(chance), 22, 110);
    sheet.pair('Hal', subject, 22, 110);
    sheet.down();
    addressBlock(sheet, chance, recipient);
    sheet.line(chance.of(["Assalamu'alaikum Wr. Wb.", 'Salam sejahtera,', 'Dengan hormat,']));
    paragraphs(sheet, chance);
    const x = sheet.left + 92;
    sheet.at(x, `${one.city}, ${day.words}`);
    sheet.down();
    signature(sheet, chance, 'Ketua Panitia,');
    return { number, date: day.iso, sender: one.name, subject, recipient };
  },
};

const privatePerson: Form = {
  name: 'perorangan',
  write(sheet, chance) {
    const day = someDay(chance);
    const [name, subject, recipient] = [
      chance.is(0.5) ? person(chance) : somebody(chance),
      chance.of(subjects),
      chance.of(recipients),
    ];
    const city = chance.of(['Samarinda', 'Tenggarong', 'Bontang']);
    const first = chance.is(0.5);
    if (first) {
      const text = `${city}, ${day.words}`;
      sheet.at(sheet.right - sheet.widthOf(text), text);
      sheet.down(2);
    }
    sheet.pair(chance.of(['Hal', 'Perihal']), subject, 18, 110);
    sheet.down();
    addressBlock(sheet, chance, recipient);
    sheet.line('Dengan hormat,');
    if (chance.is(0.6)) {
      sheet.paragraph('Saya yang bertanda tangan di bawah ini:', 0);
      sheet.pair('Nama', name.split(',')[0]!, 30, 100);
      sheet.pair('Alamat', 'Jalan Kenanga RT. 12 Nomor 7', 30, 100);
      sheet.pair('Nomor HP', '081234567890', 30, 100);
    }
    sheet.paragraph(
      'dengan ini mengajukan permohonan sebagaimana perihal di atas, sebagai bahan pertimbangan saya lampirkan berkas yang diperlukan.',
      0,
    );
    sheet.paragraph(
      'Demikian surat ini saya buat, atas perhatian Bapak/Ibu saya ucapkan terima kasih.',
      0,
    );
    const x = sheet.left + 92;
    if (!first) {
      sheet.at(x, `${city}, ${day.words}`);
      sheet.down();
    }
    sheet.at(x, chance.of(['Hormat saya,', 'Pemohon,', 'Hormat kami,']));
    sheet.down(4);
    sheet.at(x, chance.is(0.3) ? `( ${name.split(',')[0]} )` : name.split(',')[0]!);
    return { date: day.iso, sender: name.split(',')[0]!, subject, recipient };
  },
};

export const societyForms: Form[] = [company, house, club, privatePerson];
