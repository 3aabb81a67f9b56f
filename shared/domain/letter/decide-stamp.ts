import { LontarError } from '../../contract/error.ts';
import type { StampThen } from '../../contract/stamp-template.ts';
import { StampKind, type StampOnLetter, type StampPlace } from '../../contract/stamp-place.ts';
import type { LetterFact } from './facts.ts';
import { agendaText, type Letter, mustHavePage } from './state.ts';

/** What is done about stamps on a letter by hand. */
export type StampCommand =
  | { name: 'letters.placeStamp'; input: { stamp: StampOnLetter; place: StampPlace } }
  | {
      name: 'letters.stamp';
      input: { stamp: StampThen; copy: number | null; day: string; place: StampPlace | null };
    }
  | { name: 'letters.unstamp'; input: { stamp: string } };

/** Throws `letter.no-document`, `stamp.no-such-page`, `stamp.by-itself`, `stamp.not-there`. */
export function decideStamp(state: Letter, command: StampCommand): LetterFact[] {
  switch (command.name) {
    case 'letters.placeStamp':
      return place(state, command.input.stamp, command.input.place);
    case 'letters.stamp':
      return put(state, command.input);
    case 'letters.unstamp': {
      const { stamp } = command.input;
      mustBeThere(state, stamp);
      return [{ type: 'letter.stamp-removed', version: 1, body: { stamp } }];
    }
  }
}

function place(state: Letter, stamp: StampOnLetter, to: StampPlace): LetterFact[] {
  const document = documentOf(state);
  const kind = StampKind.safeParse(stamp);
  if (!kind.success) {
    const { look, place: now } = mustBeThere(state, stamp);
    mustHavePage(document, to.page, look.template);
    if (samePlace(now, to)) return [];
    return [{ type: 'letter.stamp-moved', version: 1, body: { stamp, place: to } }];
  }
  mustHavePage(document, to.page, state.stampLooks?.[kind.data]?.template);
  if (samePlace(state.stampPlaces[kind.data], to)) return [];
  return [{ type: 'letter.stamp-placed', version: 1, body: { stamp: kind.data, place: to } }];
}

function put(
  state: Letter,
  input: Extract<StampCommand, { name: 'letters.stamp' }>['input'],
): LetterFact[] {
  const { template } = input.stamp;
  const document = documentOf(state);
  if (StampKind.safeParse(template.key).success) {
    throw new LontarError('stamp.by-itself', { name: template.name });
  }
  if (input.place) mustHavePage(document, input.place.page, template);
  const copies = (state.stamps ?? []).map(({ copy }) => copy ?? 0);
  const counts = template.items.some(({ field }) => field === 'copy');
  const copy = counts ? (input.copy ?? Math.min(9999, Math.max(0, ...copies) + 1)) : null;
  return [{ type: 'letter.stamped', version: 1, body: { ...input, copy } }];
}

function documentOf({ document, agenda }: Letter) {
  if (!document) throw new LontarError('letter.no-document', { agenda: agendaText(agenda) });
  return document;
}

function mustBeThere({ stamps = [], agenda }: Letter, id: string) {
  const found = stamps.find((one) => one.id === id);
  if (!found) throw new LontarError('stamp.not-there', { agenda: agendaText(agenda) });
  return found;
}

const samePlace = (now: StampPlace | null | undefined, to: StampPlace) =>
  now?.page === to.page && now.x === to.x && now.y === to.y;
