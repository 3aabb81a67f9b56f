import { cutQuery, type Piece } from './cut-query.ts';
import { beginsValue, fieldNamed, type FieldName } from './field-names.ts';
import { joined, type Problem, type ProblemCode, type Query } from './query.ts';
import { daysInWordsAt } from './read-days.ts';
import { conditionOf } from './condition.ts';

export interface Parsed {
  /** Null where nothing of what was typed could be understood. */
  query: Query | null;
  problems: Problem[];
}

export interface ParseOptions {
  /** `YYYY-MM-DD`: a day without a year is one of this year. */
  today: string;
  /** The query is still being typed: its last word may be the beginning of one. */
  typing?: boolean;
}

const MOST_PIECES = 100;
const LONGEST = 2_000;
const DEEPEST = 12;

/**
 * What a query means, whatever was typed. What can't be understood is left out and named as a
 * problem, never thrown.
 *
 *     terms   = and { ATAU and }        and = not { [DAN] not }        not = [BUKAN | -] one
 *     one     = word | word* | "phrase" | field:value | field:(terms) | (terms)
 */
export function parseQuery(typed: string, { today, typing = false }: ParseOptions): Parsed {
  const problems: Problem[] = [];
  let text = typed;
  if (text.length > LONGEST) {
    problems.push({ code: 'too-long', at: [LONGEST, text.length], data: { most: LONGEST } });
    text = text.slice(0, LONGEST);
  }
  let pieces = cutQuery(text, spacesOf);
  if (pieces.length > MOST_PIECES) {
    const from = pieces[MOST_PIECES]!.at[0];
    problems.push({ code: 'too-long', at: [from, text.length], data: { most: MOST_PIECES } });
    pieces = pieces.slice(0, MOST_PIECES);
  }
  const query = new Reading(pieces, text, problems, { today, typing }).whole();
  if (query) return { query, problems };
  return { query: problems.length === 0 ? { kind: 'all' } : null, problems };
}

/** Dates in words and values of two words go on over spaces. */
function spacesOf(name: string, rest: string): number {
  const field = fieldNamed(name);
  if (field === 'date' || field === 'received') return daysInWordsAt(rest).length;
  const two = /^(\p{L}+)\s+(\p{L}+)/u.exec(rest);
  return field && two && beginsValue(field, two[1]!) ? two[0].length : 0;
}

class Reading {
  private at = 0;
  private depth = 0;
  private readonly pieces: Piece[];
  private readonly text: string;
  private readonly problems: Problem[];
  private readonly options: { today: string; typing: boolean };

  constructor(
    pieces: Piece[],
    text: string,
    problems: Problem[],
    options: { today: string; typing: boolean },
  ) {
    this.pieces = pieces;
    this.text = text;
    this.problems = problems;
    this.options = options;
  }

  whole(): Query | null {
    const parts: Query[] = [];
    while (this.at < this.pieces.length) {
      const part = this.either(null);
      if (part) parts.push(part);
      const piece = this.pieces[this.at];
      if (piece?.kind !== 'close') continue;
      this.problem('bracket-extra', piece);
      this.at += 1;
    }
    return parts.length === 0 ? null : joined('and', parts);
  }

  private either(field: FieldName | null): Query | null {
    const parts: Query[] = [];
    for (;;) {
      const part = this.both(field);
      if (part) parts.push(part);
      const piece = this.pieces[this.at];
      if (piece?.kind !== 'or') break;
      this.at += 1;
      if (!part || !this.beginsOne()) this.problem('operator-alone', piece);
    }
    return parts.length === 0 ? null : joined('or', parts);
  }

  private both(field: FieldName | null): Query | null {
    const parts: Query[] = [];
    for (;;) {
      const piece = this.pieces[this.at];
      if (!piece || piece.kind === 'or' || piece.kind === 'close') break;
      if (piece.kind === 'and') {
        this.at += 1;
        if (parts.length === 0 || !this.beginsOne()) this.problem('operator-alone', piece);
        continue;
      }
      const part = this.negated(field);
      if (part) parts.push(part);
    }
    return parts.length === 0 ? null : joined('and', parts);
  }

  private negated(field: FieldName | null): Query | null {
    const piece = this.pieces[this.at]!;
    if (piece.kind !== 'not') return this.one(field);
    let times = 0;
    while (this.pieces[this.at]?.kind === 'not') {
      this.at += 1;
      times += 1;
    }
    if (!this.beginsOne()) {
      this.problem('operator-alone', piece);
      return null;
    }
    const of = this.one(field);
    if (!of || of.kind === 'all' || times % 2 === 0) return of;
    return of.kind === 'not' ? of.of : { kind: 'not', of };
  }

  private one(field: FieldName | null): Query | null {
    const piece = this.pieces[this.at]!;
    this.at += 1;
    switch (piece.kind) {
      case 'open':
        return this.bracket(piece, field);
      case 'field':
        return this.behindField(piece);
      case 'quoted':
        if (!piece.closed && !this.options.typing) this.problem('quote-open', piece);
        return this.condition(field, piece, piece.text, true);
      case 'bare':
        return this.condition(field, piece, piece.text, false);
      default:
        return null;
    }
  }

  private bracket(open: Piece, field: FieldName | null): Query | null {
    this.depth += 1;
    if (this.depth > DEEPEST) this.problem('too-deep', open, { most: DEEPEST });
    const within = this.depth > DEEPEST ? this.skip() : this.either(field);
    this.depth -= 1;
    if (this.pieces[this.at]?.kind === 'close') this.at += 1;
    else if (!this.options.typing) this.problem('bracket-open', open);
    return within;
  }

  /** Past a bracket that is not read, up to its end. */
  private skip(): null {
    for (let open = 0; this.at < this.pieces.length; this.at += 1) {
      const { kind } = this.pieces[this.at]!;
      if (kind === 'close' && open === 0) break;
      open += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
    }
    return null;
  }

  private behindField(piece: Extract<Piece, { kind: 'field' }>): Query | null {
    const field = fieldNamed(piece.name);
    const next = this.pieces[this.at];
    const hasValue = next && ['bare', 'quoted', 'open'].includes(next.kind);
    // Only what stands at once behind an unknown field's colon belongs to it.
    if (!field) {
      this.problem('field-unknown', piece, { field: piece.name });
      return this.condition(null, piece, piece.name, false);
    }
    if (!hasValue || !piece.joined) {
      this.problem('value-missing', piece, { field: piece.name });
      return null;
    }
    return this.one(field);
  }

  private condition(
    field: FieldName | null,
    piece: Piece,
    text: string,
    quoted: boolean,
  ): Query | null {
    const last = piece.at[1] === this.text.length && this.at === this.pieces.length;
    const typing =
      this.options.typing && last && !(quoted && (piece as { closed?: boolean }).closed);
    const found = conditionOf(field, text, { quoted, typing, today: this.options.today });
    if ('problem' in found) {
      this.problem(found.problem, piece, { text, ...found.data });
      return null;
    }
    return found.query;
  }

  private beginsOne(): boolean {
    const kind = this.pieces[this.at]?.kind;
    return kind !== undefined && kind !== 'and' && kind !== 'or' && kind !== 'close';
  }

  private problem(code: ProblemCode, { at }: Piece, data: Record<string, unknown> = {}): void {
    this.problems.push({ code, at, data });
  }
}
