import { LontarError } from '../../contract/error.ts';
import type { PositionThen } from '../letter/state.ts';
import { type Holder, type Office, type Position, positionOf } from './state.ts';

/**
 * Who holds a position on a day: an acting holder only while its dates say so, else nobody. Null:
 * vacant on that day.
 */
export function holderOn({ holder }: Position, day: string): Holder | null {
  if (!holder) return null;
  if (holder.from !== null && day < holder.from) return null;
  if (holder.until !== null && day > holder.until) return null;
  return holder;
}

/** The position as the record keeps it. Throws `position.unknown`, `position.vacant`. */
export function positionThen(office: Office, key: string, day: string): PositionThen {
  const position = positionOf(office, key);
  if (!position) {
    const known = office.positions.map((one) => one.key);
    throw new LontarError('position.unknown', { key, known });
  }
  const holder = holderOn(position, day);
  if (!holder) throw new LontarError('position.vacant', { key, title: position.title });
  return { key, title: position.title, holder: holder.name, acting: holder.acting };
}

/** Whether one position stands somewhere below another. */
export function isBelow(office: Office, key: string, above: string): boolean {
  const seen = new Set<string>();
  let parent = positionOf(office, key)?.parent ?? null;
  while (parent !== null && !seen.has(parent)) {
    if (parent === above) return true;
    seen.add(parent);
    parent = positionOf(office, parent)?.parent ?? null;
  }
  return false;
}
