import { daysIn } from './day-in-text.ts';
import { textOf, type Word } from './layout.ts';
import type { LetterParts } from './letter.ts';
import type { Found, Rule } from './rule.ts';

export const numberRules: Rule[] = [
  {
    field: 'number',
    name: 'behind its label in the head or below the title',
    example: `
        DINAS KESEHATAN KOTA BONTANG
Nomor    : 900.2.9/3466/DINKES       Bontang, 3 Mei 2024
Lampiran : -
Hal      : Tindak Lanjut
Menindaklanjuti surat Saudara Nomor 5/AB/2024 tanggal 1 Mei 2024, kami sampaikan`,
    expected: '900.2.9/3466/DINKES',
    find: ({ labelled }) => {
      const all = labelled.filter(({ label }) => label === 'number');
      return all.flatMap(({ lines, colon }, index) =>
        numberIn(lines[0] ?? [], (colon ? 0.97 : 0.95) - index * 0.1),
      );
    },
  },
  {
    field: 'number',
    name: 'by its shape in the head, its label unread',
    example: `
PT MAJU JAYA
ah       : 045/DIR-MJ/VI/2024
Perihal  : Penawaran
                              Bontang, 13 Juni 2024`,
    expected: '045/DIR-MJ/VI/2024',
    find: ({ rows, headStart, bodyStart }) =>
      rows.slice(headStart === 0 ? 0 : headStart - 1, bodyStart).flatMap(({ pieces }) =>
        pieces.flatMap(({ words }) => {
          const at = words.findIndex(({ text }) => shaped.test(text));
          return at === -1 ? [] : numberIn(words.slice(at), 0.62);
        }),
      ),
  },
];

const shaped = /^[\p{L}\d.-]*\d[\p{L}\d.-]*\/[\p{L}\d.-]+(\/[\p{L}\d.&-]+)*$/u;

function numberIn(words: Word[], trust: number): Found[] {
  const taken = upTo(words);
  const value = tidy(textOf(taken));
  if (!/\d/.test(value) || value.length < 2) return [];
  return [{ value, words: taken, trust: looksRight(value) ? trust : trust * 0.7 }];
}

/** Not the words behind a number: `Nomor : 5/A/2024 Tanggal 3 Mei`, a place beside it. */
function upTo(words: Word[]): Word[] {
  const text = textOf(words);
  const [day] = daysIn(text);
  const beforeDay =
    day && day.from > 3 ? text.slice(0, day.from).trim().split(' ').length : words.length;
  return upToOther(words.slice(0, beforeDay));
}

function upToOther(words: Word[]): Word[] {
  const end = words.findIndex(({ text }, index) => {
    if (index === 0) return false;
    if (/^(tanggal|tgl|tertanggal|perihal|hal|sifat|lampiran)\b/i.test(text)) return true;
    const before = words[index - 1]!;
    const open = /[/.-]$/.test(before.text) || /^[/.-]/.test(text);
    if (open || /^(tahun|th)\b/i.test(text) || /^(tahun|th)\b/i.test(before.text)) return false;
    // `Bontang,` beside the number, with no column found.
    return /\d\/|\/\p{L}/u.test(before.text) && /^\p{Lu}\p{Ll}+,?$/u.test(text);
  });
  return end === -1 ? words : words.slice(0, end);
}

/** Without the spaces, and with the slashes, that a number has. */
function tidy(text: string): string {
  return text
    .replace(/\s*([/\\])\s*/g, '/')
    .replace(/\s*-\s*/g, '-')
    .replace(/\s*–\s*/g, '-')
    .replace(/(?<=[\d\p{L}])\s*\.\s*(?=[\d\p{L}])/gu, '.')
    .replace(/^[\s:;.,=_'"`‘’“”«»*~-]+/, '')
    .replace(/[\s:;.,_'"`‘’“”«»*~—-]+$/, '')
    .replace(/[“”"‘’'`]/g, '')
    .replace(/\s+/g, ' ');
}

const looksRight = (value: string) =>
  /^[\p{L}\d](?:[\p{L}\d./&()-]*|\d+ Tahun \d{4})$/u.test(value) ||
  /^[\p{L}\d./-]+ Tahun \d{4}$/iu.test(value);

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/**
 * Sets right what engines misread in a number, by the letter's own day: its roman month and its year.
 * @returns the number, and whether its month or year is the day's; null where it has neither
 */
export function mendNumber(
  read: string,
  day: string | null,
): { value: string; agrees: boolean | null } {
  const year = day?.slice(0, 4);
  const month = day ? roman[Number(day.slice(5, 7)) - 1]! : null;
  let parts = read.split('/').flatMap(cutAtBang).map(mendDigits);
  // `SEI2025`: a slash read as a letter before the year.
  parts = parts.flatMap((part, index) => {
    const stuck = /^(.*\p{L})[Il1|](20\d\d)$/u.exec(part);
    return index === parts.length - 1 && stuck && (!year || stuck[2] === year)
      ? [stuck[1]!, stuck[2]!]
      : [part];
  });
  parts = parts.flatMap((part, index) => {
    const before = /^\d{2,4}$/.test(parts[index + 1] ?? '');
    const last = index === parts.length - 1;
    if (!(before || last) || index === 0) return [part];
    const asRoman = romanOf(part);
    if (!/^\d+$/.test(part) && roman.includes(asRoman)) return [asRoman];
    // `11` and `111` are months only where the day says so.
    if (before && month && asRoman === month) return [month];
    // `BAPPEDAIIV`: a slash read as a letter before the month.
    const stuck = month && before && new RegExp(`^(.*\\p{L})[Il1|!]${month}$`, 'u').exec(part);
    return stuck ? [stuck[1]!, month!] : [part];
  });
  const months = parts.slice(1).filter((part) => roman.includes(part));
  const otherMonth = month !== null && months.length > 0 && !months.includes(month);
  const same = day !== null && (months.includes(month!) || parts.slice(1).includes(year!));
  return { value: parts.join('/'), agrees: otherMonth ? false : same ? true : null };
}

const romanOf = (part: string) =>
  part
    .replace(/[l1|!iTJ]/g, 'I')
    .replace(/[vY]/g, 'V')
    .replace(/x/g, 'X');

/** `BANGDA!IX`: a slash; `D!R`: a letter. */
function cutAtBang(part: string): string[] {
  const cut = /^(.+)[!|](.+)$/.exec(part);
  if (!cut) return [part];
  const behind = cut[2]!.replace(/[l1|!]/g, 'I');
  return roman.includes(behind) || /^\d{4}$/.test(cut[2]!)
    ? [cut[1]!, cut[2]!]
    : [part.replace(/[!|]/g, 'I')];
}

/** `9OO.2.9`, `2O24`, `B-l23`: letters within digits. */
function mendDigits(part: string): string {
  return part
    .split(/(?<=[.-])|(?=[.-])/)
    .map((bit) => {
      const count = bit.replace(/\D/g, '').length;
      const onlyAlike = /^[\dOoIl|]+$/.test(bit);
      if (!onlyAlike || count === 0 || count * 2 < bit.length) return bit;
      return bit.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1');
    })
    .join('');
}

/** The subject code that a number begins with, or holds: `900.2.9/3466/BAPPEDA`, `B/000.1.2/4/UM`. */
export function classificationIn(number: string): string | null {
  const parts = number.split('/').map((part) => part.trim());
  const dotted = parts.slice(0, 3).find((part) => /^\d{3}(\.\d{1,3}){1,3}$/.test(part));
  if (dotted) return dotted;
  // `800/1234/BKD`: a code alone, where a running number stands behind it.
  return /^\d00$|^\d{2}[05]$/.test(parts[0] ?? '') && /^\d{1,5}$/.test(parts[1] ?? '')
    ? parts[0]!
    : null;
}

export const classificationRules: Rule[] = [
  {
    field: 'classification',
    name: 'behind its label in the head',
    example: `
Nomor            : 12/UM/2024
Kode Klasifikasi : 000.5.3.1
Hal              : Registrasi`,
    expected: '000.5.3.1',
    find: (letter) => labelledCode(letter, 'classification', 0.95),
  },
  {
    field: 'classification',
    name: 'within the number',
    example: `
Nomor : 900.2.9/3466/BAPPEDA       Bontang, 3 Mei 2024
Hal   : Laporan`,
    expected: '900.2.9',
    find: (letter) => labelledCode(letter, 'number', 0.93),
  },
];

function labelledCode(
  { labelled }: LetterParts,
  wanted: 'classification' | 'number',
  trust: number,
): Found[] {
  return labelled
    .filter(({ label }) => label === wanted)
    .slice(0, 1)
    .flatMap(({ lines }) => {
      const [found] = numberIn(lines[0] ?? [], trust);
      if (!found) return [];
      const whole = mendNumber(found.value, null).value;
      const code = wanted === 'number' ? classificationIn(whole) : whole;
      return code && /^\d{3}(\.\d{1,3}){0,3}$/.test(code) ? [{ ...found, value: code }] : [];
    });
}
