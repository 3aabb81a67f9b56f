import type { Outcome } from '../../shared/contract/wire.ts';

type Ask = (id: number, name: string, input: unknown) => Promise<Outcome>;

/** Answers that are on their way before the page has asked. */
export interface Ahead {
  /** The answer, once, where exactly this was asked ahead and nothing has changed since. */
  take(name: string, input: unknown): Promise<Outcome> | undefined;
  /** Something changed: what was answered before is old. */
  forget(): void;
}

/**
 * Asks what the page asked first the last time, while its script still loads.
 * @param remembered JSON of `[name, input]` pairs, as the page left it; anything else asks nothing
 */
export function askAhead(remembered: string | null, ask: Ask): Ahead {
  const answers = new Map<string, Promise<Outcome>>();
  for (const [index, [name, input]] of parse(remembered).entries()) {
    // Below all numbers that the page gives its calls.
    const answer = ask(-1 - index, name, input);
    answer.catch(() => undefined);
    answers.set(JSON.stringify([name, input]), answer);
  }
  return {
    take(name, input) {
      const key = JSON.stringify([name, input]);
      const answer = answers.get(key);
      answers.delete(key);
      return answer;
    },
    forget: () => answers.clear(),
  };
}

function parse(text: string | null): [string, unknown][] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(value)) return [];
    return value.filter(isAsked).slice(0, 5);
  } catch {
    return [];
  }
}

const isAsked = (pair: unknown): pair is [string, unknown] =>
  Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string';
