import type { Row } from './layout.ts';
import { isCapitals } from './ordinary-case.ts';
import { plain, distance } from './spelling.ts';

/** The letter's form, where a title names it. */
export type Kind =
  | 'note'
  | 'circular'
  | 'order'
  | 'statement'
  | 'announcement'
  | 'cover'
  | 'record'
  | 'decision'
  | 'other';

/** Titles as they stand in capitals in the middle, with the form that they name. */
export const titles: { words: string; kind: Kind }[] = [
  { words: 'NOTA DINAS', kind: 'note' },
  { words: 'MEMORANDUM', kind: 'note' },
  { words: 'MEMO', kind: 'note' },
  { words: 'TELAAHAN STAF', kind: 'note' },
  { words: 'SURAT EDARAN', kind: 'circular' },
  { words: 'EDARAN', kind: 'circular' },
  { words: 'INSTRUKSI', kind: 'circular' },
  { words: 'SURAT PERINTAH TUGAS', kind: 'order' },
  { words: 'SURAT PERINTAH', kind: 'order' },
  { words: 'SURAT TUGAS', kind: 'order' },
  { words: 'SURAT PENUGASAN', kind: 'order' },
  { words: 'SURAT KETERANGAN', kind: 'statement' },
  { words: 'SURAT PERNYATAAN', kind: 'statement' },
  { words: 'SURAT REKOMENDASI', kind: 'statement' },
  { words: 'REKOMENDASI', kind: 'statement' },
  { words: 'SURAT IZIN', kind: 'statement' },
  { words: 'SURAT KUASA', kind: 'statement' },
  { words: 'SURAT PERINGATAN', kind: 'statement' },
  { words: 'SURAT PENGANTAR', kind: 'cover' },
  { words: 'SURAT PENGUMUMAN', kind: 'announcement' },
  { words: 'PENGUMUMAN', kind: 'announcement' },
  { words: 'BERITA ACARA', kind: 'record' },
  { words: 'LAPORAN', kind: 'other' },
  { words: 'SURAT PERJANJIAN', kind: 'other' },
  { words: 'PERJANJIAN KERJA SAMA', kind: 'other' },
  { words: 'KEPUTUSAN', kind: 'decision' },
  { words: 'PERATURAN', kind: 'decision' },
  { words: 'SURAT KEPUTUSAN', kind: 'decision' },
  { words: 'SURAT UNDANGAN', kind: 'other' },
  { words: 'UNDANGAN', kind: 'other' },
  { words: 'SURAT PERMOHONAN', kind: 'other' },
  { words: 'SURAT PEMBERITAHUAN', kind: 'other' },
  { words: 'PROPOSAL', kind: 'other' },
];

export interface Title {
  row: number;
  /** How many rows the title takes: `SURAT KETERANGAN` / `DOMISILI USAHA`. */
  rows: number;
  kind: Kind;
}

/** The first row in capitals, near the page's middle, that begins with a title. */
export function titleOf(rows: readonly Row[], width: number): Title | null {
  for (const [index, row] of rows.entries()) {
    if (row.page !== 1 || index > 24) return null;
    if (!isCapitals(row.text) || row.pieces.length > 3) continue;
    const middle = (row.left + row.right) / 2;
    if (Math.abs(middle - width / 2) > width * 0.14) continue;
    // `S U R A T  T U G A S` and `SURAT TUGAS` alike.
    const text = plain(row.text);
    const found = titles
      .map((title) => ({ title, key: plain(title.words) }))
      .filter(
        ({ key }) =>
          distance(text.slice(0, key.length), key, 2) <=
          (key.length > 8 ? 2 : key.length > 5 ? 1 : 0),
      )
      .sort((a, b) => b.key.length - a.key.length)[0];
    if (!found) continue;
    // A letterhead may hold such a word in a name; a title is not above `DINAS …`.
    return { row: index, rows: 1 + more(rows, index), kind: found.title.kind };
  }
  return null;
}

function more(rows: readonly Row[], index: number): number {
  let count = 0;
  for (let next = index + 1; next < rows.length; next++) {
    const { text } = rows[next]!;
    const close = rows[next]!.middle - rows[next - 1]!.middle < 9;
    if (!isCapitals(text) || !close || /^(NOM[O0]R|NO\b|TENTANG|YTH)/i.test(text)) break;
    count++;
  }
  return count;
}
