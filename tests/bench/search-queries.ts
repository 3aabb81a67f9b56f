import { institutions, places, randomFrom, topics } from './search-letters.ts';

/** A query as a clerk types it, and as a plain full-text table would be asked. */
export interface MixedQuery {
  typed: string;
  /** In FTS5's language, every word a beginning, as such tables are usually asked. */
  match: string;
  /** Conditions on the table beside it. */
  where: string[];
}

const years = ['2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025'];
/** In nearly every letter, from the very commonest on. */
const common = [
  'dan',
  'yang',
  'surat',
  'kegiatan',
  'dengan',
  'di',
  'kepala',
  'pada',
  'hasil',
  'dinas',
];
const usual = ['undangan', 'rapat', 'laporan', 'anggaran', 'kota', 'peserta', 'narahubung', 'aula'];
const rarer = ['imunisasi', 'wakaf', 'drainase', 'stunting', 'inflasi', 'retribusi', 'perborongan'];
const names = ['Siregar', 'Wulandari', 'Kusuma', 'Sembiring', 'Cut', 'Teuku'];
/** As they are mistyped or misread. */
const slips = ['undanqan', 'laporna', 'stuntlng', 'anggarn', 'retribusl', 'pegawal'];

/** The same mix each time: of all kinds, the commonest words among them. */
export function mixedQueries(count: number): MixedQuery[] {
  const random = randomFrom(41);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const word = () => pick(pick([common, usual, usual, rarer, rarer, names]));
  const year = () => pick(years);
  const topicWord = () => pick(pick(topics).split(' ')).toLowerCase();
  const kinds: (() => MixedQuery)[] = [
    () => ofWords([pick(common)]),
    () => ofWords([word()]),
    () => ofWords([word()]),
    () => ofWords([word(), word()]),
    () => ofWords([word(), topicWord()]),
    () => ofWords([word(), word(), topicWord()]),
    () => ofWords([pick(common), pick(common)]),
    () => ofWords([`${word().slice(0, 3)}*`]),
    () => ofWords([`${word().slice(0, 5)}*`, word()]),
    () => phrase(pick(topics).toLowerCase()),
    () => phrase(pick(['dalam rangka', 'terima kasih', 'sampai dengan', 'dengan hormat'])),
    () => withDates(word(), `tgl:${year()}`, (day) => `date LIKE '${day.slice(4, 8)}%'`),
    () => {
      const from = year();
      const condition = `received:${from}-03..${from}-09`;
      return withDates(
        word(),
        `diterima:${from}-03..${from}-09`,
        () => `received BETWEEN '${from}-03-01' AND '${from}-09-30'`,
        condition,
      );
    },
    () => filtered(word(), 'derajat:segera', "urgency = 'segera'"),
    () => filtered(word(), 'status:belum-disposisi', "status = 'registered'"),
    () => filtered(word(), 'kode:900', "code LIKE '900.%'"),
    () => inField('hal', 'subject', topicWord()),
    () => inField('dari', 'sender', pick(pick(institutions).split(' ')).toLowerCase()),
    () => inField('dari', 'sender', pick(pick(places).split(' ')).toLowerCase()),
    () => number(pick(['900.2', '000.1.5', '800.1.11', '400.12.3.1'])),
    () => number(`${1 + Math.floor(random() * 9_000)}/DINKES`),
    () => {
      const [one, other] = [word(), word()];
      return { typed: `${one} ATAU ${other}`, match: `${one}* OR ${other}*`, where: [] };
    },
    () => {
      const [one, other] = [word(), pick(usual)];
      return { typed: `${one} -${other}`, match: `${one}* NOT ${other}*`, where: [] };
    },
    () => ofWords([pick(slips)]),
  ];
  return Array.from({ length: count }, (_, turn) => kinds[turn % kinds.length]!());
}

function ofWords(words: string[]): MixedQuery {
  const match = words.map((word) => `${word.replace('*', '').toLowerCase()}*`).join(' AND ');
  return { typed: words.join(' '), match, where: [] };
}

const phrase = (text: string): MixedQuery => ({
  typed: `"${text}"`,
  match: `"${text}"`,
  where: [],
});

function withDates(
  word: string,
  condition: string,
  where: (condition: string) => string,
  asked = condition,
): MixedQuery {
  return { typed: `${word} ${condition}`, match: `${word.toLowerCase()}*`, where: [where(asked)] };
}

function filtered(word: string, condition: string, where: string): MixedQuery {
  return { typed: `${word} ${condition}`, match: `${word.toLowerCase()}*`, where: [where] };
}

const inField = (name: string, column: string, word: string): MixedQuery => ({
  typed: `${name}:${word}`,
  match: `${column} : ${word}*`,
  where: [],
});

function number(typed: string): MixedQuery {
  const parts = typed.toLowerCase().match(/[a-z0-9]+/g)!;
  return { typed: `nomor:${typed}`, match: `number : "${parts.join(' ')}" *`, where: [] };
}
