import { textOf, type Word } from './layout.ts';
import type { LetterParts } from './letter.ts';
import { isCapitals, ordinaryCase } from './ordinary-case.ts';
import type { Found, Rule } from './rule.ts';
import { distance, plain } from './spelling.ts';

export const subjectRules: Rule[] = [
  {
    field: 'subject',
    name: 'behind `Hal` or `Perihal`, over several lines',
    example: `
        DINAS KESEHATAN KOTA BONTANG
Nomor : 900.2.9/3466/DINKES          Bontang, 3 Mei 2024
Hal   : Pemberitahuan Pemeliharaan   Kepada
        Jaringan                     Yth. Camat Bontang Utara
Menindaklanjuti hal tersebut di atas, kami sampaikan dengan hormat bahwa`,
    expected: 'Pemberitahuan Pemeliharaan Jaringan',
    find: (letter) =>
      letter.labelled
        .filter(({ label }) => label === 'subject')
        .flatMap(({ lines, colon }, index) => {
          const words = lines.flat();
          const value = asSubject(words, letter);
          return value === '' ? [] : [{ value, words, trust: (colon ? 0.95 : 0.85) - index * 0.1 }];
        }),
  },
  {
    field: 'subject',
    name: 'below `TENTANG`, over several lines',
    example: `
               SURAT EDARAN
             NOMOR 5/SE/2026
                 TENTANG
     UNDANGAN RAPAT KOORDINASI SPBE
            DI LINGKUNGAN KOTA
Yth. Para Kepala Perangkat Daerah`,
    expected: 'Undangan Rapat Koordinasi SPBE di Lingkungan Kota',
    find: (letter) => {
      const from = aboutRow(letter);
      if (from === null) return [];
      const words = [...behindAbout(letter, from), ...belowAbout(letter, from)];
      const value = asSubject(words, letter);
      return value === '' ? [] : [{ value, words, trust: 0.95 }];
    },
  },
  {
    field: 'subject',
    name: 'the title itself, where nothing else says it',
    example: `
                              KELURAHAN LOKTUAN
                       SURAT KETERANGAN DOMISILI USAHA
                             Nomor : 470/12/2024
Yang bertanda tangan di bawah ini menerangkan dengan sebenarnya bahwa orang ini`,
    expected: 'Surat Keterangan Domisili Usaha',
    find: (letter) => {
      const { titleRow, titleRows, rows, kind } = letter;
      if (titleRow === null || kind === 'note') return [];
      const words = rows.slice(titleRow, titleRow + titleRows).flatMap(wordsOf);
      return [{ value: asSubject(words, letter), words, trust: 0.8 }];
    },
  },
];

const wordsOf = ({ pieces }: LetterParts['rows'][number]): Word[] =>
  pieces.flatMap(({ words }) => words);

function aboutRow({ rows, titleRow, bodyStart }: LetterParts): number | null {
  if (titleRow === null) return null;
  for (let index = titleRow + 1; index < Math.min(rows.length, bodyStart, titleRow + 9); index++) {
    const first = plain(rows[index]!.text.split(' ')[0]!);
    const alone = wordsOf(rows[index]!).length <= 2;
    if (first === 'tentang' || (alone && distance(plain(rows[index]!.text), 'tentang', 2) <= 2))
      return index;
  }
  return null;
}

/** `TENTANG JAM KERJA` in one row. */
const behindAbout = ({ rows }: LetterParts, row: number) => wordsOf(rows[row]!).slice(1);

function belowAbout({ rows, left, right }: LetterParts, about: number): Word[] {
  const words: Word[] = [];
  const middle = (left + right) / 2;
  const first = rows[about + 1];
  if (!first) return words;
  const capitals = isCapitals(first.text);
  for (let index = about + 1; index < rows.length; index++) {
    const row = rows[index]!;
    const above = rows[index - 1]!;
    const pitch = row.middle - above.middle;
    if (row.page !== above.page || pitch > (index === about + 1 ? 22 : 10)) break;
    const centred = Math.abs((row.left + row.right) / 2 - middle) < 22;
    if (capitals ? !isCapitals(row.text) : !centred) break;
    if (/^(yth|kepada|dengan rahmat|menimbang|nom[o0]r)\b/i.test(row.text) || index - about > 6)
      break;
    if (
      /^(GUBERNUR|BUPATI|WALI ?KOTA|KEPALA|SEKRETARIS|MENTERI|DIREKTUR|REKTOR)\b.*,$/.test(row.text)
    )
      break;
    words.push(...wordsOf(row));
  }
  return words;
}

function asSubject(words: readonly Word[], { capitals }: LetterParts): string {
  const text = textOf(words)
    // A word cut at the line's end; what repeats itself keeps its hyphen.
    .replace(/(\p{L}{2,})- (\p{Ll}+)/gu, (_, one: string, other: string) =>
      other.startsWith(one.toLowerCase().slice(0, 3)) ? `${one}-${other}` : `${one}${other}`,
    )
    // `Semester |`.
    .replace(/(?<= )[|l1!](?=$| )/g, (sign) => (sign === '1' ? sign : 'I'))
    .replace(/^[\s:;.,=_"'`‘’“”«»*~|—–-]+/, '')
    .replace(/[\s:;,=_"'`‘’“”«»*~|—–-]+$/, '')
    .replace(/(?<!\b(?:dr|S\.|Tbk|dll|dsb))\.$/, '')
    .replace(/\s+([,.;:)])/g, '$1')
    .replace(/\(\s+/g, '(')
    .replace(/\s+/g, ' ')
    .trim();
  return ordinaryCase(text, capitals);
}

export const attachmentRules: Rule[] = [
  {
    field: 'attachments',
    name: 'behind `Lampiran`',
    example: `
Nomor    : 12/UM/2024
Lampiran : 1 (satu) berkas
Hal      : Undangan`,
    expected: '1 (satu) berkas',
    find: ({ labelled }) =>
      labelled
        .filter(({ label }) => label === 'attachments')
        .slice(0, 1)
        .flatMap(({ lines }): Found[] => {
          const words = lines[0] ?? [];
          const value = textOf(words)
            .replace(/^[\s:;.,=_"'`‘’“”«»*~|-]+/, '')
            .replace(/[\s:;,=_"'`‘’“”«»*~|—-]+$/, '');
          const none = !/[\p{L}\d]/u.test(value) || /^(nihil|tidak ada|none|nil)$/i.test(value);
          return none ? [] : [{ value, words, trust: 0.93 }];
        }),
  },
];
