import { describe, expect, it } from 'vitest';
import { suggestFields } from '../../../../shared/domain/reading/suggest.ts';
import { writtenPage } from './written-page.ts';

/** Heads and feet as offices, companies and people write them, with what the book should have. */
const letters: [text: string, wanted: Record<string, string | null>][] = [
  [
    `
                         KEPOLISIAN NEGARA REPUBLIK INDONESIA
                              DAERAH KALIMANTAN TIMUR
                               RESOR KOTA BALIKPAPAN
                    Jalan Jenderal Sudirman Nomor 32 Balikpapan 76114
                                                         Balikpapan,  13 Juni 2024
Nomor       : B/1234/VI/HUK.6.6./2024/Reskrim
Klasifikasi : BIASA
Lampiran    : satu lembar
Perihal     : permintaan keterangan ahli                Kepada
                                                         Yth. KEPALA DINAS PERTANAHAN
                                                              KOTA BALIKPAPAN
                                                         di
                                                              Balikpapan
1.   Rujukan :
     a. Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia;
     b. Laporan Polisi Nomor: LP/B/99/V/2024/SPKT tanggal 10 Mei 2024.`,
    {
      number: 'B/1234/VI/HUK.6.6./2024/Reskrim',
      date: '2024-06-13',
      sender: 'Kepolisian Resor Kota Balikpapan',
      subject: 'permintaan keterangan ahli',
      recipient: 'Kepala Dinas Pertanahan Kota Balikpapan',
    },
  ],
  [
    `
                           PEMERINTAH KABUPATEN KUTAI TIMUR
                                KECAMATAN SANGATTA UTARA
                                  DESA SWARGA BARA
                  Alamat : Jalan APT Pranoto RT 12 Desa Swarga Bara Kode Pos 75683
                               SURAT KETERANGAN USAHA
                            Nomor : 503/0123/DS-SB/VI/2024
     Yang bertanda tangan di bawah ini Kepala Desa Swarga Bara Kecamatan Sangatta Utara,
menerangkan bahwa :
Nama           : SITI AMINAH
NIK            : 6408044107900001
Tempat/Tgl Lahir : Sangatta, 01 Juli 1990
     Demikian surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya.
                                               Swarga Bara, 13 Juni 2024
                                               KEPALA DESA SWARGA BARA
                                               WAHYUDDIN, S.H.`,
    {
      number: '503/0123/DS-SB/VI/2024',
      date: '2024-06-13',
      sender: 'Desa Swarga Bara Kecamatan Sangatta Utara Kabupaten Kutai Timur',
      subject: 'Surat Keterangan Usaha',
      recipient: null,
    },
  ],
  [
    `
                               BUPATI PENAJAM PASER UTARA
                               PROVINSI KALIMANTAN TIMUR
                                     SURAT EDARAN
                           NOMOR 100.3.4.2/17/SETDA-ORG/2024
                                       TENTANG
                  PENYESUAIAN SISTEM KERJA PEGAWAI APARATUR SIPIL NEGARA
                          SELAMA CUTI BERSAMA HARI RAYA IDUL ADHA
Yth. 1. Para Kepala Perangkat Daerah
     2. Para Camat
di -
     Penajam
     Menindaklanjuti Surat Edaran Menteri Pendayagunaan Aparatur Negara dan Reformasi
Birokrasi Nomor 1 Tahun 2024 tanggal 3 Januari 2024, disampaikan hal sebagai berikut:
                                               Ditetapkan di Penajam
                                               pada tanggal 11 Juni 2024
                                               Pj. BUPATI PENAJAM PASER UTARA,
                                               MAKMUR MARBUN`,
    {
      number: '100.3.4.2/17/SETDA-ORG/2024',
      date: '2024-06-11',
      sender: 'Bupati Penajam Paser Utara',
      subject:
        'Penyesuaian Sistem Kerja Pegawai Aparatur Sipil Negara Selama Cuti Bersama Hari Raya Idul Adha',
      recipient: null,
    },
  ],
  [
    `
                                PT PERTAMINA HULU MAHAKAM
Jakarta, June 13, 2024
Ref. No.   : 123/PHM-EXT/VI/2024-S1
Subject    : Invitation to Stakeholder Meeting
To:
The Mayor of Samarinda
Jalan Kesuma Bangsa No. 82
Samarinda
Dear Sir,
With reference to your letter No. 045/22/2024 dated 3 May 2024, we would like to invite you`,
    {
      number: '123/PHM-EXT/VI/2024-S1',
      date: '2024-06-13',
      sender: 'PT Pertamina Hulu Mahakam',
      subject: 'Invitation to Stakeholder Meeting',
      recipient: 'Mayor of Samarinda',
    },
  ],
  [
    `
                     KEMENTERIAN PENDIDIKAN, KEBUDAYAAN, RISET DAN TEKNOLOGI
                                  UNIVERSITAS MULAWARMAN
             LEMBAGA PENELITIAN DAN PENGABDIAN KEPADA MASYARAKAT (LP2M)
           Kampus Gunung Kelua Jalan Kuaro Samarinda 75119 Telp. (0541) 741118
Nomor    : 1234/UN17.L1/PT.01.03/2024                            13 Juni 2024
Lampiran : 1 (satu) berkas
Hal      : Permohonan Izin Penelitian
Yth. Bapak Kepala Badan Kesatuan Bangsa dan Politik
     Kota Samarinda
di Samarinda
Dengan hormat, sehubungan dengan pelaksanaan Kuliah Kerja Nyata kami mohon izin agar`,
    {
      number: '1234/UN17.L1/PT.01.03/2024',
      date: '2024-06-13',
      sender: 'Lembaga Penelitian dan Pengabdian kepada Masyarakat (LP2M) Universitas Mulawarman',
      recipient: 'Kepala Badan Kesatuan Bangsa dan Politik Kota Samarinda',
      subject: 'Permohonan Izin Penelitian',
    },
  ],
  [
    `
                                  TAKMIR MASJID AL-FALAH
                      Jl. Pramuka No. 5 Samarinda HP 0812 5544 3322
                                                 Samarinda, 7 Dzulhijjah 1445 H
                                                            13 Juni 2024 M
Nomor : 015/TM-AF/VI/2024
Lamp  : 1 bendel
Hal   : Permohonan Bantuan Hewan Qurban
Kepada Yang Terhormat
Bapak Wali Kota Samarinda
di -
     Samarinda
Assalamu'alaikum warahmatullahi wabarakatuh`,
    {
      number: '015/TM-AF/VI/2024',
      date: '2024-06-13',
      sender: 'Takmir Masjid Al-Falah',
      subject: 'Permohonan Bantuan Hewan Qurban',
      recipient: 'Wali Kota Samarinda',
    },
  ],
  [
    `
                             PEMERINTAH PROVINSI KALIMANTAN TIMUR
                                    DINAS KESEHATAN
                    RUMAH SAKIT UMUM DAERAH dr. KANUJOSO DJATIWIBOWO
                 Jalan MT Haryono Nomor 656 Balikpapan Telepon (0542) 873901
                                                    Balikpapan, 13 Juni 2024
Nomor     : 400.7.22/ 2345 /RSKD
Sifat     : Penting                                 Yth. Direktur Utama
Lampiran  : -                                            BPJS Kesehatan Cabang
Hal       : Perjanjian Kerja Sama                        Balikpapan
            Layanan Kesehatan                       di -
                                                         Tempat
     Dalam rangka peningkatan pelayanan kesehatan kepada masyarakat, bersama ini kami`,
    {
      number: '400.7.22/2345/RSKD',
      date: '2024-06-13',
      subject: 'Perjanjian Kerja Sama Layanan Kesehatan',
      recipient: 'Direktur Utama BPJS Kesehatan Cabang Balikpapan',
      sender:
        'Rumah Sakit Umum Daerah dr. Kanujoso Djatiwibowo Dinas Kesehatan Provinsi Kalimantan Timur',
    },
  ],
  [
    `
                                 WALI KOTA BALIKPAPAN
                              PROVINSI KALIMANTAN TIMUR
                           KEPUTUSAN WALI KOTA BALIKPAPAN
                            NOMOR 100.3.3.3/188/2024
                                      TENTANG
                   PEMBENTUKAN TIM KOORDINASI PENERAPAN SPBE
                       WALI KOTA BALIKPAPAN,
Menimbang : a. bahwa untuk melaksanakan ketentuan Pasal 5 Peraturan Presiden Nomor 95
               Tahun 2018 tanggal 2 Oktober 2018 perlu membentuk tim;
                                               Ditetapkan di Balikpapan
                                               pada tanggal 13 Juni 2024`,
    {
      number: '100.3.3.3/188/2024',
      date: '2024-06-13',
      sender: 'Wali Kota Balikpapan',
      subject: 'Pembentukan Tim Koordinasi Penerapan SPBE',
      recipient: null,
    },
  ],
  [
    `
Samarinda, 13 Juni 2024
Perihal : Lamaran Pekerjaan
Lampiran : 5 lembar
Kepada Yth.
Bapak/Ibu HRD PT Maju Bersama
Di tempat
Dengan hormat,
Berdasarkan informasi lowongan pekerjaan, saya yang bertanda tangan di bawah ini:
Nama Lengkap : Rina Wulandari
Tempat/tanggal lahir : Samarinda, 4 Mei 1999
Alamat : Jl. Gatot Subroto No. 10
bermaksud melamar pekerjaan sebagai staf administrasi di perusahaan Bapak/Ibu.
                                              Hormat saya,
                                              Rina Wulandari`,
    {
      number: null,
      date: '2024-06-13',
      sender: 'Rina Wulandari',
      subject: 'Lamaran Pekerjaan',
      recipient: 'HRD PT Maju Bersama',
    },
  ],
  [
    `
                                PEMERINTAH KOTA BALIKPAPAN
                                    SEKRETARIAT DAERAH
                         Jalan Jenderal Sudirman Nomor 1 Balikpapan
                                       NOTA DINAS
Yth.     : Sekretaris Daerah
Dari     : Plt. Kepala Bagian Organisasi
Tembusan : Asisten Administrasi Umum
Tanggal  : 13 Juni 2024
Nomor    : 000.8.3/45/ORG
Sifat    : Segera
Lampiran : 1 (satu) berkas
Hal      : Penyampaian Hasil Evaluasi Jabatan Tahun
           Anggaran 2024
     Bersama ini dengan hormat kami sampaikan hasil evaluasi jabatan untuk menjadi periksa`,
    {
      number: '000.8.3/45/ORG',
      date: '2024-06-13',
      sender: 'Sekretariat Daerah Kota Balikpapan',
      subject: 'Penyampaian Hasil Evaluasi Jabatan Tahun Anggaran 2024',
      recipient: 'Sekretaris Daerah',
      urgency: 'segera',
    },
  ],
  [
    `
                                PEMERINTAH KOTA BONTANG
                                DINAS PERHUBUNGAN
                              Jalan Awang Long Bontang
                                  SURAT PERINTAH TUGAS
                             Nomor : 800.1.11.1/ 77 /DISHUB
Dasar    : Surat Kepala BPSDM Nomor 893/12/BPSDM tanggal 2 Juni 2024
                                   MEMERINTAHKAN :
Kepada   : 1. Nama    : Agus Salim
              NIP     : 19800101 200501 1 003
Untuk    : Mengikuti pelatihan pada tanggal 20 Juni 2024 di Samarinda
                                              Ditetapkan di : Bontang
                                              Pada Tanggal  : 13 Juni 2024
                                              KEPALA DINAS,`,
    {
      number: '800.1.11.1/77/DISHUB',
      date: '2024-06-13',
      sender: 'Dinas Perhubungan Kota Bontang',
      subject: 'Surat Perintah Tugas',
      recipient: null,
    },
  ],
  [
    `
                            KOMISI PEMILIHAN UMUM
                               KOTA SAMARINDA
                  Jalan Ir. H. Juanda Nomor 18 Samarinda
Nomor    : 345/PL.02-Und/6472/2024               Samarinda, 13 Juni 2024
Sifat    : Segera
Lampiran : -
Perihal  : Undangan Rapat Koordinasi

                         Kepada
                         Yth. (Daftar Undangan Terlampir)
                         di -
                                Tempat
     Dalam rangka persiapan tahapan pemilihan, kami mengundang Bapak/Ibu untuk hadir`,
    {
      number: '345/PL.02-Und/6472/2024',
      date: '2024-06-13',
      sender: 'Komisi Pemilihan Umum Kota Samarinda',
      subject: 'Undangan Rapat Koordinasi',
    },
  ],
  [
    `
                        CV. KARYA MANDIRI SEJAHTERA
                  GENERAL CONTRACTOR - SUPPLIER - TRADING
             Jl. A. Yani No. 12 RT. 5 Bontang Telp (0548) 22334 Email cvkms@gmail.com
No        : 12/KMS/PNW/VI/2024                        Bontang, 13-06-2024
Lamp      : 1 (satu) Berkas
Perihal   : PENAWARAN HARGA PENGADAAN ATK
Kepada Yth :
Bapak Kepala Dinas Pendidikan dan Kebudayaan Kota Bontang
Cq. Pejabat Pembuat Komitmen
Di -
   Bontang
Dengan hormat,`,
    {
      number: '12/KMS/PNW/VI/2024',
      date: '2024-06-13',
      sender: 'CV. Karya Mandiri Sejahtera',
      subject: 'Penawaran Harga Pengadaan ATK',
      recipient: 'Kepala Dinas Pendidikan dan Kebudayaan Kota Bontang',
    },
  ],
];

describe('letters of many senders', () => {
  it.each(
    letters.map(([text, wanted]) => [text.trim().split('\n')[0]!.trim(), text, wanted] as const),
  )('%s', (_, text, wanted) => {
    const found = suggestFields([writtenPage(text)]);
    const read = Object.keys(wanted).map((name) => [name, found[name as keyof typeof found].value]);
    expect(Object.fromEntries(read)).toEqual(wanted);
  });
});
