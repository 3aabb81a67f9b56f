import { dayInWords } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import id from '../../../shared/i18n/print.id.json' with { type: 'json' };
import { Flow } from './flow.ts';
import type { Faces } from './text.ts';

const words = id.receipt;
/**
 * At level M one size for addresses of up to 62 signs, and the least that holds it for a longer one
 * (ISO/IEC 18004, table 7).
 */
const formOf = (code: string) =>
  code.length <= 62 ? ({ ecc: 'M', version: 4 } as const) : ({ ecc: 'M' } as const);

const papers = {
  A6: { page: { width: 105, height: 148, margin: 8 }, text: 9, head: 11, qr: 30 },
  // Of 80 mm a counter printer reaches 72.
  roll80: { page: { width: 80, height: 400, margin: 5 }, text: 9, head: 10.5, qr: 32 },
} as const;

export interface Receipt {
  office: string;
  letter: Letter;
  /** What the QR code carries: the address of the letter's public state, or the receipt's bare code. */
  code: string;
  size: keyof typeof papers;
}

/** Tanda terima for whoever brought the letter: what came when, and how to ask about it. */
export function layoutReceipt({ office, letter, code, size }: Receipt, faces: Faces): Flow {
  const { page, text, head, qr } = papers[size];
  const flow = new Flow(page, faces);
  const { fields, agenda, received } = letter;
  flow.text(office, { size: head, face: 'semiBold', align: 0.5 });
  flow.y += 1;
  flow.rule(0.35);
  flow.y += 1.5;
  flow.text(words.title, { size: head, face: 'semiBold', align: 0.5 });
  flow.y += 1.5;
  const rows: [string, string][] = [
    [words.received, fields.sender],
    [words.number, fields.number ?? words.noNumber],
    ...(fields.date ? [[words.date, dayInWords(fields.date)] as [string, string]] : []),
    // What the letter says is between its sender and the office, also at the counter.
    ...(fields.secrecy === 'B' ? [[words.subject, fields.subject] as [string, string]] : []),
    [words.day, dayInWords(received)],
  ];
  for (const [label, value] of rows) {
    flow.text(label, { size: text - 1.5 });
    flow.text(short(flow, value, text), { size: text, face: 'semiBold' });
    flow.y += 0.8;
  }
  flow.y += 0.7;
  flow.rule();
  flow.y += 1.2;
  const top = flow.y;
  const beside = { x: page.margin + qr + 3, width: flow.width - qr - 3 };
  flow.put({ kind: 'qr', x: page.margin, y: top, size: qr, text: code, ...formOf(code) });
  flow.text(words.agenda, { size: text - 1.5, ...beside });
  flow.text(`${agenda.number}/${agenda.year}`, { size: head + 4, face: 'semiBold', ...beside });
  flow.text(letter.bookTitle, { size: text - 1, ...beside });
  if (/^https?:/.test(code)) {
    flow.y += 1;
    flow.text(words.status, { size: text - 2, ...beside });
  }
  flow.y = Math.max(flow.y, top + qr) + 1.5;
  flow.text(words.keep, { size: text - 2 });
  return flow;
}

/** At most three lines: a receipt is for the counter, not for the record. */
function short(flow: Flow, text: string, size: number): string {
  const lines = flow.lines(text, flow.width, size, 'semiBold');
  return lines.length <= 3 ? text : `${lines.slice(0, 3).join(' ').slice(0, -2)} …`;
}
