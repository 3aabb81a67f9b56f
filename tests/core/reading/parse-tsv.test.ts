import { describe, expect, test } from 'vitest';
import { parseTsv } from '../../../electron/core/reading/tesseract/parse-tsv.ts';

const HEAD =
  'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const word = (place: string, conf: string, text: string) =>
  `5\t1\t${place.replaceAll(' ', '\t')}\t10\t20\t30\t40\t${conf}\t${text}`;

describe('parseTsv', () => {
  test('gives words with line and paragraph counted through the page', () => {
    const text = [
      HEAD,
      '4\t1\t1\t1\t1\t0\t10\t20\t30\t40\t-1\t',
      word('1 1 1 1', '96.158699', 'Nomor'),
      word('1 1 2 1', '88', '005/12'),
      word('2 1 1 1', '91.5', 'Hal'),
      '',
    ].join('\n');
    expect(parseTsv(text).map((seen) => [seen.text, seen.line, seen.paragraph])).toEqual([
      ['Nomor', 0, 0],
      ['005/12', 1, 0],
      ['Hal', 2, 1],
    ]);
    expect(parseTsv(text)[0]).toMatchObject({ left: 10, top: 20, width: 30, height: 40 });
    expect(parseTsv(text)[0]!.confidence).toBeCloseTo(0.9616, 4);
  });

  test('passes over words that are only space, and gives nothing for an empty page', () => {
    expect(parseTsv([HEAD, word('1 1 1 1', '95', ' '), ''].join('\n'))).toEqual([]);
    expect(parseTsv('')).toEqual([]);
  });

  test.each([
    'nonsense',
    `${HEAD}\n5\t1\t1`,
    `${HEAD}\n${word('1 1 1 x', '95', 'a')}`,
    `${HEAD}\n${word('1 1 1 1', 'sure', 'a')}`,
    `${HEAD}\n${word('1 1 1 1', '95', 'a\tb')}`,
  ])('refuses what is not its form: %j', (text) => {
    expect(() => parseTsv(text)).toThrow('reading.engine-answer');
  });
});
