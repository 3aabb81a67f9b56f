import { address, addressWithin, company, house, standsAlone, unitBegins } from './institutions.ts';
import { textOf, type Row, type Word } from './layout.ts';
import type { LetterParts } from './letter.ts';
import { isCapitals, ordinaryCase } from './ordinary-case.ts';
import { named, signed, trim } from './persons.ts';
import type { Found, Rule } from './rule.ts';

export const senderRules: Rule[] = [
  {
    field: 'sender',
    name: 'a government office from its letterhead, the smallest part first',
    example: `
      PEMERINTAH PROVINSI KALIMANTAN TIMUR
      BADAN PERENCANAAN PEMBANGUNAN
                 DAERAH
      Jalan Kusuma Bangsa Nomor 2 Samarinda
Nomor : 900.2.9/3466/BAPPEDA     Bontang, 3 Mei 2024
Hal   : Laporan`,
    expected: 'Badan Perencanaan Pembangunan Daerah Provinsi Kalimantan Timur',
    find: (letter) => government(letterhead(letter), letter),
  },
  {
    field: 'sender',
    name: 'a company, a school or a club from its letterhead',
    example: `
               CV SUMBER REZEKI ABADI
       Jalan MT Haryono Nomor 123 - Telp. (0542) 523897
No.     : 089/DIR-CSRA/VII/2023
Perihal : Penawaran`,
    expected: 'CV Sumber Rezeki Abadi',
    find: (letter) => firm(letterhead(letter), letter),
  },
  {
    field: 'sender',
    name: 'behind `Dari`, where there is no letterhead',
    example: `
              NOTA DINAS
Kepada : Yth. Sekretaris Daerah
Dari   : Kepala Bagian Umum
Hal    : Laporan`,
    expected: 'Kepala Bagian Umum',
    find: (letter) =>
      letter.labelled
        .filter(({ label }) => label === 'sender')
        .slice(0, 1)
        .flatMap(({ lines }) => {
          const words = lines.flat();
          const value = ordinaryCase(trim(textOf(words)), letter.capitals);
          return value === '' ? [] : [{ value, words, trust: 0.8 }];
        }),
  },
  {
    field: 'sender',
    name: 'the person named in the text, where there is no letterhead',
    example: `
Hal : Lamaran Kerja
Kepada Yth. Pimpinan PT Maju Jaya
Dengan hormat,
Yang bertanda tangan di bawah ini :
Nama   : Siti Aminah
Alamat : Jalan Merdeka Nomor 5`,
    expected: 'Siti Aminah',
    find: (letter) => (letterhead(letter).length > 0 ? [] : named(letter)),
  },
  {
    field: 'sender',
    name: 'the person who signs, where there is no letterhead',
    example: `
Hal : Permohonan Izin
Kepada Yth. Lurah Loktuan
Dengan hormat, bersama ini saya mohon izin untuk mengadakan acara di jalan kampung.
                                     Hormat saya,


                                     Siti Aminah, S.Pd.`,
    expected: 'Siti Aminah, S.Pd.',
    find: (letter) => (letterhead(letter).length > 0 ? [] : signed(letter)),
  },
];

interface Line {
  text: string;
  words: Word[];
  row: Row;
  height: number;
}

const heightOf = (words: readonly Word[]) => {
  const heights = words
    .filter(({ text }) => text.replace(/[^\p{L}]/gu, '').length > 2)
    .map(({ box }) => box.height)
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
};

/** The lines above the head that could be names: no addresses, no scraps of a logo. */
function letterhead({ rows, headStart, titleRow }: LetterParts): Line[] {
  const end = titleRow === null ? headStart : Math.min(headStart, titleRow);
  const lines: Line[] = [];
  for (const row of rows.slice(0, end)) {
    const words = withoutScraps(row.pieces.flatMap((piece) => piece.words));
    const text = trim(textOf(words));
    const letters = text.replace(/[^\p{L}]/gu, '').length;
    if (letters < 3 || mean(words) < 0.35 || ofDay.test(text)) continue;
    if (address.test(text) || addressWithin.test(text)) {
      // Below an address stands no name, and what is above it has been read.
      if (lines.length > 0) break;
      continue;
    }
    lines.push({ text, words, row, height: heightOf(words) });
  }
  return lines;
}

/** A day, or what is left of one: `Bontang,    Juli 2025`. */
const ofDay = /\p{L}{3,9}\s+20\d\d$/u;

const mean = (words: readonly Word[]) =>
  words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length);

/** What an engine made of a coat of arms at a line's ends. */
function withoutScraps(words: Word[]): Word[] {
  const scrap = ({ text, confidence }: Word) =>
    text.replace(/[^\p{L}\d]/gu, '').length < 2 ||
    (confidence < 0.5 && text.length < 4 && !/^(PT|CV|UD|RI|II|IV)\b/.test(text));
  const tall = heightOf(words);
  let [from, to] = [0, words.length];
  while (from < to && scrap(words[from]!) && !/^[\dIVX]+$/.test(words[from]!.text)) from++;
  while (to > from && scrap(words[to - 1]!) && !/^[\dIVX]+$/.test(words[to - 1]!.text)) to--;
  return words.slice(from, to).filter(({ box }) => tall === 0 || box.height < tall * 2.2);
}

const owner =
  /^(PEMERINTAH|PEMERINTAHAN|PEMKAB|PEMKOT|PEMPROV)\s+(?!DESA\b)(?:DAERAH\s+(?!ISTIMEWA|KHUSUS))?(.+)$|^(KEMENTERIAN\s.+|KEMENTRIAN\s.+)$|^(KEPOLISIAN NEGARA|MAHKAMAH AGUNG|KEJAKSAAN REPUBLIK|KEJAKSAAN AGUNG|BADAN\s.+\sREPUBLIK INDONESIA|TENTARA NASIONAL|MARKAS BESAR|REPUBLIK INDONESIA)/;

function government(lines: Line[], { capitals }: LetterParts): Found[] {
  const at = lines.findIndex(({ text }) => owner.test(spelled(text)));
  const alone =
    at === -1 &&
    lines.findIndex(({ text }) => unitBegins.test(spelled(text)) && !company.test(text));
  if (at === -1 && (alone === false || alone === -1)) return [];
  const used = lines
    .slice(at === -1 ? (alone as number) : at)
    .filter(({ text }) => isCapitals(text) || text.length > 4);
  const levels = levelsOf(used);
  const name = composed(levels.map(({ text }) => spelled(text)));
  const words = used.flatMap((line) => line.words);
  const value = asWritten(ordinaryCase(name, capitals), words);
  return value === '' ? [] : [{ value: placesOf(value), words, trust: at === -1 ? 0.82 : 0.95 }];
}

/** Small letters amid capitals stay: `RUMAH SAKIT dr. SOETOMO`. */
function asWritten(value: string, words: readonly Word[]): string {
  const small = words.filter(({ text }) => /^\p{Ll}+\.$/u.test(text)).map(({ text }) => text);
  return value
    .split(' ')
    .map((word) => small.find((text) => text === word.toLowerCase()) ?? word)
    .join(' ');
}

/** A name set over two lines is one: the second begins with no word that begins a name. */
function levelsOf(lines: Line[]): Line[] {
  const levels: Line[] = [];
  for (const line of lines) {
    const text = spelled(line.text);
    const before = levels.at(-1);
    const ofSize =
      before !== undefined && Math.abs(before.height - line.height) < before.height * 0.22;
    const begins = unitBegins.test(text) || owner.test(text);
    if (
      before &&
      (!begins || /\b(DAN|DAN\/ATAU|PADA|DI|DARI|OLEH|BAGI|UNTUK)$/.test(before.text))
    ) {
      // Smaller lines that begin nothing are mottos.
      if (!ofSize && line.height < before.height * 0.8) continue;
      before.text = `${before.text} ${line.text}`;
      continue;
    }
    levels.push({ ...line });
  }
  return levels;
}

const republic = /\s+(REPUBLIK INDONESIA|RI|R\.I\.)$/;

/** From the largest part to the smallest, as names are said: the smallest first. */
function composed(levels: string[]): string {
  const names = levels.map((text) => {
    const of =
      /^(?:PEMERINTAH|PEMERINTAHAN|PEMKAB|PEMKOT|PEMPROV)\s+(?!DESA\b)(?:DAERAH\s+(?!ISTIMEWA|KHUSUS))?(.+)$/.exec(
        text,
      );
    const name = (of?.[1] ?? text)
      .replace(/^KEMENTRIAN/, 'KEMENTERIAN')
      .replace(/^PROPINSI/, 'PROVINSI');
    return {
      name: name.replace(/^KAB(\.|UPATEN)?\s/, 'KABUPATEN ').replace(republic, ''),
      region: of !== null,
    };
  });
  // The region below its head: `WALI KOTA BONTANG` / `PROVINSI KALIMANTAN TIMUR`.
  const head = /^(?:WALI ?KOTA|BUPATI|GUBERNUR|MENTERI)\b.*?(?=\s+PROVINSI\b|$)/.exec(
    names[0]?.name ?? '',
  );
  if (head) return head[0];
  const smallest = names.at(-1);
  if (!smallest) return '';
  if (names.length === 1) return smallest.region ? `PEMERINTAH ${smallest.name}` : smallest.name;
  if (names[0]!.name.startsWith('KEPOLISIAN NEGARA')) return police(names.map(({ name }) => name));
  const parts: string[] = [];
  for (const { name } of names.toReversed()) {
    // Already said by the smaller part: `KANTOR WILAYAH KEMENTERIAN AGAMA`.
    if (parts.some((part) => part.includes(name) || name === '')) continue;
    parts.push(name);
    if (standsAlone.test(name) || (house.test(name) && parts.length >= 1)) break;
  }
  return parts.join(' ');
}

/** `DAERAH KALIMANTAN TIMUR` / `RESOR BONTANG` is the police station of Bontang. */
function police(names: string[]): string {
  const last = names.at(-1)!;
  if (/^(RESOR|SEKTOR|DAERAH)/.test(last)) return `KEPOLISIAN ${last}`;
  return last.startsWith('KEPOLISIAN') ? last.replace(' NEGARA', '') : last;
}

/** What companies say they do, below their names. */
const trade =
  /\b(contractor|supplier|trading|konsultan|consultant|leveransir|percetakan|perdagangan|jasa|kontraktor|general|solution|services?)\b/i;

function firm(lines: Line[], { capitals, labelled }: LetterParts): Found[] {
  if (lines.some(({ text }) => owner.test(spelled(text)))) return [];
  if (lines.length === 0) return [];
  const tallest = Math.max(...lines.map(({ height }) => height));
  const known = lines.filter(({ text }) => company.test(text));
  const main =
    known.toSorted((a, b) => b.height - a.height)[0] ??
    lines.find(({ height }) => height >= tallest * 0.9)!;
  const at = lines.indexOf(main);
  const same = (line: Line | undefined) =>
    line !== undefined &&
    Math.abs(line.height - main.height) < main.height * 0.2 &&
    isCapitals(line.text) === isCapitals(main.text) &&
    !/[,&;•|]|\s[-–]\s|\d{3}/.test(line.text) &&
    !trade.test(line.text);
  let [from, to] = [at, at + 1];
  while (same(lines[from - 1])) from--;
  while (same(lines[to])) to++;
  const used = lines.slice(from, to);
  const words = used.flatMap((line) => line.words);
  const value = ordinaryCase(used.map(({ text }) => text).join(' '), capitals);
  return [{ value, words, trust: known.length > 0 ? 0.93 : labelled.length > 0 ? 0.6 : 0.3 }];
}

/** Spaces of spaced capitals taken out, and the commonest misreadings of capitals set right. */
function spelled(text: string): string {
  return text
    .toUpperCase()
    .replace(/\b(?:\p{L} ){4,}\p{L}\b/gu, (run) => run.replace(/ /g, ''))
    .replace(/\bPEMERINT\w{1,3}\b/, 'PEMERINTAH')
    .replace(/\b[KX]EMENTER\w{2,4}\b/, 'KEMENTERIAN')
    .replace(/\bWALIKOTA\b/, 'WALI KOTA')
    .replace(/(?<=\p{L})0(?=\p{L})/gu, 'O')
    .replace(/(?<=\p{Lu})[1|](?=\p{Lu})/gu, 'I');
}

const placesOf = (value: string) =>
  value.replace(/\bDki\b/, 'DKI').replace(/\bDi Yogyakarta\b/, 'DI Yogyakarta');
