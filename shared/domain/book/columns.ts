import type { BookColumn } from '../../contract/books.ts';

/** How books call their columns; letters alone, lower case. What stands first is what we write. */
const names: Record<BookColumn, string[]> = {
  agenda: [
    'nomor agenda',
    'no agenda',
    'agenda',
    'no urut',
    'nomor urut',
    'no',
    'nomor',
    'agenda number',
  ],
  received: [
    'tanggal terima',
    'tanggal diterima',
    'tgl terima',
    'tgl diterima',
    'diterima tanggal',
    'diterima',
    'tanggal masuk',
    'tgl masuk',
    'received',
  ],
  number: ['nomor surat', 'no surat', 'nomor naskah', 'letter number'],
  date: ['tanggal surat', 'tgl surat', 'tanggal naskah', 'letter date', 'date'],
  sender: [
    'pengirim',
    'asal surat',
    'surat dari',
    'dari',
    'asal',
    'instansi pengirim',
    'sender',
    'from',
  ],
  subject: [
    'perihal',
    'hal',
    'isi ringkas',
    'perihal isi ringkas',
    'isi surat',
    'ringkasan',
    'uraian',
    'isi',
    'subject',
  ],
  recipient: ['kepada', 'ditujukan kepada', 'tujuan', 'penerima', 'recipient'],
  attachments: ['lampiran', 'lamp', 'attachments'],
  classification: ['klasifikasi', 'kode klasifikasi', 'kode', 'indeks', 'classification'],
  urgency: ['derajat', 'derajat kecepatan', 'kecepatan', 'urgency', 'sifat surat', 'sifat'],
  secrecy: ['sifat keamanan', 'keamanan', 'klasifikasi keamanan', 'secrecy'],
  forwardedTo: ['diteruskan kepada', 'diteruskan', 'disposisi', 'disposisi kepada', 'forwarded to'],
  remarks: ['keterangan', 'ket', 'catatan', 'remarks'],
  location: ['lokasi arsip', 'lokasi', 'tempat simpan', 'rak', 'location'],
};

const byName = new Map(
  (Object.keys(names) as BookColumn[]).flatMap((column) =>
    names[column].map((name) => [name, column] as const),
  ),
);

/** Letters and digits, one space between words. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export function columnNamed(text: string): BookColumn | undefined {
  return byName.get(plain(text));
}

export type Cell = string | number | boolean | Date | null;

export interface Header {
  /** The heading's place among the rows, from 0. */
  row: number;
  /** From 0. */
  columns: Map<BookColumn, number>;
  unknown: string[];
}

/** Above the heading stand titles and empty rows, but not many. */
const MOST_ABOVE = 30;

/** The heading is the row that names most of a book's columns: a sender or subject among them. */
export function findHeader(rows: readonly (readonly Cell[])[]): Header | null {
  let best: Header | null = null;
  for (const [row, cells] of rows.slice(0, MOST_ABOVE).entries()) {
    const header = readHeader(row, cells);
    const enough =
      header.columns.size >= 2 && (header.columns.has('sender') || header.columns.has('subject'));
    if (enough && header.columns.size > (best?.columns.size ?? 0)) best = header;
  }
  return best;
}

function readHeader(row: number, cells: readonly Cell[]): Header {
  const columns = new Map<BookColumn, number>();
  const unknown: string[] = [];
  for (const [at, cell] of cells.entries()) {
    if (typeof cell !== 'string' || cell.trim() === '') continue;
    const column = columnNamed(cell);
    if (column && !columns.has(column)) columns.set(column, at);
    else unknown.push(cell.trim().slice(0, 100));
  }
  return { row, columns, unknown };
}
