/**
 * Letters as an Indonesian registry desk receives them, made from their number alone: fields and one
 * to three pages of text, with letterheads, cited numbers, names, common words by far the most frequent,
 * and now and then a word misread.
 */
export interface MadeLetter {
  received: string;
  fields: {
    number: string;
    date: string;
    sender: string;
    subject: string;
    recipient: string;
    classification: string;
    urgency: 'biasa' | 'segera' | 'sangat-segera';
    secrecy: 'B' | 'T' | 'R' | 'SR';
  };
  pages: string[];
}

export function madeLetter(turn: number, letters: number): MadeLetter {
  const random = randomFrom(turn);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const often = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() ** 2 * items.length)]!;
  // Ten years of letters, in the order in which they were received.
  const day = new Date(Date.UTC(2016, 0, 4) + Math.floor((turn / letters) * 3_650) * 86_400_000);
  const received = day.toISOString().slice(0, 10);
  const date = new Date(day.getTime() - Math.floor(random() * 9) * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const place = often(places);
  const sender = `${often(institutions)} ${place}`;
  const topic = often(topics);
  const subject = `${often(kinds)} ${topic} ${pick(['Tahun Anggaran', 'Tahun', 'Semester I', 'Triwulan II', 'Periode'])} ${date.slice(0, 4)}`;
  const code = pick(codes);
  const number = `${code}/${1 + Math.floor(random() * 9_000)}/${often(shortNames)}/${romans[Number(date.slice(5, 7)) - 1]}/${date.slice(0, 4)}`;
  const recipient = often(recipients);
  const share = random();
  const count = share < 0.6 ? 1 : share < 0.88 ? 2 : 3;
  const cited = `${pick(codes)}/${1 + Math.floor(random() * 9_000)}/${often(shortNames)}/${date.slice(0, 4)}`;

  const sentence = () => {
    const filled = often(sentences).replace(/\{(\w)\}/g, (_, slot: string) => {
      if (slot === 't') return often(topics).toLowerCase();
      if (slot === 'w') return word();
      if (slot === 'i') return `${often(institutions)} ${often(places)}`;
      if (slot === 'p') return often(places);
      if (slot === 'n') return String(1 + Math.floor(random() * 400));
      if (slot === 'c') return cited;
      return `${often(firstNames)} ${pick(lastNames)}`;
    });
    return random() < 0.06 ? misread(filled, random) : filled;
  };
  const word = () => {
    const root = often(roots);
    return pick(forms)(root);
  };
  const paragraph = () => Array.from({ length: 2 + Math.floor(random() * 3) }, sentence).join(' ');
  const pages = Array.from({ length: count }, (_, page) => {
    const body = Array.from({ length: page === 0 ? 2 : 3 }, paragraph).join('\n\n');
    if (page > 0) return body;
    return `PEMERINTAH ${place.toUpperCase()}\n${sender.toUpperCase()}\nJalan ${pick(lastNames)} Nomor ${1 + Math.floor(random() * 200)} ${place} ${10_000 + Math.floor(random() * 80_000)}\n\nNomor : ${number}\nLampiran : 1 (satu) berkas\nHal : ${subject}\n\nYth. ${recipient}\ndi tempat\n\n${body}\n\nDemikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.\n\nKepala ${sender},\n\n${often(firstNames)} ${pick(lastNames)}\nNIP ${1_960_000_000 + Math.floor(random() * 40_000_000)}`;
  });
  const secret = random();
  return {
    received,
    fields: {
      number,
      date,
      sender,
      subject,
      recipient,
      classification: code,
      urgency: pick(['biasa', 'biasa', 'biasa', 'segera', 'sangat-segera']),
      secrecy: secret < 0.9 ? 'B' : secret < 0.97 ? 'T' : secret < 0.99 ? 'R' : 'SR',
    },
    pages,
  };
}

/** mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One sign taken for another, as reading by machine does. */
function misread(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const signs: Record<string, string> = {
    m: 'rn',
    l: '1',
    i: 'l',
    o: '0',
    e: 'c',
    n: 'ri',
    g: 'q',
    a: 'o',
    s: '5',
    b: '6',
  };
  for (let index = at; index < text.length; index += 1) {
    const other = signs[text[index]!];
    if (other) return text.slice(0, index) + other + text.slice(index + 1);
  }
  return text;
}

const words = (text: string) => text.trim().split(/\s+/);
const lines = (text: string) => text.trim().split(/\s*\n\s*/);

const romans = words('I II III IV V VI VII VIII IX X XI XII');

export const institutions = lines(`
Dinas Kesehatan
Dinas Pendidikan dan Kebudayaan
Badan Perencanaan Pembangunan Daerah
Badan Pengelolaan Keuangan dan Aset Daerah
Dinas Pekerjaan Umum dan Penataan Ruang
Dinas Sosial
Badan Kepegawaian dan Pengembangan Sumber Daya Manusia
Inspektorat Daerah
Dinas Kependudukan dan Pencatatan Sipil
Dinas Perhubungan
Dinas Lingkungan Hidup
Dinas Komunikasi dan Informatika
Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu
Dinas Pemberdayaan Masyarakat dan Desa
Dinas Ketahanan Pangan dan Pertanian
Dinas Perpustakaan dan Kearsipan
Satuan Polisi Pamong Praja
Badan Penanggulangan Bencana Daerah
Sekretariat Dewan Perwakilan Rakyat Daerah
Dinas Perumahan Rakyat dan Kawasan Permukiman
Dinas Tenaga Kerja dan Transmigrasi
Dinas Koperasi Usaha Kecil dan Menengah
Dinas Perdagangan dan Perindustrian
Dinas Pariwisata Kepemudaan dan Olahraga
Kecamatan
Kelurahan
Kantor Kementerian Agama
Badan Pusat Statistik
Kepolisian Resor
Komando Distrik Militer
Pengadilan Negeri
Universitas Negeri
Rumah Sakit Umum Daerah
Perusahaan Daerah Air Minum
Badan Narkotika Nasional
Komisi Pemilihan Umum
Palang Merah Indonesia
Ikatan Dokter Indonesia
`);

export const places = lines(`
Kota Balikpapan
Provinsi Kalimantan Timur
Kota Samarinda
Kabupaten Paser
Kabupaten Kutai Kartanegara
Kabupaten Berau
Kota Bontang
Kabupaten Penajam Paser Utara
Kabupaten Kutai Barat
Kabupaten Kutai Timur
Kabupaten Mahakam Ulu
Kota Surabaya
Kota Makassar
Kabupaten Sleman
Kota Yogyakarta
Kabupaten Bantul
Kota Semarang
Kota Bandung
Kabupaten Bogor
Kota Medan
Kota Palembang
Kabupaten Banyumas
Kota Denpasar
Kabupaten Gianyar
Kota Kupang
Kabupaten Jayapura
Kota Ambon
Kota Manado
Kabupaten Minahasa
Kota Padang
Kabupaten Agam
Kota Pontianak
Kabupaten Sambas
Kota Banjarmasin
Kabupaten Tabalong
Kota Palu
Kabupaten Poso
Kota Kendari
Kabupaten Lombok Tengah
Kota Mataram
`);

const shortNames = words(
  'BAPPEDA DINKES DISDIK BPKAD DPUPR DINSOS BKPSDM ITDA DISDUKCAPIL DISHUB DLH DISKOMINFO DPMPTSP DPMD DKPP DPK SATPOLPP BPBD SETWAN UMUM ORG HUK KESRA PEM',
);

const codes = words(
  '000.1.2.3 000.1.5 000.5.3.1 100.2.4 100.3.3 200.1.2 300.2.1 400.12.3.1 400.7.22 400.3.5 500.2.3 500.10 600.1.15 600.4.1 700.1.2 800.1.11.1 800.1.3.2 900.1.3.7 900.2.9 900.1.14',
);

const kinds = lines(`
Undangan Rapat
Permohonan Izin
Penyampaian Laporan
Usulan
Undangan Sosialisasi
Pemberitahuan
Permintaan Data
Tindak Lanjut
Rekomendasi
Pengantar
Surat Tugas
Permohonan Bantuan
Edaran
Klarifikasi
Penawaran
Konfirmasi Kehadiran
`);

export const topics = lines(`
Penyusunan Rencana Kerja Perangkat Daerah
Penggunaan Aula
Realisasi Anggaran
Pengadaan Barang dan Jasa
Evaluasi Kinerja
Pengelolaan Arsip Dinamis
Penanganan Stunting
Peningkatan Kapasitas Aparatur
Penataan Pegawai
Musyawarah Perencanaan Pembangunan
Pelayanan Publik
Penanggulangan Kemiskinan
Pembangunan Jalan Lingkungan
Rehabilitasi Gedung Sekolah
Penyaluran Dana Hibah
Perlindungan Anak
Pengendalian Inflasi
Pemeliharaan Drainase
Pencegahan Demam Berdarah
Pemutakhiran Data Penduduk
Penertiban Pedagang Kaki Lima
Retribusi Parkir
Sistem Pemerintahan Berbasis Elektronik
Pengelolaan Sampah
Ketahanan Pangan
Pelatihan Kewirausahaan
Kerja Sama Antardaerah
Penetapan Batas Wilayah
Pendidikan Anak Usia Dini
Imunisasi Dasar Lengkap
Pemilihan Kepala Desa
Festival Budaya
Perpanjangan Kontrak
Kenaikan Pangkat
Pensiun Pegawai
Cuti Bersama
Perjalanan Dinas Luar Negeri
Sertifikasi Tanah Wakaf
Normalisasi Sungai
Penerangan Jalan Umum
`);

const recipients = lines(`
Sekretaris Daerah Kota Balikpapan
Wali Kota Balikpapan
Kepala Bagian Umum
Asisten Pemerintahan dan Kesejahteraan Rakyat
Kepala Badan Perencanaan Pembangunan Daerah
Para Camat
Ketua Dewan Perwakilan Rakyat Daerah
Kepala Bagian Organisasi
`);

const firstNames = words(
  'Ahmad Budi Siti Dewi Rahmat Agus Sri Nur Hendra Rina Joko Wahyu Fitri Yusuf Ratna Eko Dian Bambang Lestari Arif Maya Slamet Indah Rudi Tuti Anwar Yanti Iwan Kartika Hasan Endang Surya Wulan Irfan Mega Teguh Nanda Galih Putri Zainal Ida Made Ketut Wayan Komang Andi Daeng Tengku Teuku Cut',
);
const lastNames = words(
  'Santoso Wijaya Hidayat Kusuma Nugroho Rahman Saputra Utami Lubis Siregar Nasution Harahap Simanjuntak Panjaitan Sihombing Ginting Tarigan Sembiring Suryadi Pranoto Gunawan Setiawan Kurniawan Hartono Sudirman Hakim Fauzi Maulana Syahputra Anggraini Puspita Permata Handayani Rahayu Wulandari Purnama Mahendra Pratama Wibowo Susanto Halim Salim Tanjung Chaniago Piliang Koto Sikumbang Ismail Yunus Ibrahim',
);

const roots = words(`
kerja laksana sampai susun bangun kelola tingkat kembang guna sedia layan periksa awas bina atur tetap
hitung bayar kirim terima catat simpan buka tutup pimpin usaha bantu ajar didik latih sehat aman tertib
bersih indah hijau subur jual beli sewa pinjam tanam panen olah bakar bongkar pasang rawat pulih gerak
jalan lari angkut muat bawa antar jemput tunggu tamat mulai akhir lanjut henti tunda batal ubah ganti
tambah kurang bagi gabung pisah pilih tolak setuju sepakat runding jelas terang gelap tuntut gugat adil
hukum lindung ancam serang tahan tangkap bebas wajib hak milik warga duduk desa kota daerah negara
bangsa rakyat pajak retribusi dana anggaran belanja lelang borong tender kontrak jamin sah uji coba ukur
timbang banding nilai harga mutu jumlah rata naik turun tinggi rendah dalam luas panjang lebar tebal tipis
berat ringan cepat lambat lama baru tua muda besar kecil banyak sedikit utama penting khusus umum rinci
tulis baca cetak terbit siar sebar umum kabar berita surat naskah arsip berkas lampir tembus disposisi
agenda rapat sidang hadir undang pamit sambut resmi upacara lantik angkat pensiun mutasi cuti dinas tugas
perintah instruksi arah pandu pantau evaluasi lapor data informasi sistem aplikasi jaringan perangkat
lunak keras rusak hilang curi temu cari tanya jawab usul saran kritik keluh adu tanggap respons selesai
`);

const forms: ((root: string) => string)[] = [
  (root) => root,
  (root) => root,
  (root) => `di${root}kan`,
  (root) => `ber${root}`,
  (root) => `ter${root}`,
  (root) => `pe${root}an`,
  (root) => `ke${root}an`,
  (root) => `me${root}`,
  (root) => `me${root}kan`,
  (root) => `${root}an`,
  (root) => `${root}nya`,
  (root) => `per${root}an`,
  (root) => `di${root}`,
  (root) => `se${root}`,
  (root) => `${root}kan`,
  (root) => `memper${root}`,
];

const sentences = lines(`
Sehubungan dengan pelaksanaan kegiatan {t}, bersama ini kami sampaikan hal-hal sebagai berikut.
Menindaklanjuti surat Nomor {c} perihal {t}, dengan hormat disampaikan bahwa {w} dan {w} telah dilaksanakan.
Berdasarkan peraturan perundang-undangan yang berlaku, {i} wajib melakukan {w} terhadap {w} yang ada.
Dalam rangka meningkatkan {w} di lingkungan {p}, diperlukan {w} dari seluruh perangkat daerah.
Untuk kelancaran acara dimaksud, mohon kiranya Saudara dapat menugaskan {n} orang peserta.
Kegiatan akan dilaksanakan di Aula {i} pada pukul 09.00 sampai dengan selesai.
Adapun jumlah {w} yang diperlukan sebanyak {n} buah dengan {w} sesuai ketentuan.
Hasil {w} menunjukkan bahwa {w} pada {i} masih perlu {w} lebih lanjut.
Saudara {x} ditunjuk sebagai narahubung untuk {w} dan {w} dimaksud.
Mengingat pentingnya acara tersebut, kehadiran Saudara tidak dapat diwakilkan.
Laporan {t} agar disampaikan kepada {i} paling lambat {n} hari setelah surat ini diterima.
Terkait dengan {t}, telah dilakukan koordinasi dengan {x} dari {i}.
Selanjutnya {w} tersebut akan {w} oleh tim yang dibentuk oleh {x}.
Bahwa {w} merupakan bagian dari {w} yang tidak terpisahkan dari {t} di {p}.
Apabila terdapat {w} yang belum jelas dapat menghubungi {x} pada {i}.
Anggaran yang tersedia untuk {t} sebesar Rp{n}.000.000 dibebankan pada APBD {p}.
Pemerintah {p} memandang perlu untuk {w} dan {w} agar {w} dapat berjalan dengan baik.
Dokumen {w} terlampir untuk {w} dan menjadi bahan {w} bagi pimpinan.
Peserta yang berasal dari {p} dimohon membawa {w} dan {w} masing-masing.
Sesuai dengan hasil {w} yang dipimpin oleh {x}, {t} perlu segera ditindaklanjuti.
`);
