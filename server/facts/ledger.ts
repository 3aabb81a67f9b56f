import type { Fact } from '../../shared/domain/fact.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import { judge, type Judged, type Met } from '../../shared/domain/sync/judge.ts';
import type { Connection } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A fact with its number and what became of it. */
export interface Numbered {
  n: number;
  fact: Fact;
  text: string;
  verdict: Judged['verdict'];
  code: string | null;
}

/**
 * An office within a transaction that holds its lock: the states that facts meet, and what they make of
 * them, until `storeLedger` writes it all down.
 */
export class Ledger {
  readonly connection: Connection;
  readonly office: string;
  head: number;
  founded: string | null;
  state: Office | null;
  readonly letters = new Map<string, Letter | null>();
  /** Letters that stood before, and those that changed. */
  readonly known = new Set<string>();
  readonly changed = new Set<string>();
  readonly appended: Numbered[] = [];
  officeChanged = false;
  private readonly last = new Map<string, number>();
  private readonly taken = new Set<string>();
  private others: { made: number; fact: Fact }[] = [];

  constructor(connection: Connection, office: string, row: LockedRow) {
    this.connection = connection;
    this.office = office;
    this.head = row.head;
    this.founded = row.founded;
    this.state = row.state === null ? null : (JSON.parse(row.state) as Office);
  }

  /** Reads all that judging these facts of one device will ask for, each by one question. */
  async prepare(facts: readonly Fact[]): Promise<void> {
    const letters = facts.flatMap(({ aggregate }) => letterOf(aggregate) ?? []);
    await this.loadLetters([...new Set(letters)]);
    await this.loadNumbers(facts);
    await this.loadUnseen(facts);
  }

  async loadLetters(letters: string[]): Promise<void> {
    const wanted = letters.filter((letter) => !this.letters.has(letter));
    if (wanted.length === 0) return;
    const found = await this.connection.all<{ letter: string; state: string }>(
      // Each by its key: in a first sync the planner knows nothing yet of what came, and would go through all.
      sql`SELECT letter, state FROM unnest(${wanted}::uuid[]) AS wanted (id) CROSS JOIN LATERAL
            (SELECT letter, state FROM letters WHERE office = ${this.office} AND letter = id LIMIT 1)
              AS found`,
    );
    for (const letter of wanted) this.letters.set(letter, null);
    for (const { letter, state } of found) {
      this.letters.set(letter, JSON.parse(state) as Letter);
      this.known.add(letter);
    }
  }

  /** Judges a fact and takes it in with the next number. */
  append(fact: Fact, text: string, { ofServer = false } = {}): Numbered {
    const letter = letterOf(fact.aggregate);
    const met: Met = {
      office: this.state,
      letter: letter === null ? null : (this.letters.get(letter) ?? null),
      nextNumber: (book, year) => (this.last.get(`${book}/${year}`) ?? 0) + 1,
      isTaken: (book, year, number) => this.taken.has(`${book}/${year}/${number}`),
      unseen: () =>
        this.others.filter(({ made }) => made > fact.base).map(({ fact: other }) => other),
      ofServer,
    };
    return this.take(fact, text, judge(fact, met));
  }

  private take(fact: Fact, text: string, judged: Judged): Numbered {
    this.head += 1;
    if (judged.verdict === 'applied') {
      if ('office' in judged) {
        this.state = judged.office;
        this.officeChanged = true;
        this.founded ??= judged.office.id;
      } else {
        const { letter } = judged;
        this.letters.set(letter.id, letter);
        this.changed.add(letter.id);
        if (fact.type === 'letter.registered') this.number(letter.agenda);
      }
    }
    const code = judged.verdict === 'disputed' ? judged.code : null;
    const numbered = { n: this.head, fact, text, verdict: judged.verdict, code };
    this.appended.push(numbered);
    return numbered;
  }

  private number({ book, year, number }: Letter['agenda']): void {
    const key = `${book}/${year}`;
    this.last.set(key, Math.max(this.last.get(key) ?? 0, number));
    this.taken.add(`${key}/${number}`);
  }

  private async loadNumbers(facts: readonly Fact[]): Promise<void> {
    const wanted = facts
      .filter(({ type }) => type === 'letter.registered')
      .flatMap(({ body }) => {
        const { agenda } = body as { agenda?: Partial<Letter['agenda']> };
        const { book, year, number } = agenda ?? {};
        if (typeof book !== 'string' || !Number.isInteger(year) || !Number.isInteger(number))
          return [];
        return { book, year: year!, number: number! };
      });
    const books = new Map(wanted.map((one) => [`${one.book}/${one.year}`, one]));
    for (const [key, { book, year }] of books) {
      if (this.last.has(key)) continue;
      const found = await this.connection.get<{ last: number }>(
        sql`SELECT agenda AS last FROM letters
            WHERE office = ${this.office} AND book = ${book} AND year = ${year}
            ORDER BY agenda DESC LIMIT 1`,
      );
      this.last.set(key, found?.last ?? 0);
    }
    const below = wanted.filter((one) => one.number <= this.last.get(`${one.book}/${one.year}`)!);
    if (below.length === 0) return;
    const taken = await this.connection.all<Letter['agenda']>(
      sql`SELECT book, year, agenda AS number FROM letters
          JOIN json_to_recordset(${JSON.stringify(below)}::json)
            AS wanted (book text, year int, number int) USING (book, year)
          WHERE office = ${this.office} AND agenda = wanted.number`,
    );
    for (const one of taken) this.taken.add(`${one.book}/${one.year}/${one.number}`);
  }

  /** What others did to the office, with the version that it made, as far back as any of these has not seen. */
  private async loadUnseen(facts: readonly Fact[]): Promise<void> {
    if (!this.state || facts.length === 0) return;
    const { version } = this.state;
    const ofOffice = facts.filter(({ aggregate }) => letterOf(aggregate) === null);
    const unseen = Math.max(0, ...ofOffice.map(({ base }) => version - base));
    if (unseen === 0) return;
    const found = await this.connection.all<{ back: number; fact: string }>(
      sql`SELECT back, fact FROM (
            SELECT device, fact, row_number() OVER (ORDER BY n DESC)::int AS back FROM facts
            WHERE office = ${this.office} AND aggregate = ${`office:${this.state.id}`}
              AND aggregate LIKE 'office:%' AND verdict = 'applied'
            ORDER BY n DESC LIMIT ${unseen}) AS newest
          WHERE device <> ${facts[0]!.device}`,
    );
    this.others = found.map(({ back, fact }) => ({
      made: version - back + 1,
      fact: JSON.parse(fact) as Fact,
    }));
  }
}

export interface LockedRow {
  head: number;
  founded: string | null;
  state: string | null;
}

/** Takes the office's lock: until the transaction ends, its order is this one's alone. */
export async function lockOffice(connection: Connection, office: string): Promise<Ledger> {
  const row = await connection.get<Omit<LockedRow, 'state'>>(
    sql`SELECT head, founded FROM offices WHERE office = ${office} FOR UPDATE`,
  );
  if (!row) throw new Error('the office is gone');
  // Asked only now: what another statement saw while it waited for the lock is what was before it.
  const found = await connection.get<{ state: string }>(
    sql`SELECT state FROM office_states WHERE office = ${office}`,
  );
  return new Ledger(connection, office, { ...row, state: found?.state ?? null });
}

export function letterOf(aggregate: string): string | null {
  return aggregate.startsWith('letter:') ? aggregate.slice('letter:'.length) : null;
}
