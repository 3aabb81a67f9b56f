import { hash } from 'node:crypto';
import { LontarError } from '../../../../shared/contract/error.ts';
import { type Decided, type Fact, genesis, sealFact } from '../../../../shared/domain/fact.ts';
import { decideLetter, type LetterCommand } from '../../../../shared/domain/letter/decide.ts';
import { type LetterFactAt, reduceLetter } from '../../../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../../../shared/domain/letter/state.ts';
import { decideOffice, type OfficeCommand } from '../../../../shared/domain/office/decide.ts';
import type { OfficeFact } from '../../../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../../../shared/domain/office/reduce.ts';
import type { Office } from '../../../../shared/domain/office/state.ts';
import { checkBody, judge, type Judged, type Met } from '../../../../shared/domain/sync/judge.ts';

const sha256 = (text: string) => hash('sha256', text, 'hex');
export const idOf = (number: number) =>
  `01a20caa-36b1-7000-a6d8-${String(number).padStart(12, '0')}`;
export const officeId = idOf(999_999);
export const today = '2026-01-05';

export interface Numbered {
  n: number;
  text: string;
  verdict: Judged['verdict'];
  code: string | null;
  /** The newest number that whoever wrote it had seen. */
  seen: number;
}

/** What the facts of an office make of it. */
export class State {
  office: Office | null = null;
  letters = new Map<string, Letter>();

  /** Throws where the fact can't follow. */
  reduce(fact: Fact): void {
    const [kind, id] = fact.aggregate.split(':') as [string, string];
    if (kind === 'office') {
      this.office = reduceOffice(this.office, id, fact as unknown as OfficeFact);
    } else {
      const before = this.letters.get(id) ?? null;
      this.letters.set(id, reduceLetter(before, id, fact as unknown as LetterFactAt));
    }
  }

  copy(): State {
    const copy = new State();
    copy.office = this.office;
    copy.letters = new Map(this.letters);
    return copy;
  }

  numbersOf(book: string, year: number): number[] {
    return [...this.letters.values()]
      .filter(({ agenda }) => agenda.book === book && agenda.year === year)
      .map(({ agenda }) => agenda.number);
  }
}

/** The office's one order, as a server keeps it: every fact judged on what those before it made. */
export class Order {
  readonly facts: Numbered[] = [];
  readonly state = new State();
  /** Of everything that got one so far. */
  ids = 0;
  private readonly tips = new Map<string, number>();
  private readonly ofOffice: { made: number; fact: Fact }[] = [];

  /** A fact that is in already is known by its place in its device's chain. */
  take(text: string, { seen = 0, ofServer = false } = {}): void {
    const fact = JSON.parse(text) as Fact;
    if (fact.seq <= (this.tips.get(fact.device) ?? 0)) return;
    this.tips.set(fact.device, fact.seq);
    checkBody(fact);
    const judged = judge(fact, this.met(fact, ofServer));
    const code = judged.verdict === 'disputed' ? judged.code : null;
    this.facts.push({ n: this.facts.length + 1, text, verdict: judged.verdict, code, seen });
    if (judged.verdict !== 'applied') return;
    if ('office' in judged) {
      this.state.office = judged.office;
      this.ofOffice.push({ made: judged.office.version, fact });
    } else this.state.letters.set(judged.letter.id, judged.letter);
  }

  met(fact: Fact, ofServer = false): Met {
    const { office, letters } = this.state;
    const [kind, id] = fact.aggregate.split(':') as [string, string];
    const numbers = (book: string, year: number) => this.state.numbersOf(book, year);
    return {
      office,
      letter: kind === 'letter' ? (letters.get(id) ?? null) : null,
      nextNumber: (book, year) => Math.max(0, ...numbers(book, year)) + 1,
      isTaken: (book, year, number) => numbers(book, year).includes(number),
      unseen: () =>
        this.ofOffice
          .filter(({ made, fact: { device } }) => made > fact.base && device !== fact.device)
          .map((one) => one.fact),
      ofServer,
    };
  }
}

/** A desk that decides on what it has seen, with its own facts on top; several share one order. */
export class Desk {
  readonly device: string;
  private readonly order: Order;
  private readonly confirmed = new State();
  private waiting: { text: string; seen: number }[] = [];
  private cursor = 0;
  private tip = { seq: 0, hash: genesis };

  constructor(order: Order, device: string) {
    this.order = order;
    this.device = device;
  }

  /** What the screen shows. */
  view(): State {
    const view = this.confirmed.copy();
    for (const { text } of this.waiting) {
      const fact = JSON.parse(text) as Fact;
      if (fact.type === 'letter.registered') {
        const { book, year, number } = fact.body['agenda'] as Letter['agenda'];
        if (view.numbersOf(book, year).includes(number)) continue;
      }
      try {
        view.reduce(fact);
      } catch (error) {
        // What can't follow any more comes back disputed.
        if (!(error instanceof LontarError)) throw error;
      }
    }
    return view;
  }

  office(command: OfficeCommand): void {
    const { office } = this.view();
    const seen = this.confirmed.office?.version ?? 1;
    for (const decided of decideOffice(office, command, this.device)) {
      this.seal(decided, `office:${officeId}`, office ? seen : 0);
    }
  }

  letter(id: string, command: LetterCommand): void {
    const { office, letters } = this.view();
    if (!office) throw new LontarError('office.missing');
    for (const decided of decideLetter(letters.get(id) ?? null, command, office, today)) {
      this.seal(decided, `letter:${id}`, this.view().letters.get(id)?.version ?? 0);
    }
  }

  register(book: string, fields: object): string {
    const numbers = this.view().numbersOf(book, 2026);
    const input = { book, received: today, fields, document: null, answers: null };
    const number = Math.max(0, ...numbers) + 1;
    const { device } = this;
    const id = idOf((this.order.ids += 1));
    const command = { name: 'letters.register', input, number, device };
    this.letter(id, command as LetterCommand);
    return id;
  }

  /** Hands in what waits, and hears no answer: that comes with all else. */
  push(): void {
    for (const { text, seen } of this.waiting) this.order.take(text, { seen });
  }

  pull(most = Infinity): void {
    for (const { n, text, verdict } of this.order.facts.slice(this.cursor, this.cursor + most)) {
      const fact = JSON.parse(text) as Fact;
      if (verdict === 'applied') this.confirmed.reduce(fact);
      if (fact.device === this.device) this.waiting = this.waiting.slice(1);
      this.cursor = n;
    }
  }

  get waits(): readonly string[] {
    return this.waiting.map(({ text }) => text);
  }

  private seal(decided: Decided, aggregate: string, base: number): void {
    const id = idOf((this.order.ids += 1));
    const { fact, text } = sealFact(
      {
        ...decided,
        id,
        body: decided.body as Fact['body'],
        device: this.device,
        seq: this.tip.seq + 1,
        at: `2026-01-05T00:00:00.${String(this.order.ids % 1000).padStart(3, '0')}Z`,
        actor: { person: 'p', position: 'q' },
        aggregate,
        base,
        prev: this.tip.hash,
      },
      sha256,
    );
    this.tip = { seq: fact.seq, hash: fact.hash };
    this.waiting.push({ text, seen: this.cursor });
  }
}
