import type { Instruction, Position } from './state.ts';

/**
 * The office of a first run: a regional secretariat (Permendagri 56/2019, the usual model), to be
 * edited. Each position is held by somebody whose name has not been entered yet.
 */
const tree: [key: string, title: string, parent: string | null][] = [
  ['sekda', 'Sekretaris Daerah', null],
  ['asisten-1', 'Asisten Pemerintahan dan Kesejahteraan Rakyat', 'sekda'],
  ['asisten-2', 'Asisten Perekonomian dan Pembangunan', 'sekda'],
  ['asisten-3', 'Asisten Administrasi Umum', 'sekda'],
  ['bagian-pemerintahan', 'Kepala Bagian Tata Pemerintahan', 'asisten-1'],
  ['bagian-kesra', 'Kepala Bagian Kesejahteraan Rakyat', 'asisten-1'],
  ['bagian-hukum', 'Kepala Bagian Hukum', 'asisten-1'],
  ['bagian-perekonomian', 'Kepala Bagian Perekonomian dan Sumber Daya Alam', 'asisten-2'],
  ['bagian-pembangunan', 'Kepala Bagian Administrasi Pembangunan', 'asisten-2'],
  ['bagian-pengadaan', 'Kepala Bagian Pengadaan Barang dan Jasa', 'asisten-2'],
  ['bagian-umum', 'Kepala Bagian Umum', 'asisten-3'],
  ['bagian-organisasi', 'Kepala Bagian Organisasi', 'asisten-3'],
  ['bagian-prokopim', 'Kepala Bagian Protokol dan Komunikasi Pimpinan', 'asisten-3'],
  ['bagian-perencanaan', 'Kepala Bagian Perencanaan dan Keuangan', 'asisten-3'],
];

const phrases: [key: string, text: string][] = [
  ['tanggapan', 'Tanggapan dan saran'],
  ['proses', 'Proses lebih lanjut'],
  ['koordinasi', 'Koordinasi/konfirmasi'],
  ['selesaikan', 'Selesaikan'],
  ['telaah', 'Telaah/pelajari'],
  ['edarkan', 'Edarkan'],
  ['diketahui', 'Untuk diketahui'],
  ['hadiri', 'Hadiri/wakili dan laporkan'],
  ['jawab', 'Jawab'],
  ['pantau', 'Pantau'],
  ['bicarakan', 'Bicarakan dengan saya'],
  ['siapkan', 'Siapkan bahan'],
  ['teliti', 'Teliti dan beri pendapat'],
  ['setuju', 'Setuju'],
  ['tolak', 'Tolak'],
  ['ingatkan', 'Ingatkan'],
  ['arsipkan', 'Arsipkan'],
];

export const starterPositions: Position[] = tree.map(([key, title, parent], index) => ({
  key,
  title,
  parent,
  holder: { name: '', acting: null, from: null, until: null },
  order: (index + 1) * 10,
}));

export const starterInstructions: Instruction[] = phrases.map(([key, text], index) => ({
  key,
  text,
  order: (index + 1) * 10,
}));

export const starterBooks = [
  { key: 'masuk', title: 'Surat Masuk', direction: 'incoming' },
  { key: 'keluar', title: 'Surat Keluar', direction: 'outgoing' },
] as const;
