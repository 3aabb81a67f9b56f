import { LontarError } from '../../../shared/contract/error.ts';
import type { GivenLine } from '../../../shared/contract/server/facts.ts';
import { type Fact, genesis, isSealed } from '../../../shared/domain/fact.ts';
import { type LetterFactAt, reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import { filesIn } from '../../../shared/domain/sync/files-in.ts';
import { isKnown } from '../../../shared/domain/sync/known.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { OfficeFact } from '../../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import type { Archive } from '../archive/archive.ts';
import type { Writer } from '../archive/database.ts';
import { sha256OfText } from '../archive/journal.ts';
import { sql } from '../archive/sql.ts';
import { findLetter, insertLetter, removeLetter, updateLetter } from '../letters/store.ts';
import { officeOf, storeOffice } from '../office/store.ts';
import { keepForLater } from './judge-later.ts';
import { replay } from './replay.ts';
import { confirmedRow, cursorOf, keepMeta, unconfirmedRows } from './standing.ts';

/** One number of the office: what the server made of it, and the fact where it is another's. */
export interface Line {
  n: number;
  verdict: string;
  code: string | null;
  device: string;
  seq: number;
  /** Null for our own. */
  text: string | null;
}

/** What happens to a page's letters, until all of it is written at once. */
interface Touched {
  row: number;
  letter: Letter;
  fresh: boolean;
}

/** Reads one line of `GET /v1/facts`; see `GivenLine`. */
export function readLine(line: string): Line {
  const from = line.indexOf('{');
  const head = from === -1 ? line : `${line.slice(0, from)}null]`;
  const [n, verdict, code, device, seq] = JSON.parse(head) as GivenLine;
  return { n, verdict, code, device, seq, text: from === -1 ? null : line.slice(from, -1) };
}

/**
 * Takes in a page of the office's order, within a transaction: facts, numbers, states and the cursor
 * change together. Own facts that wait stay on top of what came.
 * Throws `sync.order` where the page does not follow what is here, `chain.broken`, `fact.changed`.
 */
export function takePage(archive: Archive, writer: Writer, lines: Line[]): { refused: number } {
  const page = new Page(archive, writer, lines);
  for (const line of lines) page.take(line);
  page.finish();
  return { refused: page.refused };
}

class Page {
  refused = 0;
  private readonly archive: Archive;
  private readonly writer: Writer;
  /** Rows of own facts that wait; the first's number in our chain, the others' follow. */
  private readonly own: number[];
  private readonly ownSeq: number;
  private nextOwn = 0;
  private cursor: number;
  private readonly hasOwn: boolean;
  private foreign = false;
  private readonly chains = new Map<string, { seq: number; hash: string }>();
  private readonly letters = new Map<string, Touched | null>();
  /** What has own facts on top, or a fact of ours that does not hold: made anew in the end. */
  private readonly dirty = new Set<string>();
  private readonly waiting = new Map<string, boolean>();
  /** Numbers that follow each other, of rows that do: written down by one statement, see `confirmRun`. */
  private run: { n: number; row: number; count: number } | null = null;

  constructor(archive: Archive, writer: Writer, lines: Line[]) {
    this.archive = archive;
    this.writer = writer;
    this.cursor = cursorOf(writer);
    const ours = lines.filter(({ text }) => text === null).length;
    this.own = unconfirmedRows(writer, confirmedRow(writer), ours + 1);
    this.hasOwn = this.own.length > 0;
    this.ownSeq = ours > 0 && this.hasOwn ? this.factAt(this.own[0]!).seq : 0;
  }

  take(line: Line): void {
    // Numbers only grow; one may be missing where a fact was numbered anew.
    if (line.n <= this.cursor) throw new LontarError('sync.order', { n: line.n });
    this.cursor = line.n;
    if (line.text === null) this.takeOwn(line);
    else this.takeForeign(line, line.text);
  }

  finish(): void {
    this.confirmRun();
    for (const [id, touched] of this.letters) {
      if (!touched || this.dirty.has(`letter:${id}`)) continue;
      if (!touched.fresh) updateLetter(this.writer, touched.row, touched.letter);
      else {
        this.makeRoom(touched.letter);
        insertLetter(this.writer, touched.row, touched.letter);
      }
    }
    for (const aggregate of this.dirty) replay(this.archive, this.writer, aggregate);
    for (const [device, { seq, hash }] of this.chains) {
      this.writer.run(
        sql`INSERT OR REPLACE INTO chains (device, seq, hash) VALUES (${device}, ${seq}, ${hash})`,
      );
    }
    if (this.foreign) this.archive.journal.keepTip(this.writer);
    keepMeta(this.writer, 'sync.cursor', String(this.cursor));
    // With nothing of ours waiting, all that is here has its number.
    const waits = this.nextOwn < this.own.length;
    const last = waits ? this.own[this.nextOwn - 1] : this.archive.journal.head().row;
    if (last !== undefined) keepMeta(this.writer, 'sync.confirmed', String(last));
  }

  private takeOwn({ n, verdict, code, seq }: Line): void {
    const row = this.own[this.nextOwn];
    if (row === undefined || seq !== this.ownSeq + this.nextOwn) {
      return this.takeAgain(n, verdict, code, seq);
    }
    this.nextOwn += 1;
    this.confirm(n, row, verdict, code);
    if (verdict === 'applied') return;
    this.refused += 1;
    const { id, aggregate } = this.factAt(row);
    this.dirty.add(aggregate);
    if (verdict === 'disputed') this.dispute(id, row);
  }

  private factAt(row: number): Fact {
    const { fact } = this.writer.get<{ fact: string }>(
      sql`SELECT fact FROM facts WHERE row = ${row}`,
    )!;
    return JSON.parse(fact) as Fact;
  }

  private takeForeign({ n, verdict, code, device, seq }: Line, text: string): void {
    const fact = JSON.parse(text) as Fact;
    const chain = this.chainOf(device);
    if (seq <= chain.seq) return this.takeAgain(n, verdict, code, seq, fact);
    if (fact.device !== device || fact.seq !== chain.seq + 1 || fact.prev !== chain.hash) {
      throw new LontarError('chain.broken', { seq: chain.seq, tip: chain.hash });
    }
    // The text is canonical, as the server has checked.
    if (!isSealed(fact, text, sha256OfText)) throw new LontarError('fact.changed', { seq });
    this.chains.set(device, { seq, hash: fact.hash });
    const row = this.archive.journal.appendForeign(this.writer, fact, text);
    this.foreign = true;
    this.confirm(n, row, verdict, code);
    for (const sha256 of filesIn(fact)) {
      this.writer.run(sql`INSERT OR IGNORE INTO blobs_wanted (sha256) VALUES (${sha256})`);
    }
    if (verdict === 'disputed') this.dispute(fact.id, row);
    if (verdict === 'applied') this.apply(fact, row);
  }

  /** A fact that was of a newer form when it was numbered first, and is understood by the server now. */
  private takeAgain(n: number, verdict: string, code: string | null, seq: number, foreign?: Fact) {
    const device = foreign?.device ?? this.archive.scribe.device;
    this.confirmRun();
    const kept = this.writer
      .all<{ row: number; fact: string }>(
        sql`SELECT row, fact FROM confirmed JOIN facts USING (row) WHERE verdict = 'newer'`,
      )
      .map(({ row, fact }) => ({ row, fact: JSON.parse(fact) as Fact }))
      .find(({ fact }) => fact.device === device && fact.seq === seq);
    if (!kept) throw new LontarError('sync.order', { n });
    this.writer.run(
      sql`UPDATE confirmed SET n = ${n}, verdict = ${verdict}, code = ${code} WHERE row = ${kept.row}`,
    );
    if (!isKnown(kept.fact) && verdict === 'applied') keepForLater(this.writer, kept.row);
    this.dirty.add(kept.fact.aggregate);
    if (verdict === 'disputed') this.dispute(kept.fact.id, kept.row);
  }

  private apply(fact: Fact, row: number): void {
    const { aggregate, type } = fact;
    if (!isKnown(fact)) return keepForLater(this.writer, row);
    if (type.endsWith('.dispute-settled')) {
      const { fact: settled } = fact.body as { fact: string };
      this.writer.run(sql`UPDATE disputes SET settled = 1 WHERE fact = ${settled}`);
    }
    if (this.dirty.has(aggregate)) return;
    if (this.hasOwn && this.waits(aggregate)) return void this.dirty.add(aggregate);
    const id = aggregate.slice(aggregate.indexOf(':') + 1);
    if (aggregate.startsWith('office:')) {
      const next = reduceOffice(officeOf(this.writer), id, fact as unknown as OfficeFact);
      storeOffice(this.writer, next);
      return;
    }
    const before = this.touched(id, type);
    const letter = reduceLetter(before?.letter ?? null, id, fact as unknown as LetterFactAt);
    const fresh = before === null || before.fresh;
    this.letters.set(id, { row: before?.row ?? row, letter, fresh });
  }

  private touched(id: string, type: string): Touched | null {
    const known = this.letters.get(id);
    if (known !== undefined) return known;
    const found = type === 'letter.registered' ? null : findLetter(this.writer, id);
    return found ? { ...found, fresh: false } : null;
  }

  /** Whether facts of our own on it wait to be numbered. */
  private waits(aggregate: string): boolean {
    let waits = this.waiting.get(aggregate);
    if (waits === undefined) {
      this.confirmRun();
      const letter = aggregate.slice('letter:'.length);
      const found = this.writer.get(
        sql`SELECT 1 FROM (
            SELECT row FROM facts WHERE aggregate = ${aggregate} AND base > 0
            UNION ALL SELECT row FROM letters WHERE letter = ${letter}
          ) AS mine WHERE NOT EXISTS (SELECT 1 FROM confirmed WHERE confirmed.row = mine.row) LIMIT 1`,
      );
      waits = found !== undefined;
      this.waiting.set(aggregate, waits);
    }
    return waits;
  }

  /** A letter of ours that waits under the same number gives way: the server will dispute it. */
  private makeRoom({ id, agenda: { book, year, number } }: Letter): void {
    if (!this.hasOwn) return;
    const there = this.writer.get<{ row: number; letter: string }>(
      sql`SELECT row, letter FROM letters WHERE book = ${book} AND year = ${year} AND agenda = ${number}`,
    );
    if (!there || there.letter === id) return;
    removeLetter(this.writer, there.row);
    this.dirty.add(`letter:${there.letter}`);
  }

  private confirm(n: number, row: number, verdict: string, code: string | null): void {
    if (verdict === 'applied' && code === null) {
      const { run } = this;
      if (run && n === run.n + run.count && row === run.row + run.count) {
        run.count += 1;
        return;
      }
      this.confirmRun();
      this.run = { n, row, count: 1 };
      return;
    }
    this.writer.run(
      sql`INSERT INTO confirmed (n, row, verdict, code) VALUES (${n}, ${row}, ${verdict}, ${code})`,
    );
  }

  /** Before anything asks which facts are confirmed. */
  private confirmRun(): void {
    if (!this.run) return;
    const { n, row, count } = this.run;
    this.run = null;
    this.writer.run(
      sql`WITH RECURSIVE run (n) AS (
            SELECT ${n} UNION ALL SELECT n + 1 FROM run WHERE n < ${n + count - 1})
          INSERT INTO confirmed (n, row, verdict) SELECT n, n + ${row - n}, 'applied' FROM run`,
    );
  }

  private dispute(fact: string, row: number): void {
    this.writer.run(sql`INSERT OR IGNORE INTO disputes (fact, row) VALUES (${fact}, ${row})`);
  }

  private chainOf(device: string): { seq: number; hash: string } {
    let chain = this.chains.get(device);
    if (!chain) {
      chain = this.writer.get<{ seq: number; hash: string }>(
        sql`SELECT seq, hash FROM chains WHERE device = ${device}`,
      ) ?? { seq: 0, hash: genesis };
    }
    return chain;
  }
}
