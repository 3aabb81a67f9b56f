/** A piece of a query as typed, with its place in the text. */
export type Piece = { at: [from: number, until: number] } & (
  | { kind: 'open' | 'close' }
  | { kind: 'and' | 'or' | 'not' }
  /** `field:`, with the value behind it as the next piece where one stands at once behind it. */
  | { kind: 'field'; name: string; joined: boolean }
  | { kind: 'quoted'; text: string; closed: boolean }
  | { kind: 'bare'; text: string }
);

const operators: Record<string, 'and' | 'or' | 'not'> = {
  AND: 'and',
  DAN: 'and',
  OR: 'or',
  ATAU: 'or',
  NOT: 'not',
  BUKAN: 'not',
};

const QUOTES = '"“”„«»';

/**
 * Cuts a query into its pieces. Operators are words in capitals, so that `dan` remains a word.
 * @param takesSpaces how much of the text that follows a field is its value although it has spaces
 */
export function cutQuery(
  query: string,
  takesSpaces: (field: string, rest: string) => number,
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const push = (piece: Piece) => {
    pieces.push(piece);
    at = piece.at[1];
  };
  while (at < query.length) {
    const sign = query[at]!;
    if (/\s/.test(sign)) at += 1;
    else if (sign === '(') push({ kind: 'open', at: [at, at + 1] });
    else if (sign === ')') push({ kind: 'close', at: [at, at + 1] });
    else if (QUOTES.includes(sign)) push(quotedAt(query, at));
    else if (sign === '-' && /^-[^\s()-]/.test(query.slice(at, at + 2)) && isFree(query, at)) {
      push({ kind: 'not', at: [at, at + 1] });
    } else {
      const field = /^(\p{L}+):/u.exec(query.slice(at, at + 40));
      if (field) {
        const behind = at + field[0].length;
        const joined = behind < query.length && !/[\s)]/.test(query[behind]!);
        push({ kind: 'field', name: field[1]!, joined, at: [at, behind] });
        const spaced = takesSpaces(field[1]!, query.slice(behind, behind + 80));
        if (spaced > 0) {
          const text = query.slice(behind, behind + spaced);
          push({ kind: 'bare', text, at: [behind, behind + spaced] });
        }
      } else push(bareAt(query, at));
    }
  }
  return pieces;
}

/** A hyphen within a word is part of it; only one before a word excludes it. */
const isFree = (query: string, at: number) => at === 0 || /[\s(]/.test(query[at - 1]!);

function quotedAt(query: string, at: number): Piece {
  let end = at + 1;
  while (end < query.length && !QUOTES.includes(query[end]!)) end += 1;
  const closed = end < query.length;
  return {
    kind: 'quoted',
    text: query.slice(at + 1, end),
    closed,
    at: [at, closed ? end + 1 : end],
  };
}

function bareAt(query: string, at: number): Piece {
  let end = at;
  while (end < query.length && !/[\s()]/.test(query[end]!) && !QUOTES.includes(query[end]!)) {
    end += 1;
  }
  const text = query.slice(at, end);
  const operator = Object.hasOwn(operators, text) ? operators[text] : undefined;
  return operator ? { kind: operator, at: [at, end] } : { kind: 'bare', text, at: [at, end] };
}
