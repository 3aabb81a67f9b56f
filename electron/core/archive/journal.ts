import { hash } from 'node:crypto';
import {
  type Actor,
  type Decided,
  type Fact,
  genesis,
  sealFact,
  type Sha256OfText,
} from '../../../shared/domain/fact.ts';
import type { Reader, Writer } from './database.ts';
import { newId } from './identity.ts';
import { sql } from './sql.ts';

export const sha256OfText: Sha256OfText = (text) => hash('sha256', text, 'hex');

/** Who writes facts here, and when. */
export interface Scribe {
  device: string;
  actor: Actor;
  /** Milliseconds since 1970 by this machine's clock. */
  now: () => number;
}

/** A fact as the journal stores it. */
export interface FactRow {
  row: number;
  aggregate: string;
  base: number;
  fact: string;
}

interface Tip {
  row: number;
  seq: number;
  hash: string;
}

/**
 * The device's chain of facts, and those of other desks among them in the order in which they came: `row`
 * counts all, `seq` a device's own. It remembers its newest fact, so that appending reads nothing; `forget`
 * makes it look again, after a transaction that did not come to pass.
 */
export class Journal {
  private readonly reader: Reader;
  private readonly device: string;
  private tip: Tip | null = null;

  constructor(reader: Reader, device: string) {
    this.reader = reader;
    this.device = device;
  }

  /** Seals and stores one fact, within the caller's transaction. */
  append(
    writer: Writer,
    scribe: Scribe,
    decided: Decided,
    aggregate: { kind: 'letter' | 'office'; id: string; base: number },
  ): Fact & { row: number } {
    const tip = this.head();
    const now = scribe.now();
    const { fact, text } = sealFact(
      {
        id: newId(now),
        device: scribe.device,
        seq: tip.seq + 1,
        at: new Date(now).toISOString(),
        actor: scribe.actor,
        ...decided,
        body: decided.body as Fact['body'],
        aggregate: `${aggregate.kind}:${aggregate.id}`,
        base: aggregate.base,
        prev: tip.hash,
      },
      sha256OfText,
    );
    const row = tip.row + 1;
    writer.run(
      sql`INSERT INTO facts (row, aggregate, base, fact)
        VALUES (${row}, ${fact.aggregate}, ${fact.base}, ${text})`,
    );
    this.tip = { row, seq: fact.seq, hash: fact.hash };
    return { ...fact, row };
  }

  /** Stores another device's fact as it came. Returns its row. */
  appendForeign(writer: Writer, { aggregate, base }: Fact, text: string): number {
    const tip = this.head();
    const row = tip.row + 1;
    writer.run(
      sql`INSERT INTO facts (row, aggregate, base, fact)
        VALUES (${row}, ${aggregate}, ${base}, ${text})`,
    );
    this.tip = { ...tip, row };
    return row;
  }

  /** To be called in a transaction that stored others' facts: the newest row no longer tells our own tip. */
  keepTip(writer: Writer): void {
    const { seq, hash: newest } = this.head();
    const value = JSON.stringify({ seq, hash: newest });
    writer.run(sql`INSERT OR REPLACE INTO meta (key, value) VALUES ('tip', ${value})`);
  }

  /** The newest row, and number and hash of our own newest fact. */
  head(): Tip {
    this.tip ??= this.readTip();
    return this.tip;
  }

  private readTip(): Tip {
    const newest = this.reader.get<FactRow>(sql`SELECT * FROM facts ORDER BY row DESC LIMIT 1`);
    if (!newest) return { row: 0, seq: 0, hash: genesis };
    const { row } = newest;
    const fact = JSON.parse(newest.fact) as Fact;
    if (fact.device === this.device) return { row, seq: fact.seq, hash: fact.hash };
    const kept = this.reader.get<{ value: string }>(sql`SELECT value FROM meta WHERE key = 'tip'`);
    const own = kept ? (JSON.parse(kept.value) as Omit<Tip, 'row'>) : { seq: 0, hash: genesis };
    return { row, ...own };
  }

  forget(): void {
    this.tip = null;
  }

  /** Everything that happened to a letter and holds, in the office's order, what is not confirmed yet last. */
  ofLetter(id: string): Fact[] {
    const rows = this.reader.all<{ fact: string }>(
      sql`SELECT fact FROM (
          SELECT row, fact FROM facts WHERE row = (SELECT row FROM letters WHERE letter = ${id})
          UNION ALL
          SELECT row, fact FROM facts WHERE aggregate = ${`letter:${id}`} AND base > 0
        ) LEFT JOIN confirmed USING (row)
        WHERE coalesce(verdict, 'applied') = 'applied' ORDER BY n IS NULL, n, row`,
    );
    return rows.map((row) => JSON.parse(row.fact) as Fact);
  }

  /** Everything that happened to the office and holds, in its order. Its first fact is the journal's first. */
  ofOffice(): Fact[] {
    const first = this.reader.get<FactRow>(
      sql`SELECT * FROM facts WHERE aggregate LIKE 'office:%' ORDER BY row LIMIT 1`,
    );
    if (!first) return [];
    const later = this.reader.all<{ fact: string }>(
      sql`SELECT fact FROM facts LEFT JOIN confirmed USING (row)
          WHERE aggregate = ${first.aggregate} AND base > 0
            AND coalesce(verdict, 'applied') = 'applied' ORDER BY n IS NULL, n, row`,
    );
    return [first, ...later].map((row) => JSON.parse(row.fact) as Fact);
  }

  each(): IterableIterator<FactRow> {
    return this.reader.each<FactRow>(sql`SELECT * FROM facts ORDER BY row`);
  }
}
