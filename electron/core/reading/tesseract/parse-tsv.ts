import { z } from 'zod';
import { LontarError } from '../../../../shared/contract/error.ts';

/** A word as Tesseract saw it; pixels of the picture it was given. */
export interface SeenWord {
  text: string;
  left: number;
  top: number;
  width: number;
  height: number;
  /** From 0 to 1. */
  confidence: number;
  /** From 0, in reading order. */
  line: number;
  /** From 0, in reading order. */
  paragraph: number;
}

const HEAD =
  'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const WORD = 5;

const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const Row = z.tuple([
  whole,
  whole,
  whole,
  whole,
  whole,
  whole,
  whole,
  whole,
  whole,
  whole,
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d+)?$/)
    .transform(Number),
  z.string(),
]);

const PAGE = 1;

/**
 * Tesseract's `tsv` output for so many pages, each by itself.
 * @throws `reading.engine-answer` for anything else, or where a page is missing
 */
export function parsePages(text: string, pages: number): SeenWord[][] {
  const rows = text.split(/\r?\n/).filter((row) => row !== '');
  if (rows[0] === HEAD) rows.shift();
  return Array.from({ length: pages }, (_, index) => {
    const own = rows.filter((row) => row.split('\t', 2)[1] === `${index + 1}`);
    const missing = !own.some((row) => row.startsWith(`${PAGE}\t`));
    if (missing) throw new LontarError('reading.engine-answer', { page: index + 1 });
    return parseTsv(own.join('\n'));
  });
}

/**
 * Tesseract's `tsv` output for one page.
 * @throws `reading.engine-answer` for anything else
 */
export function parseTsv(text: string): SeenWord[] {
  const rows = text.split(/\r?\n/);
  // tesseract.js leaves the head out.
  if (rows[0] === HEAD) rows.shift();
  const words: SeenWord[] = [];
  let line = { key: '', number: -1 };
  let paragraph = { key: '', number: -1 };
  for (const row of rows) {
    if (row === '') continue;
    const parsed = Row.safeParse(row.split('\t'));
    if (!parsed.success) throw new LontarError('reading.engine-answer', { row: row.slice(0, 200) });
    const [level, , block, par, row_, , left, top, width, height, conf, raw] = parsed.data;
    const seen = raw
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Surrogate}\s]+/gu, ' ')
      .trim();
    if (level !== WORD || conf < 0 || seen === '') continue;
    const paragraphKey = `${block}.${par}`;
    const lineKey = `${paragraphKey}.${row_}`;
    if (paragraph.key !== paragraphKey) {
      paragraph = { key: paragraphKey, number: paragraph.number + 1 };
    }
    if (line.key !== lineKey) line = { key: lineKey, number: line.number + 1 };
    const confidence = Math.min(conf, 100) / 100;
    const numbers = { line: line.number, paragraph: paragraph.number };
    words.push({ text: seen, left, top, width, height, confidence, ...numbers });
  }
  return words;
}
