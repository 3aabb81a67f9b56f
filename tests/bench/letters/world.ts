import type { Chance } from './chance.ts';

/** Offices as their letterheads have them, and as the book writes them. None is of the sample letters. */
export const offices = [
  {
    kop: ['PEMERINTAH KOTA SAMARINDA', 'DINAS KESEHATAN'],
    name: 'Dinas Kesehatan Kota Samarinda',
    code: 'DINKES',
    city: 'Samarinda',
  },
  {
    kop: ['PEMERINTAH KABUPATEN KUTAI KARTANEGARA', 'SEKRETARIAT DAERAH'],
    name: 'Sekretariat Daerah Kabupaten Kutai Kartanegara',
    code: 'SETDA',
    city: 'Tenggarong',
  },
  {
    kop: ['PEMERINTAH PROVINSI JAWA TENGAH', 'DINAS PEKERJAAN UMUM DAN PENATAAN RUANG'],
    name: 'Dinas Pekerjaan Umum dan Penataan Ruang Provinsi Jawa Tengah',
    code: 'DPUPR',
    city: 'Semarang',
  },
  {
    kop: ['PEMERINTAH KABUPATEN PASER', 'BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA'],
    name: 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Paser',
    code: 'BKPSDM',
    city: 'Tana Paser',
  },
  {
    kop: ['KEMENTERIAN KEUANGAN REPUBLIK INDONESIA', 'DIREKTORAT JENDERAL PERIMBANGAN KEUANGAN'],
    name: 'Direktorat Jenderal Perimbangan Keuangan Kementerian Keuangan',
    code: 'PK',
    city: 'Jakarta',
  },
  {
    kop: ['KEMENTERIAN PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI REPUBLIK INDONESIA'],
    name: 'Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi',
    code: 'M.SM',
    city: 'Jakarta',
  },
  {
    kop: ['PEMERINTAH KOTA BONTANG', 'DEWAN PERWAKILAN RAKYAT DAERAH KOTA BONTANG'],
    name: 'Dewan Perwakilan Rakyat Daerah Kota Bontang',
    code: 'DPRD',
    city: 'Bontang',
  },
  {
    kop: ['PEMERINTAH KABUPATEN BERAU', 'KECAMATAN TANJUNG REDEB'],
    name: 'Kecamatan Tanjung Redeb Kabupaten Berau',
    code: 'KEC-TR',
    city: 'Tanjung Redeb',
  },
  {
    kop: ['PEMERINTAH KOTA SURAKARTA', 'INSPEKTORAT DAERAH'],
    name: 'Inspektorat Daerah Kota Surakarta',
    code: 'ITDA',
    city: 'Surakarta',
  },
  {
    kop: ['PEMERINTAH PROVINSI SULAWESI SELATAN', 'SATUAN POLISI PAMONG PRAJA'],
    name: 'Satuan Polisi Pamong Praja Provinsi Sulawesi Selatan',
    code: 'SATPOL-PP',
    city: 'Makassar',
  },
  {
    kop: ['PEMERINTAH KOTA TARAKAN', 'DINAS PENANAMAN MODAL DAN PELAYANAN TERPADU SATU PINTU'],
    name: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Tarakan',
    code: 'DPMPTSP',
    city: 'Tarakan',
  },
  {
    kop: ['KEMENTERIAN AGAMA REPUBLIK INDONESIA', 'KANTOR KEMENTERIAN AGAMA KOTA BONTANG'],
    name: 'Kantor Kementerian Agama Kota Bontang',
    code: 'Kk.16.8',
    city: 'Bontang',
  },
  {
    kop: ['BADAN PUSAT STATISTIK', 'PROVINSI KALIMANTAN UTARA'],
    name: 'Badan Pusat Statistik Provinsi Kalimantan Utara',
    code: 'BPS',
    city: 'Tanjung Selor',
  },
] as const;

export const companies = [
  {
    kop: ['PT BORNEO CIPTA MANDIRI'],
    motto: 'General Contractor, Supplier & Trading',
    name: 'PT Borneo Cipta Mandiri',
    code: 'BCM',
  },
  {
    kop: ['PT MAHAKAM LESTARI SEJAHTERA'],
    motto: '',
    name: 'PT Mahakam Lestari Sejahtera',
    code: 'MLS',
  },
  {
    kop: ['UD TANI MAKMUR'],
    motto: 'Pupuk - Bibit - Alat Pertanian',
    name: 'UD Tani Makmur',
    code: 'TM',
  },
  { kop: ['CV ANUGERAH KARYA'], motto: '', name: 'CV Anugerah Karya', code: 'AK' },
  {
    kop: ['KOPERASI PEGAWAI RSUD ABDUL WAHAB SJAHRANIE'],
    motto: '',
    name: 'Koperasi Pegawai RSUD Abdul Wahab Sjahranie',
    code: 'KOPRS',
  },
  {
    kop: ['PT Nusantara Digital Solusi'],
    motto: 'Information Technology Consultant',
    name: 'PT Nusantara Digital Solusi',
    code: 'NDS',
  },
  {
    kop: ['YAYASAN BINA INSAN CENDEKIA'],
    motto: '',
    name: 'Yayasan Bina Insan Cendekia',
    code: 'YBIC',
  },
] as const;

export const houses = [
  {
    kop: [
      'KEMENTERIAN PENDIDIKAN, KEBUDAYAAN, RISET, DAN TEKNOLOGI',
      'UNIVERSITAS MULAWARMAN',
      'FAKULTAS TEKNIK',
    ],
    name: 'Fakultas Teknik Universitas Mulawarman',
    code: 'UN17.9',
    city: 'Samarinda',
  },
  {
    kop: ['UNIVERSITAS BALIKPAPAN'],
    name: 'Universitas Balikpapan',
    code: 'UNIBA',
    city: 'Balikpapan',
  },
  {
    kop: ['INSTITUT TEKNOLOGI KALIMANTAN'],
    name: 'Institut Teknologi Kalimantan',
    code: 'IT10',
    city: 'Balikpapan',
  },
  {
    kop: [
      'PEMERINTAH PROVINSI KALIMANTAN TIMUR',
      'DINAS PENDIDIKAN DAN KEBUDAYAAN',
      'SMA NEGERI 3 BONTANG',
    ],
    name: 'SMA Negeri 3 Bontang',
    code: 'SMA.3',
    city: 'Bontang',
  },
  {
    kop: ['POLITEKNIK NEGERI SAMARINDA'],
    name: 'Politeknik Negeri Samarinda',
    code: 'PL7',
    city: 'Samarinda',
  },
] as const;

export const clubs = [
  {
    kop: ['DEWAN KEMAKMURAN MASJID', 'AL-MUHAJIRIN'],
    name: 'Dewan Kemakmuran Masjid Al-Muhajirin',
    code: 'DKM-AM',
    city: 'Samarinda',
  },
  {
    kop: ['IKATAN BIDAN INDONESIA', 'KABUPATEN BERAU'],
    name: 'Ikatan Bidan Indonesia Kabupaten Berau',
    code: 'IBI',
    city: 'Tanjung Redeb',
  },
  {
    kop: ['LEMBAGA BANTUAN HUKUM MAHAKAM'],
    name: 'Lembaga Bantuan Hukum Mahakam',
    code: 'LBH',
    city: 'Samarinda',
  },
  {
    kop: ['PANITIA PEMBANGUNAN GEREJA', 'SANTO YOSEF'],
    name: 'Panitia Pembangunan Gereja Santo Yosef',
    code: 'PAN-GSY',
    city: 'Bontang',
  },
  {
    kop: ['KARANG TARUNA TUNAS MUDA'],
    name: 'Karang Taruna Tunas Muda',
    code: 'KT',
    city: 'Sangatta',
  },
] as const;

export const subjects = [
  'Permintaan Data Aset Tetap Tahun 2024',
  'Undangan Rapat Evaluasi Kinerja Semester I',
  'Usulan Kenaikan Pangkat Periode Oktober',
  'Penyampaian Dokumen Rencana Kerja dan Anggaran',
  'Permohonan Bantuan Mobil Pemadam Kebakaran',
  'Tindak Lanjut Hasil Pemeriksaan BPK RI',
  'Penawaran Kerja Sama Pengelolaan Sampah',
  'Imbauan Kewaspadaan Dini terhadap Bencana Banjir',
  'Permohonan Izin Penelitian dan Pengambilan Data',
  'Penyesuaian Jam Kerja Pegawai ASN pada Bulan Ramadan',
  'Pemberitahuan Jadwal Pemadaman Listrik',
  'Permohonan Audiensi',
  'Konfirmasi Kehadiran Peserta Pelatihan Kearsipan',
  'Laporan Pelaksanaan Kegiatan Posyandu Balita Sehat di Wilayah Kecamatan',
  'Perpanjangan Kontrak Sewa Gedung Kantor',
  'Pengiriman Berkas Pensiun',
  'Percepatan Penyerapan APBD Triwulan III',
];

export const recipients = [
  'Bupati Penajam Paser Utara',
  'Kepala Dinas Perhubungan Kota Samarinda',
  'Sekretaris Daerah Kabupaten Kutai Timur',
  'Gubernur Kalimantan Timur',
  'Kepala Badan Keuangan dan Aset Daerah',
  'Wali Kota Samarinda',
  'Asisten Perekonomian dan Pembangunan Sekretariat Daerah',
  'Direktur RSUD Taman Husada Bontang',
  'Camat Sungai Kunjang',
  'Ketua DPRD Kabupaten Berau',
];

export const positions = [
  'Kepala Bagian Hukum',
  'Sekretaris Dinas',
  'Kepala Bidang Sarana dan Prasarana',
  'Inspektur Pembantu II',
  'Kepala Subbagian Umum',
];

export const persons = [
  'Rahmat Hidayat',
  'Siti Nurhaliza',
  'Bambang Sutrisno',
  'Maria Goreti',
  'Agus Setiawan',
  'Dewi Kartika Sari',
  'Yohanes Lake',
  'Muhammad Ridwan',
];
const degrees = ['', ', S.E.', ', S.Sos., M.Si.', ', S.T.', ', S.Pd., M.Pd.'];
export const person = (chance: Chance) => `${chance.of(persons)}${chance.of(degrees)}`;

const bodies = [
  'Menindaklanjuti surat Saudara Nomor 045/77/UM/2021 tanggal 5 Januari 2021 perihal sebagaimana dimaksud, bersama ini kami sampaikan beberapa hal yang perlu mendapat perhatian bersama.',
  'Sehubungan dengan Surat Edaran Menteri Dalam Negeri Nomor 100.3.4/1988/SJ tanggal 12 Februari 2022, kami mohon bantuan Bapak/Ibu untuk menyampaikan data dimaksud paling lambat tanggal 30 Maret 2022.',
  'Berdasarkan Peraturan Daerah Nomor 7 Tahun 2019, setiap perangkat daerah wajib menyampaikan laporan secara berkala kepada kepala daerah melalui bagian yang membidangi.',
  'Dalam rangka pelaksanaan kegiatan dimaksud, kami mengharapkan kesediaan Saudara untuk menugaskan pejabat yang membidangi agar hadir tepat waktu dengan membawa bahan.',
  'Untuk keterangan lebih lanjut dapat menghubungi nomor 0812-5544-3322 atau (0541) 733456 pada jam kerja, atau melalui surel kami.',
  'Adapun biaya kegiatan dibebankan pada rekening 1234567890 atas nama bendahara, sesuai dengan ketentuan peraturan perundang-undangan yang berlaku.',
];
export const body = (chance: Chance) => chance.of(bodies);

const monthNames = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];
export const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

export interface Day {
  iso: string;
  words: string;
  numbers: string;
  year: number;
  roman: string;
}

export function someDay(chance: Chance): Day {
  const [year, month, date] = [chance.int(2019, 2026), chance.int(1, 12), chance.int(1, 28)];
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    iso: `${year}-${two(month)}-${two(date)}`,
    words: `${date} ${monthNames[month - 1]} ${year}`,
    numbers: `${two(date)}-${two(month)}-${year}`,
    year,
    roman: romans[month - 1]!,
  };
}
