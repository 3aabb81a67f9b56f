import { isWord, plain } from './spelling.ts';

/** What a line of a letter's head is about. */
export type Label =
  | 'number'
  | 'urgency'
  | 'secrecy'
  | 'attachments'
  | 'subject'
  | 'recipient'
  | 'through'
  | 'sender'
  | 'date'
  | 'copies'
  | 'classification';

/** The words before a colon in a head; those of several words first. */
export const labels: { label: Label; words: string[]; example: string }[] = [
  { label: 'number', words: ['nomor', 'surat'], example: 'Nomor Surat : 12/A/2024' },
  { label: 'number', words: ['no', 'surat'], example: 'No. Surat : 12/A/2024' },
  { label: 'number', words: ['ref', 'no'], example: 'Ref. No. : 12/A/2024' },
  { label: 'number', words: ['our', 'ref'], example: 'Our Ref. : 12/A/2024' },
  { label: 'date', words: ['tanggal', 'surat'], example: 'Tanggal Surat : 3 Mei 2024' },
  { label: 'subject', words: ['perihal', 'surat'], example: 'Perihal Surat : Undangan' },
  { label: 'urgency', words: ['derajat', 'surat'], example: 'Derajat Surat : Segera' },
  { label: 'urgency', words: ['sifat', 'surat'], example: 'Sifat Surat : Segera' },
  { label: 'urgency', words: ['tingkat', 'kecepatan'], example: 'Tingkat Kecepatan : Segera' },
  { label: 'secrecy', words: ['sifat', 'keamanan'], example: 'Sifat Keamanan : Rahasia' },
  { label: 'secrecy', words: ['tingkat', 'keamanan'], example: 'Tingkat Keamanan : Rahasia' },
  { label: 'recipient', words: ['ditujukan', 'kepada'], example: 'Ditujukan Kepada : Camat' },
  { label: 'classification', words: ['kode', 'klasifikasi'], example: 'Kode Klasifikasi : 000.5' },
  { label: 'number', words: ['nomor'], example: 'Nomor : 12/A/2024' },
  { label: 'number', words: ['nomer'], example: 'Nomer : 12/A/2024' },
  { label: 'number', words: ['number'], example: 'Number : 12/A/2024' },
  { label: 'number', words: ['no'], example: 'No. : 12/A/2024' },
  { label: 'number', words: ['nmr'], example: 'Nmr : 12/A/2024' },
  { label: 'number', words: ['ref'], example: 'Ref. : 12/A/2024' },
  { label: 'number', words: ['reff'], example: 'Reff : 12/A/2024' },
  { label: 'urgency', words: ['sifat'], example: 'Sifat : Segera' },
  { label: 'urgency', words: ['derajat'], example: 'Derajat : Segera' },
  { label: 'urgency', words: ['kecepatan'], example: 'Kecepatan : Segera' },
  { label: 'secrecy', words: ['klasifikasi'], example: 'Klasifikasi : Rahasia' },
  { label: 'secrecy', words: ['keamanan'], example: 'Keamanan : Rahasia' },
  { label: 'attachments', words: ['lampiran'], example: 'Lampiran : 1 berkas' },
  { label: 'attachments', words: ['lamp'], example: 'Lamp. : 1 berkas' },
  { label: 'attachments', words: ['lam'], example: 'Lam : 1 berkas' },
  { label: 'attachments', words: ['enclosure'], example: 'Enclosure : 1 set' },
  { label: 'subject', words: ['perihal'], example: 'Perihal : Undangan' },
  { label: 'subject', words: ['hal'], example: 'Hal : Undangan' },
  { label: 'subject', words: ['subject'], example: 'Subject : Invitation' },
  { label: 'subject', words: ['subjek'], example: 'Subjek : Undangan' },
  { label: 'subject', words: ['re'], example: 'Re : Invitation' },
  { label: 'recipient', words: ['kepada'], example: 'Kepada : Yth. Camat' },
  { label: 'recipient', words: ['to'], example: 'To : The Mayor' },
  { label: 'through', words: ['melalui'], example: 'Melalui : Sekretaris' },
  { label: 'through', words: ['lewat'], example: 'Lewat : Sekretaris' },
  { label: 'sender', words: ['dari'], example: 'Dari : Kepala Bagian Umum' },
  { label: 'sender', words: ['from'], example: 'From : Head of Office' },
  { label: 'sender', words: ['pengirim'], example: 'Pengirim : Camat' },
  { label: 'date', words: ['tanggal'], example: 'Tanggal : 3 Mei 2024' },
  { label: 'date', words: ['tgl'], example: 'Tgl. : 3 Mei 2024' },
  { label: 'date', words: ['date'], example: 'Date : 3 May 2024' },
  { label: 'copies', words: ['tembusan'], example: 'Tembusan : Arsip' },
];

const colon = /^[:;=»>‘'`.,*~«]$|^[:;=]/;

export interface FoundLabel {
  label: Label;
  /** How many of the words are the label, a colon that stands alone among them. */
  taken: number;
  colon: boolean;
  /** The value's first word where it is stuck to the colon. */
  stuck: string | null;
}

/** The label that these words begin with. */
export function labelOf(texts: readonly string[]): FoundLabel | null {
  for (const { label, words } of labels) {
    const found = begin(texts, words);
    if (found) return { label, ...found };
  }
  return null;
}

function begin(texts: readonly string[], words: string[]): Omit<FoundLabel, 'label'> | null {
  let stuck: string | null = null;
  let ends = false;
  for (const [index, word] of words.entries()) {
    let text = texts[index];
    if (text === undefined) return null;
    // `Nomor:12/A` in one word, `H a l` in three (the caller joins those).
    const cut = /^(\p{L}[\p{L}.01|]*)\s*[.]?\s*[:;=](.*)$/u.exec(text);
    const last = index === words.length - 1;
    if (cut && last) {
      text = cut[1]!;
      ends = true;
      stuck = cut[2] === '' ? null : cut[2]!;
    }
    const next = texts[index + 1];
    const marked = ends || (last && next !== undefined && colon.test(next) && next !== '.');
    if (!isLabel(text, word, marked)) return null;
  }
  const next = texts[words.length];
  if (ends || next === undefined || !colon.test(next)) {
    return { taken: words.length, colon: ends, stuck };
  }
  const rest = /^[:;=»>‘'`.,*~«]+(.*)$/.exec(next)![1]!;
  return { taken: words.length + 1, colon: true, stuck: rest === '' ? null : rest };
}

function isLabel(read: string, word: string, marked: boolean): boolean {
  if (!/^[\p{Lu}|1!]/u.test(read)) return false;
  const text = plain(read);
  if (text === word) return true;
  // Misread only where a colon follows: `Kepala` is no `Kepada`, nor `Laporan` `Lampiran`.
  if (!marked || text === 'kepala' || text === 'laporan') return false;
  if (isWord(read, word)) return true;
  // Even a short one: `Ha1 :`, `Hai :`.
  if (word.length > 4 || text.length !== word.length) return false;
  return word.length > 2 && [...text].filter((letter, index) => letter !== word[index]).length <= 1;
}
