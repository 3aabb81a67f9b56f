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

/**
 * The device's chain of facts. It remembers the newest fact's number and hash, so that appending reads
 * nothing; `forget` makes it look again, after a transaction that did not come to pass.
 */
export class Journal {
  private readonly reader: Reader;
  private tip: { seq: number; hash: string } | null = null;

  constructor(reader: Reader) {
    this.reader = reader;
  }

  /** Seals and stores one fact, within the caller's transaction. */
  append(
    writer: Writer,
    scribe: Scribe,
    decided: Decided,
    aggregate: { kind: 'letter' | 'office'; id: string; base: number },
  ): Fact {
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
    writer.run(
      sql`INSERT INTO facts (row, aggregate, base, fact)
        VALUES (${fact.seq}, ${fact.aggregate}, ${fact.base}, ${text})`,
    );
    this.tip = { seq: fact.seq, hash: fact.hash };
    return fact;
  }

  /** Number and hash of the newest fact. */
  head(): { seq: number; hash: string } {
    if (this.tip) return this.tip;
    const row = this.reader.get<FactRow>(sql`SELECT * FROM facts ORDER BY row DESC LIMIT 1`);
    if (!row) return { seq: 0, hash: genesis };
    return { seq: row.row, hash: (JSON.parse(row.fact) as Fact).hash };
  }

  forget(): void {
    this.tip = null;
  }

  /** Everything that happened to a letter, oldest first. */
  ofLetter(id: string): Fact[] {
    const rows = this.reader.all<FactRow>(
      sql`SELECT * FROM facts WHERE row = (SELECT row FROM letters WHERE letter = ${id})
        UNION ALL
        SELECT * FROM facts WHERE aggregate = ${`letter:${id}`} AND base > 0 ORDER BY row`,
    );
    return rows.map((row) => JSON.parse(row.fact) as Fact);
  }

  /** Everything that happened to the office, oldest first. Its first fact is the journal's first. */
  ofOffice(): Fact[] {
    const [first] = this.reader.all<FactRow>(
      sql`SELECT * FROM facts WHERE aggregate LIKE 'office:%' ORDER BY row LIMIT 1`,
    );
    if (!first) return [];
    const later = this.reader.all<FactRow>(
      sql`SELECT * FROM facts WHERE aggregate = ${first.aggregate} AND base > 0 ORDER BY row`,
    );
    return [first, ...later].map((row) => JSON.parse(row.fact) as Fact);
  }

  each(): IterableIterator<FactRow> {
    return this.reader.each<FactRow>(sql`SELECT * FROM facts ORDER BY row`);
  }
}
