import { daysIn } from './day-in-text.ts';
import { pieceOf, textOf, type Piece, type Word } from './layout.ts';
import type { LetterParts } from './letter.ts';
import type { Found, Rule } from './rule.ts';

export const dateRules: Rule[] = [
  {
    field: 'date',
    name: 'behind its label in the head',
    example: `
                 NOTA DINAS
Kepada   : Yth. Sekretaris Daerah
Dari     : Kepala Bagian Umum
Tanggal  : 14 September 2023
Nomor    : 64/ND/UM/IX/2023
Hal      : Laporan`,
    expected: '2023-09-14',
    find: ({ labelled }) =>
      labelled
        .filter(({ label }) => label === 'date')
        .flatMap(({ lines, colon, colonLeft }) =>
          inWords(
            colon ? (lines[0] ?? []) : withoutColon(lines[0] ?? [], colonLeft, labelled),
            0.97,
          ),
        ),
  },
  {
    field: 'date',
    name: 'behind a place in the head',
    example: `
         PEMERINTAH KOTA BONTANG
Nomor : 005/12/UM                    Bontang, 3 Mei 2024
Hal   : Undangan
                                     Yth. Camat Bontang Utara
Menindaklanjuti surat Saudara Nomor 7/A tanggal 1 Mei 2024, kami`,
    expected: '2024-05-03',
    find: (letter) => {
      const trust = atFoot(letter) ? 0.8 : 0.96;
      return headPieces(letter).flatMap((piece) =>
        hasPlace(piece) ? inWords(piece.words, trust) : [],
      );
    },
  },
  {
    field: 'date',
    name: 'behind `pada tanggal` at the foot',
    example: `
             SURAT EDARAN
          NOMOR 5/SE/2026
               TENTANG
           JAM KERJA ASN
Berdasarkan surat Menteri tanggal 2 Januari 2026 kami sampaikan hal berikut
kepada seluruh pegawai agar dilaksanakan dengan sebaik-baiknya di kantor.
                         Ditetapkan di Berau
                         pada tanggal 15 Mei 2026`,
    expected: '2026-05-15',
    find: (letter) =>
      behindSettled(letter).flatMap(({ words, sure }) => inWords(words, sure ? 0.96 : 0.6)),
  },
  {
    field: 'date',
    name: 'behind a place above the signature',
    example: `
           SURAT KETERANGAN
          Nomor : 470/12/2024
Yang bertanda tangan di bawah ini menerangkan dengan sebenarnya bahwa orang ini
lahir di Bontang tanggal 4 Juli 1990 dan benar warga kami.
                         Bontang, 3 Mei 2024
                         Lurah Loktuan`,
    expected: '2024-05-03',
    find: (letter) => {
      const found = footPieces(letter).filter(hasPlace);
      // The last one: above it may stand days in the text.
      return found.slice(-1).flatMap((piece) => inWords(piece.words, atFoot(letter) ? 0.94 : 0.88));
    },
  },
  {
    field: 'date',
    name: 'alone on its line in the head',
    example: `
PT MAJU JAYA
13 Juni 2024
Nomor : 7/MJ/VI/2024
Hal : Penawaran`,
    expected: '2024-06-13',
    find: (letter) =>
      headPieces(letter).flatMap((piece) => (isAlone(piece.text) ? inWords(piece.words, 0.9) : [])),
  },
  {
    field: 'date',
    name: 'alone on its line at the foot',
    example: `
                                 PENGUMUMAN
Diberitahukan kepada seluruh warga bahwa pelayanan libur pada hari Senin dan
dibuka kembali seperti biasa pada hari Selasa pagi, terima kasih banyak.
                         13 Juni 2024
                         Ketua RT 05`,
    expected: '2024-06-13',
    find: (letter) =>
      footPieces(letter)
        .filter(({ text, left }) => isAlone(text) && left > letter.width * 0.35)
        .slice(-1)
        .flatMap((piece) => inWords(piece.words, 0.75)),
  },
];

/** Letters of these forms bear their day at the foot; days above are of something else. */
export const atFoot = ({ kind }: LetterParts) =>
  kind === 'circular' ||
  kind === 'order' ||
  kind === 'statement' ||
  kind === 'decision' ||
  kind === 'announcement';

function inWords(words: readonly Word[], trust: number): Found[] {
  const text = textOf(words);
  const [found] = daysIn(text);
  if (!found) return [];
  return [
    {
      value: found.day,
      words: between(words, found.from, found.to),
      trust: trust * found.clear,
    },
  ];
}

/** The words that stand between two places of their joined text. */
export function between(words: readonly Word[], from: number, to: number): Word[] {
  let at = 0;
  return words.filter(({ text }) => {
    const begins = at;
    at += text.length + 1;
    return begins < to && begins + text.length > from;
  });
}

/** From a row above the head's first label, where a day may stand alone. */
function headPieces({ rows, headStart, bodyStart }: LetterParts): Piece[] {
  return rows.slice(Math.max(0, headStart - 2), bodyStart).flatMap(({ pieces }) => joined(pieces));
}

function footPieces({ rows, bodyStart }: LetterParts): Piece[] {
  const foot = rows.slice(bodyStart).filter(({ text }) => !/\blahir\b/i.test(text));
  return foot.flatMap(({ pieces }) => joined(pieces));
}

/** A space left for a pen parts a day: `Bontang,      Mei 2024`; so does wide setting. */
function joined(pieces: Piece[]): Piece[] {
  if (pieces.length < 2) return pieces;
  const [last, before] = [pieces.at(-1)!, pieces.at(-2)!];
  if (!before.text.endsWith(',') || last.left - before.right > 25) return pieces;
  return [...pieces.slice(0, -2), pieceOf([...before.words, ...last.words])];
}

const place =
  /^[^\p{L}]{0,2}(?:(?:Kab|Kota|Kec|Desa)\.?\s+)?\p{Lu}[\p{L}.'-]+(?:\s+\p{L}[\p{L}.'-]*){0,3}\s*[,.;:]?\s*(?:tgl\.?|tanggal)?\s*$/u;
const weekday = /^[^\p{L}]*(senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)\b/iu;

function hasPlace({ text }: Piece): boolean {
  const [found] = daysIn(text);
  if (!found || text.length > 60) return false;
  const before = text.slice(0, found.from);
  if (/nomor|tanggal lahir|surat|lahir/i.test(before)) return false;
  // Behind the day at most `M`, or the Islamic day that goes with it.
  if (text.length - found.to > 6 && !/\d{4}\s*H/.test(text)) return false;
  return place.test(before) && !weekday.test(before);
}

const isAlone = (text: string) => {
  const [found] = daysIn(text);
  return found !== undefined && found.from <= 2 && text.length - found.to <= 4;
};

const settled = /(?:di(?:tetapkan|keluarkan|buat|tandatangani)|tetapkan|keluarkan)\s+di\b/i;

/** The day's line below `Ditetapkan di …`, and any that says `pada tanggal`. */
function behindSettled({ rows, bodyStart }: LetterParts): { words: Word[]; sure: boolean }[] {
  const found: { words: Word[]; sure: boolean }[] = [];
  for (let index = Math.max(0, bodyStart); index < rows.length; index++) {
    const start = rows[index]!.pieces.find(({ text }) => settled.test(text) && text.length < 60);
    if (!start) continue;
    for (const row of rows.slice(index, index + 3)) {
      const words = row.pieces
        .filter(({ left }) => left > start.left - 8)
        .flatMap((piece) => piece.words);
      const text = textOf(words);
      // Where the word before the day is damaged, the day may be, too: `pada tang 2 Mei`.
      const sure =
        /tangga[l1I|]\s*[,:.]?\s*\d/i.test(text) || (row === rows[index] && /,\s*\d/.test(text));
      found.push({ words, sure });
    }
  }
  return found;
}

/**
 * A colon read as a digit: `Tanggal 11 Juni` where the other lines have their colon, and the value
 * begins, where this `1` stands.
 */
function withoutColon(
  words: Word[],
  colonLeft: number | null,
  labelled: LetterParts['labelled'],
): Word[] {
  const first = words[0];
  if (!first || colonLeft === null || !/^[1lI|!][\dlI]/.test(first.text)) return words;
  const marked = labelled.filter(({ colon }) => colon).map((other) => other.colonLeft!);
  if (marked.length < 2 || !marked.every((left) => Math.abs(left - first.left) < 1.6)) return words;
  return [
    { ...first, text: first.text.slice(1), confidence: first.confidence * 0.7 },
    ...words.slice(1),
  ];
}
