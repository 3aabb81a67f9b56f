import type { StampTemplate } from '../../../shared/contract/stamp-template.ts';
import type { StampKind, StampPlace } from '../../../shared/contract/stamp-place.ts';
import type { StampData } from '../../../shared/contract/stamping.ts';
import type { Stamp } from './plan.ts';
import { carried, valuesOf } from './stamp-values.ts';

/** The stamps that come onto a letter by themselves: received, and the disposition once there is one. */
export function stampsByThemselves(
  data: StampData,
  templates: readonly StampTemplate[],
  places: Partial<Record<StampKind, StampPlace>> = {},
): Stamp[] {
  const content = { values: valuesOf(data), carried: carried(data), logo: null };
  const kinds: StampKind[] = data.disposition ? ['received', 'disposition'] : ['received'];
  return kinds.map((kind) => ({
    stamp: kind,
    template: templates.find(({ key }) => key === kind)!,
    content,
    place: places[kind] ?? null,
  }));
}
