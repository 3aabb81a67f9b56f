import { readFile } from 'node:fs/promises';
import { type SheetFonts } from '../../../electron/core/dispositions/sheet.ts';
import { SheetData, type SheetInput } from '../../../shared/contract/sheets.ts';

const font = (name: string) =>
  readFile(new URL(`../../../resources/fonts/${name}.ttf`, import.meta.url));

export async function sheetFonts(): Promise<SheetFonts> {
  const [regular, semiBold] = await Promise.all([
    font('LontarSans-Regular'),
    font('LontarSans-SemiBold'),
  ]);
  return { regular, semiBold };
}

const titles = [
  'Asisten Pemerintahan dan Kesejahteraan Rakyat',
  'Asisten Perekonomian dan Pembangunan',
  'Asisten Administrasi Umum',
  'Kepala Bagian Tata Pemerintahan',
  'Kepala Bagian Kesejahteraan Rakyat',
  'Kepala Bagian Hukum',
  'Kepala Bagian Perekonomian',
  'Kepala Bagian Administrasi Pembangunan',
  'Kepala Bagian Pengadaan Barang dan Jasa',
  'Kepala Bagian Umum',
  'Kepala Bagian Organisasi',
  'Kepala Bagian Protokol dan Komunikasi Pimpinan',
];

const texts =
  'Tanggapan dan saran · Proses lebih lanjut · Koordinasi/konfirmasi · Selesaikan · Telaah/pelajari · Edarkan · Untuk diketahui · Hadiri/wakili dan laporkan · Jawab · Pantau · Bicarakan dengan saya · Siapkan bahan · Teliti dan beri pendapat · Setuju · Tolak · Ingatkan · Arsipkan'.split(
    ' · ',
  );

export function blankSheet(change: Partial<SheetInput> = {}): SheetData {
  return SheetData.parse({
    office: {
      name: 'Sekretariat Daerah Kota Tidore Kepulauan',
      address: [
        'Jalan Sultan Zainal Abidin Syah Nomor 1, Soasio',
        'Telepon (0921) 3161234 · Pos-el setda@tidorekota.example',
      ],
      place: 'Soasio',
    },
    letter: {
      id: '0190163d-8694-739b-aea5-966c26f8ad91',
      sender: 'Badan Perencanaan Pembangunan Daerah Provinsi Maluku Utara',
      number: '900.2.9/3466/BAPPEDA',
      date: '2024-06-13',
      received: '2024-06-14',
      agenda: { book: 'Surat Masuk', year: 2024, number: 123 },
      urgency: 'segera',
      secrecy: 'T',
      subject: 'Undangan rapat koordinasi penyusunan Rencana Kerja Pemerintah Daerah Tahun 2025',
      attachments: '1 (satu) berkas',
    },
    positions: titles.map((title, at) => ({ key: `p${at}`, title })),
    instructions: texts.map((text, at) => ({ key: `i${at}`, text })),
    ...change,
  });
}

export function filledSheet(): SheetData {
  return given(blankSheet());
}

/** The same sheet after the leader's disposition. */
export function given(sheet: SheetData): SheetData {
  return {
    ...sheet,
    positions: sheet.positions.map((one, at) => ({ ...one, chosen: at % 5 === 1 })),
    instructions: sheet.instructions.map((one, at) => ({ ...one, chosen: at % 7 === 0 })),
    disposition: {
      from: {
        title: 'Sekretaris Daerah',
        holder: 'Dr. H. Ismail Dukomalamo, S.Sos., M.Si.',
        acting: 'Plh.',
      },
      note: 'Hadiri bersama Bappelitbang.\nSiapkan data capaian “triwulan II”; laporkan hasilnya.',
      due: '2024-06-20',
      given: '2024-06-15',
    },
  };
}

/** Thirty positions, twenty instructions, a subject of 500 characters, characters no font here has. */
export function overlongSheet(): SheetData {
  const sheet = blankSheet();
  return given({
    ...sheet,
    letter: {
      ...sheet.letter,
      sender: `Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi 漢字 😀 ${'Deputi '.repeat(20)}`,
      number: `B-2884/UN.08/10/2026/${'X'.repeat(150)}`,
      subject: 'Permohonan dukungan data dan narasumber kegiatan '.repeat(11).slice(0, 500).trim(),
    },
    positions: Array.from({ length: 30 }, (_, at) => ({
      key: `p${at}`,
      title: `${titles[at % titles.length]!} ke-${at + 1}`,
      chosen: false,
    })),
    instructions: Array.from({ length: 20 }, (_, at) => ({
      key: `i${at}`,
      text: `${texts[at % texts.length]!} ke-${at + 1}`,
      chosen: false,
    })),
  });
}
