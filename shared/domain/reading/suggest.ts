import { ClassificationCode, Secrecy, Urgency } from '../../contract/letters.ts';
import type { ReadPage, SuggestedFields, Suggestion } from '../../contract/reading.ts';
import type { Word } from './layout.ts';
import { partsOf, type LetterParts } from './letter.ts';
import { mendNumber } from './number-rules.ts';
import type { Found } from './rule.ts';
import { rules } from './rules.ts';

/** What a letter's pages say for the agenda book. */
export function suggestFields(pages: readonly ReadPage[]): SuggestedFields {
  const letter = partsOf(pages);
  const date = proposed(letter, 'date');
  const number = numberBy(proposed(letter, 'number'), date);
  return {
    number,
    date,
    sender: proposed(letter, 'sender'),
    subject: proposed(letter, 'subject'),
    urgency: as(Urgency.options, proposed(letter, 'urgency')),
    secrecy: as(Secrecy.options, proposed(letter, 'secrecy')),
    recipient: proposed(letter, 'recipient'),
    attachments: proposed(letter, 'attachments'),
    classification: known(proposed(letter, 'classification')),
  };
}

const none = { value: null, confidence: 0, boxes: [] };

function proposed(letter: LetterParts, field: keyof SuggestedFields): Suggestion<string> {
  const found = rules.filter((rule) => rule.field === field).flatMap((rule) => rule.find(letter));
  const judged = found
    .map((one) => ({ ...one, confidence: one.trust * clarity(one) }))
    .sort((a, b) => b.trust - a.trust || b.confidence - a.confidence);
  const [best] = judged;
  if (!best) return none;
  // Another rule that reads the same speaks for it, one as sure that reads otherwise against it.
  const others = judged.filter((one) => one !== best && one.trust > best.trust - 0.12);
  const agreed = others.some(({ value }) => value === best.value);
  const disputed = others.some(({ value }) => value !== best.value);
  const factor = agreed ? 1.03 : disputed ? 0.8 : 1;
  return {
    value: best.value,
    confidence: round(Math.min(0.99, best.confidence * factor)),
    boxes: boxesOf(best.words),
  };
}

/** How clearly the engine read the words: the worst of them counts as much as all together. */
function clarity({ words, value }: Found): number {
  const counted = words.filter(({ text }) => /[\p{L}\d]/u.test(text));
  if (counted.length === 0) return 0.5;
  const all = counted.map(({ confidence }) => confidence);
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  const worst = Math.min(...all);
  const odd = /[|{}<>~\\©®¢€£¥§]/.test(value) ? 0.7 : 1;
  return Math.min(1, 0.15 + 0.5 * mean + 0.4 * worst) * odd;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** One box a line of words. */
function boxesOf(words: readonly Word[]): Suggestion<string>['boxes'] {
  const boxes: (Suggestion<string>['boxes'][number] & { line: number })[] = [];
  for (const { shown: box, page, line } of words) {
    const last = boxes.find((other) => other.page === page && other.line === line);
    if (!last || box.x - (last.x + last.width) > 12) {
      boxes.push({ ...box, page, line });
      continue;
    }
    const right = Math.max(last.x + last.width, box.x + box.width);
    const bottom = Math.max(last.y + last.height, box.y + box.height);
    last.x = Math.min(last.x, box.x);
    last.y = Math.min(last.y, box.y);
    last.width = right - last.x;
    last.height = bottom - last.y;
  }
  return boxes.map(({ x, y, width, height, page }) => ({
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
    page,
  }));
}

function numberBy(number: Suggestion<string>, date: Suggestion<string>): Suggestion<string> {
  if (number.value === null) return number;
  const { value, agrees } = mendNumber(number.value, date.value);
  if (agrees === null) return { ...number, value };
  // Engines doubt every number, as no word is like it; the day speaks for its month and year.
  const confidence = agrees ? Math.max(0.55, number.confidence * 1.06) : number.confidence * 0.75;
  return { ...number, value, confidence: round(Math.min(0.99, confidence)) };
}

function as<Value extends string>(
  options: readonly Value[],
  text: Suggestion<string>,
): Suggestion<Value> {
  const value = options.find((option) => option === text.value);
  return value === undefined ? none : { ...text, value };
}

const known = (code: Suggestion<string>): Suggestion<string> =>
  code.value !== null && ClassificationCode.safeParse(code.value).success ? code : none;
