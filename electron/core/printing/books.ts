import { dayInWords } from '../../../shared/domain/dates.ts';
import id from '../../../shared/i18n/print.id.json' with { type: 'json' };
import type { BookLine } from './book-lines.ts';
import { type Column, Flow, numberPages, putTable } from './flow.ts';
import type { Faces } from './text.ts';

const LANDSCAPE = { width: 297, height: 210, margin: 12 };

/** A sentence with its `{{places}}` filled in. */
const filled = (sentence: string, data: Record<string, unknown>) =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name]));

interface Period {
  office: string;
  from: string;
  until: string;
}

/** A list without a letter has no days. */
type MaybePeriod = Pick<Period, 'office'> & Partial<Period>;

function heading(title: string, { office, from, until }: MaybePeriod) {
  return (flow: Flow) => {
    flow.text(office, { size: 11, face: 'semiBold', align: 0.5 });
    flow.text(title, { size: 11, face: 'semiBold', align: 0.5 });
    if (from !== undefined && until !== undefined) {
      const days = { from: dayInWords(from), until: dayInWords(until) };
      flow.text(filled(id.agenda.period, days), { size: 9, align: 0.5 });
    }
    flow.y += 2;
  };
}

function finished(flow: Flow): Flow {
  numberPages(flow, (page, pages) => filled(id.page, { page, pages }));
  return flow;
}

export interface AgendaPages extends MaybePeriod {
  book: string;
  letters: BookLine[];
}

/** The agenda book of a period. Secret letters show their number alone; cancelled ones are struck. */
export function layoutAgenda(input: AgendaPages, faces: Faces): Flow {
  const flow = new Flow(LANDSCAPE, faces);
  const words = id.agenda;
  const columns: Column[] = [
    { title: words.agenda, width: 17 },
    { title: words.received, width: 26 },
    { title: words.number, width: 46 },
    { title: words.sender, width: 54 },
    { title: words.subject, width: 62 },
    { title: words.forwarded, width: 42 },
    { title: words.remarks, width: 26 },
  ];
  const lines = input.letters.map((letter) => {
    const secret = letter.secrecy === 'R' || letter.secrecy === 'SR';
    const dated = [letter.number, letter.date && dayInWords(letter.date)].filter(Boolean);
    const struck = letter.status === 'cancelled';
    const remarks = struck
      ? filled(words.cancelled, { reason: letter.reason ?? '' })
      : (letter.remarks ?? '');
    const cells = [`${letter.agenda}/${letter.year}`, dayInWords(letter.received)];
    const rest = secret
      ? [words.secret, '', '', '']
      : [dated.join('\n'), letter.sender, letter.subject, letter.forwarded];
    return { cells: [...cells, ...rest, secret ? '' : remarks], struck };
  });
  const title = `${words.title}: ${input.book.toUpperCase()}`;
  putTable(flow, { columns, lines, heading: heading(title, input) });
  if (lines.length === 0) {
    flow.y += 3;
    flow.text(words.none, { size: 9, align: 0.5 });
  }
  return finished(flow);
}

export interface CourierPages extends Period {
  handovers: {
    agenda: string;
    day: string;
    number: string;
    content: string;
    to: string;
    name: string;
    at: string;
  }[];
}

/** Buku ekspedisi: a line for each receiver, with room to sign. */
export function layoutCourier(input: CourierPages, faces: Faces): Flow {
  const flow = new Flow(LANDSCAPE, faces);
  const words = id.courier;
  const columns: Column[] = [
    { title: words.agenda, width: 20 },
    { title: words.day, width: 28 },
    { title: words.number, width: 46 },
    { title: words.content, width: 72 },
    { title: words.to, width: 52 },
    { title: words.name, width: 30 },
    { title: words.signature, width: 25 },
  ];
  const lines = input.handovers.map(({ agenda, day, number, content, to, name, at }) => ({
    cells: [agenda, dayInWords(day), number, content, to, name, at],
  }));
  putTable(flow, { columns, lines, least: 11, heading: heading(words.title, input) });
  if (lines.length === 0) {
    flow.y += 3;
    flow.text(id.agenda.none, { size: 9, align: 0.5 });
  }
  return finished(flow);
}

export interface Label {
  office: string;
  location: string;
  letters: { year: number; agenda: number; classification: string | null }[];
}

/** The label of an archive box, 148 × 105 mm, to be cut from nothing: it is an A6 of its own. */
export function layoutLabel({ office, location, letters }: Label, faces: Faces): Flow {
  const flow = new Flow({ width: 148, height: 105, margin: 9 }, faces);
  const words = id.label;
  flow.text(office, { size: 12, face: 'semiBold', align: 0.5 });
  flow.text(words.title, { size: 11, align: 0.5 });
  flow.y += 1.5;
  flow.rule(0.5);
  flow.y += 3;
  flow.text(words.place, { size: 9 });
  flow.text(location, { size: 26, face: 'semiBold' });
  flow.y += 2;
  const codes = new Set(letters.flatMap(({ classification }) => classification ?? []));
  const row = (label: string, value: string) =>
    flow.text(`${label}: ${value === '' ? words.none : value}`, { size: 11 });
  row(words.years, [...new Set(letters.map(({ year }) => year))].toSorted().join(', '));
  row(words.numbers, rangesOf(letters));
  row(words.codes, [...codes].toSorted(bySegment).slice(0, 12).join(', '));
  flow.text(filled(words.letters, { count: letters.length }), { size: 11 });
  return flow;
}

/** `1–4, 7/2026`: runs of numbers by year, the first few of them. */
function rangesOf(letters: Label['letters']): string {
  const years = [...new Set(letters.map(({ year }) => year))].toSorted((a, b) => a - b);
  const texts = years.map((year) => {
    const numbers = letters
      .filter((letter) => letter.year === year)
      .map(({ agenda }) => agenda)
      .toSorted((a, b) => a - b);
    const runs: [number, number][] = [];
    for (const number of numbers) {
      const last = runs.at(-1);
      if (last && number <= last[1] + 1) last[1] = number;
      else runs.push([number, number]);
    }
    const shown = runs.slice(0, 8).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
    return `${shown.join(', ')}${runs.length > 8 ? ', …' : ''}/${year}`;
  });
  return texts.join('; ');
}

/** Codes sort by their segments, not as text. */
function bySegment(a: string, b: string): number {
  const [x, y] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let at = 0; at < Math.max(x.length, y.length); at += 1) {
    const difference = (x[at] ?? -1) - (y[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
