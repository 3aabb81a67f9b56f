import { LontarError } from '../../../shared/contract/error.ts';
import type { Query } from '../../../shared/domain/search/query.ts';
import { positionOf, type Office } from '../../../shared/domain/office/state.ts';

/** The topmost position, who disposes all letters, sees every one. */
const everything: Query = { kind: 'all' };

const openOnly: Query = {
  kind: 'not',
  of: {
    kind: 'or',
    of: ['R', 'SR'].map((value) => ({ kind: 'is', field: 'secrecy', value })),
  },
};

/**
 * What somebody may find, as a condition that is part of every query: so neither a letter nor its
 * count shows what is secret. Throws `position.unknown`.
 */
export function seenBy(office: Office | null, as: string | null): Query {
  if (as === null) return openOnly;
  const position = office && positionOf(office, as);
  if (!office || !position) {
    const known = office?.positions.map(({ key }) => key) ?? [];
    throw new LontarError('position.unknown', { key: as, known });
  }
  if (position.parent === null) return everything;
  const units = [as, ...below(office, as)];
  return { kind: 'or', of: units.map((value) => ({ kind: 'is', field: 'unit', value })) };
}

function below({ positions }: Office, key: string): string[] {
  const found = new Set<string>();
  const add = (above: string) => {
    for (const { key: one, parent } of positions) {
      if (parent !== above || found.has(one) || one === key) continue;
      found.add(one);
      add(one);
    }
  };
  add(key);
  return [...found];
}
