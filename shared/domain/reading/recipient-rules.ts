import { textOf, type Row, type Word } from './layout.ts';
import { honoured, type LetterParts } from './letter.ts';
import { isCapitals, ordinaryCase } from './ordinary-case.ts';
import type { Found, Rule } from './rule.ts';

export const recipientRules: Rule[] = [
  {
    field: 'recipient',
    name: 'behind `Kepada` in a list',
    example: `
                NOTA DINAS
Kepada  : Yth. Sekretaris Daerah Kota Bontang
Dari    : Kepala Bagian Umum
Tanggal : 14 September 2023
Hal     : Laporan`,
    expected: 'Sekretaris Daerah Kota Bontang',
    find: (letter) =>
      isForNobody(letter)
        ? []
        : letter.labelled
            .filter(
              ({ label, lines, row }) =>
                label === 'recipient' && lines.length > 0 && inList(letter, row),
            )
            .flatMap(({ lines }) => addressee(lines, letter, 0.95)),
  },
  {
    field: 'recipient',
    name: 'behind or below `Yth.`',
    example: `
Nomor : 12/UM/2024                  Bontang, 3 Mei 2024
Hal   : Undangan                    Kepada
                                    Yth. Kepala Bagian Umum
                                    Sekretariat Daerah Kota Bontang
                                    di -
                                       Bontang
Menindaklanjuti hal tersebut di atas, kami sampaikan dengan hormat bahwa`,
    expected: 'Kepala Bagian Umum Sekretariat Daerah Kota Bontang',
    find: (letter) =>
      isForNobody(letter) ? [] : blocks(letter, (text) => honoured.test(text), 0.95),
  },
  {
    field: 'recipient',
    name: 'below `Kepada` alone',
    example: `
Bontang, 3 Mei 2024
Hal : Lamaran Kerja
Kepada
Pimpinan PT Maju Jaya
di Tempat
Dengan hormat,`,
    expected: 'Pimpinan PT Maju Jaya',
    find: (letter) =>
      isForNobody(letter)
        ? []
        : blocks(letter, (text) => /^(kepada|to)\b[\s:,]*/i.test(text), 0.85),
  },
];

/** Orders and statements name persons, but are not sent to them. */
const isForNobody = ({ kind }: LetterParts) =>
  kind === 'order' || kind === 'decision' || kind === 'statement' || kind === 'record';

/** A list has other labels around it; else `Kepada` begins an address. */
const inList = ({ labelled, kind }: LetterParts, row: number) =>
  kind === 'note' ||
  labelled.some((other) => other.label === 'sender' && Math.abs(other.row - row) < 6) ||
  labelled.some((other) => other.label === 'recipient' && other.row === row && other.colon);

const stop =
  /^(di|dl|d1)\s*[-–—:.]*\s*$|^(di|dl)\s*[-–—]|^di[\s.:]+\p{Lu}|^di\s*t?empat|^(tempat|tmpt|di-)\b|^t\s*e\s*m\s*p\s*a\s*t$|^(jalan|jl|jln|gedung|up|u\.p|cq|c\.q|attn|telp|alamat|perihal|hal|dengan hormat|dear|assalam|melalui|lewat|dari|from|through)\b|^[-–—_]+$/iu;

function blocks(letter: LetterParts, begins: (text: string) => boolean, trust: number): Found[] {
  const { rows, headStart, bodyStart } = letter;
  for (let index = headStart; index < bodyStart; index++) {
    for (const piece of rows[index]!.pieces) {
      if (!begins(piece.text)) continue;
      const start = piece.left;
      const first = restOf(rows[index]!, start);
      const lines = [first, ...linesBelow(letter, index, start)];
      const found = addressee(lines, letter, trust);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** A row's words from here to its right end. */
const restOf = ({ pieces }: Row, from: number): Word[] =>
  pieces.filter(({ left }) => left >= from - 3).flatMap(({ words }) => words);

function linesBelow(
  { rows, bodyStart, column, labelled }: LetterParts,
  index: number,
  start: number,
): Word[][] {
  const lines: Word[][] = [];
  const aside = column !== null && start >= column - 1.5;
  const tagged = new Set(aside ? [] : labelled.map(({ row }) => row));
  let above = rows[index]!;
  for (let next = index + 1; next < bodyStart && lines.length < 9; next++) {
    const row = rows[next]!;
    if (tagged.has(next)) break;
    const pieces = row.pieces.filter(({ left }) =>
      aside ? left >= column - 1.5 : left >= start - 4,
    );
    if (pieces.length === 0) continue;
    if (row.page !== above.page || row.middle - above.middle > 12) break;
    lines.push(pieces.flatMap(({ words }) => words));
    above = row;
  }
  return lines;
}

/** The position that the lines name; several in a numbered list are joined by `; `. */
function addressee(lines: Word[][], letter: LetterParts, trust: number): Found[] {
  const taken: Word[][] = [];
  for (const [index, line] of lines.entries()) {
    const words = withoutHonour(line);
    const text = textOf(words);
    if (words.length > 0 && stop.test(text)) break;
    if (words.length === 0) {
      if (taken.length > 0 && index > 0) break;
      continue;
    }
    const cut = placeAt(words);
    taken.push(cut === -1 ? words : words.slice(0, cut));
    if (cut !== -1) break;
  }
  const used = taken.filter((line) => line.length > 0);
  if (used.length === 0) return [];
  const texts = joinedLines(positionAlone(used)).map((text) =>
    ordinaryCase(clean(text), letter.capitals),
  );
  const value = texts.filter((text) => text !== '').join('; ');
  if (!/\p{L}{2}/u.test(value)) return [];
  // A circular to a whole circle has no addressee of its own.
  if (
    letter.kind === 'circular' &&
    (texts.length > 1 || /^(para|seluruh|semua|segenap)\b/i.test(value))
  )
    return [];
  if (letter.kind === 'announcement' && /^(para|seluruh|semua|segenap)\b/i.test(value)) return [];
  return [{ value, words: used.flat(), trust: texts.length > 1 ? trust * 0.85 : trust }];
}

const honour =
  /^(kepada|to|yth|y[it1l]h|yang|terhormat|ykh|bapak|bpk|ibu|sdr|sdri|saudara|saudari|tuan|nyonya|kakak|bapak\/ibu|bapak\/ibu\/saudara|bapak\/ibu\/sdr|mr|mrs|ms|the)[.,:;]*$/i;

function withoutHonour(words: Word[]): Word[] {
  let from = 0;
  for (; from < words.length; from++) {
    const { text } = words[from]!;
    // `Yth.Bapak` in one word.
    const stuck = /^yth[.,:;]+(\p{L}.*)$/iu.exec(text);
    if (stuck && !honour.test(stuck[1]!)) {
      return [{ ...words[from]!, text: stuck[1]! }, ...words.slice(from + 1)];
    }
    const pure = stuck !== null || honour.test(text) || /^[:;,.=»>-]+$/.test(text) || text === '/';
    const many = /^(bapak|ibu|sdr\.?|saudara)(\/(bapak|ibu|sdr\.?|saudara))+[.,:]?$/i.test(text);
    if (!pure && !many) break;
  }
  const rest = words.slice(from);
  // Stuck to a colon: `:Yth.` is honour, `:Camat` is not.
  const first = rest[0];
  if (first && /^[:;=]+\p{L}/u.test(first.text)) {
    return withoutHonour([{ ...first, text: first.text.replace(/^[:;=]+/, '') }, ...rest.slice(1)]);
  }
  return rest;
}

/** Where `di Tempat`, `di – Bontang` begins within a line; -1 where it does not. */
function placeAt(words: Word[]): number {
  return words.findIndex(({ text }, index) => {
    if (index === 0) return false;
    const next = words[index + 1]?.text ?? '';
    if (/^(di|d1|dl)[-–—]/i.test(text)) return true;
    if (!/^(di|dl|d1)$/i.test(text)) return false;
    if (/^[-–—]/.test(next) || /^t?empat/i.test(next) || next === '') return true;
    // `Camat Kota Bontang di Bontang`, but `di Lingkungan …` is part of the name.
    return (
      /^\p{Lu}/u.test(next) &&
      words.length - index <= 3 &&
      !/^(lingkungan|seluruh|wilayah|bawah)/i.test(next)
    );
  });
}

const position =
  /^(kepala|ketua|sekretaris|direktur|dirjen|wali|walikota|bupati|gubernur|camat|lurah|rektor|dekan|pimpinan|manajer|manager|asisten|inspektur|menteri|pj|plt|plh|kabag|kabid|komandan|kapolres|pengurus|ketua|presiden|wakil|hrd|general|branch|staf|tim|panitia|para)\b/i;

/** A person's name above the position: the book has the position. */
function positionAlone(lines: Word[][]): Word[][] {
  if (lines.length < 2 || position.test(textOf(lines[0]!))) return lines;
  const at = lines.findIndex((line) => position.test(textOf(line)));
  const looksLikeName = /[,.]|^\p{Lu}\p{L}+( \p{Lu}\p{L}+){0,3}$/u.test(textOf(lines[0]!));
  return at > 0 && looksLikeName ? lines.slice(at) : lines;
}

/** One text a person in a numbered list, else all lines as one. */
function joinedLines(lines: Word[][]): string[] {
  const texts = lines.map((line) => textOf(line));
  const numbered = texts.filter((text) => /^\d{1,2}[.)]\s*/.test(text)).length;
  if (numbered < 2) return [texts.join(' ').replace(/^\d{1,2}[.)]\s+/, '')];
  const found: string[] = [];
  for (const text of texts) {
    const item = /^\d{1,2}[.)]\s*(.*)$/.exec(text);
    if (item) found.push(item[1]!.replace(/^(yth\.?\s+)?((sdr\.?|bapak|ibu)\s+)?/i, ''));
    else if (found.length > 0) found.push(`${found.pop()} ${text}`);
  }
  return found;
}

function clean(text: string): string {
  const tidied = text
    .replace(/^[\s:;.,=_"'`‘’“”«»*~|-]+/, '')
    .replace(/[\s:;,=_"'`‘’“”«»*~|—–-]+$/, '')
    .replace(/\s+([,.;:)])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return isCapitals(tidied) || /[A-Z]\.$/.test(tidied) ? tidied : tidied.replace(/\.$/, '');
}
