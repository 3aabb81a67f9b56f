import type { ReadPage, SuggestedFields, Suggestion } from '../../contract/reading.ts';
import { atFoot } from './date-rules.ts';
import { skewOf } from './layout.ts';
import { partsOf, type LetterParts } from './letter.ts';

/** A part of a page to be read once more, straightened. Millimetres of the page as shown. */
export interface Glance {
  page: number;
  what: 'head' | 'foot';
  left: number;
  top: number;
  width: number;
  height: number;
  /** Radians by which the lines fall to the right. */
  angle: number;
}

const SURE = 0.88;
const SKEWED = 0.004;

/**
 * Which parts are worth reading again: a head that lies askew or was read with doubts, a foot with
 * the day where pen and seal lie over it.
 */
export function glancesAt(pages: readonly ReadPage[], fields: SuggestedFields): Glance[] {
  const first = pages[0];
  if (!first || first.engine === 'pdf' || first.turn || first.words.length === 0) return [];
  const parts = partsOf(pages);
  const glances: Glance[] = [];
  const { rows, headStart, bodyStart } = parts;
  const unsure = ({ value, confidence }: Suggestion<unknown>) =>
    value === null || confidence < SURE;
  const angle = skewOf(first);
  // Circulars and orders have no addressee that could be missed.
  const addressed = parts.kind === null || parts.kind === 'note' || fields.recipient.value !== null;
  const ofHead = [fields.number, fields.subject, fields.sender];
  if (addressed) ofHead.push(fields.recipient);
  const inHead = rows.slice(headStart, bodyStart).filter(({ page }) => page === 1);
  const doubted = ofHead.some(unsure) || (parts.kind === null && unsure(fields.date));
  if (inHead.length > 0 && (doubted || Math.abs(angle) > SKEWED * 3)) {
    const last = inHead.at(-1)!;
    const bottom = Math.min(first.height, last.middle + last.height * 1.5 + 3);
    glances.push({
      page: 1,
      what: 'head',
      left: 0,
      top: 0,
      width: first.width,
      height: bottom,
      angle,
    });
  }
  if (unsure(fields.date)) {
    const at = dayAtFoot(parts);
    const page = pages.find(({ page: number }) => number === at?.page);
    if (at && page) {
      const left = Math.max(0, at.left - 12);
      glances.push({
        page: at.page,
        what: 'foot',
        left,
        top: at.middle - 6,
        width: page.width - left,
        height: 19,
        angle: skewOf(page),
      });
    }
  }
  return glances;
}

const settled = /(?:tetapkan|keluarkan)\s+di\b/i;
const endsWithYear = /(?<!\d)(?:19|20)\d\d\D{0,2}$/;

/** Where a form that bears its day at the foot has it: below `Ditetapkan di …`, or behind a place. */
function dayAtFoot(parts: LetterParts) {
  const { rows, bodyStart, width } = parts;
  const row = rows.findLast(({ text }) => settled.test(text));
  const start = row?.pieces.find(({ text }) => /etapkan|eluarkan/i.test(text));
  if (row && start) return { page: row.page, left: start.left, middle: row.middle };
  if (!atFoot(parts)) return null;
  for (const { page, pieces, middle } of rows.slice(bodyStart).toReversed()) {
    const [first] = pieces.filter(({ left }) => left > width * 0.35);
    if (first && endsWithYear.test(pieces.at(-1)!.text)) return { page, left: first.left, middle };
  }
  return null;
}

/** The page with these words in place of those that stood there. */
export function withGlance(
  page: ReadPage,
  { top, left, width, height }: Glance,
  words: ReadPage['words'],
): ReadPage {
  const inside = ({ box }: ReadPage['words'][number]) => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return x > left && x < left + width && y > top && y < top + height;
  };
  const kept = page.words.filter((word) => !inside(word));
  const lines = Math.max(0, ...kept.map(({ line }) => line + 1));
  const added = words.filter(inside).map((word) => ({ ...word, line: word.line + lines }));
  return { ...page, words: [...kept, ...added] };
}

/** From several readings of the same pages: what most of them say, the surer the better. */
export function agreed(all: readonly SuggestedFields[]): SuggestedFields {
  const names = Object.keys(all[0]!) as (keyof SuggestedFields)[];
  const entries = names.map((name) => [name, agreedOn(all.map((fields) => fields[name]))]);
  return Object.fromEntries(entries) as SuggestedFields;
}

function agreedOn<Value>(all: Suggestion<Value>[]): Suggestion<Value> {
  const votes = new Map<Value, { sum: number; best: Suggestion<Value> }>();
  let given = 0;
  for (const one of all) {
    if (one.value === null) continue;
    given += one.confidence;
    const vote = votes.get(one.value);
    if (!vote) votes.set(one.value, { sum: one.confidence, best: one });
    else {
      vote.sum += one.confidence;
      if (one.confidence > vote.best.confidence) vote.best = one;
    }
  }
  const [winner] = [...votes.values()].sort((a, b) => b.sum - a.sum);
  if (!winner) return all[0]!;
  // One voice against it makes it doubtful.
  const share = winner.sum / given;
  const confidence = Math.round(winner.best.confidence * (0.4 + 0.6 * share) * 100) / 100;
  return { ...winner.best, confidence };
}
