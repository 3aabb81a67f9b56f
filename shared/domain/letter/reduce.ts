import { LontarError } from '../../contract/error.ts';
import type { LetterFields } from '../../contract/letters.ts';
import type { LetterFact } from './facts.ts';
import { disposed, routed } from './reduce-disposition.ts';
import type { Letter } from './state.ts';

/** A letter's fact with what the journal adds to it. */
export type LetterFactAt = LetterFact & { id: string; at: string };

/** The letter after a fact. Throws `fact.out-of-order` where the fact can't follow this state. */
export function reduceLetter(state: Letter | null, id: string, fact: LetterFactAt): Letter {
  if (fact.type === 'letter.registered') {
    if (state) throw new LontarError('fact.out-of-order', { type: fact.type });
    return registered(id, fact);
  }
  if (!state) throw new LontarError('fact.out-of-order', { type: fact.type });
  return { ...state, ...change(state, fact), version: state.version + 1 };
}

/** Its keys lie in the order of the canonical text, and stay so: it is written down without being sorted. */
function registered(
  id: string,
  { body }: Extract<LetterFactAt, { type: 'letter.registered' }>,
): Letter {
  return {
    agenda: body.agenda,
    answeredBy: [],
    answers: body.answers ?? null,
    bookTitle: body.bookTitle,
    cancelled: null,
    dispositions: [],
    document: body.document,
    fields: body.fields,
    handovers: [],
    id,
    imported: body.imported ?? null,
    loan: null,
    officeName: body.officeName,
    prints: [],
    receipt: null,
    received: body.received,
    ...(body.stamp && { stampLooks: { received: body.stamp } }),
    stampPlaces: body.stampPlaces,
    version: 1,
  };
}

function change(
  state: Letter,
  fact: Exclude<LetterFactAt, { type: 'letter.registered' }>,
): Partial<Letter> {
  switch (fact.type) {
    case 'letter.corrected': {
      const { fields, received } = fact.body;
      const corrected = Object.entries(fields).map(([name, { to }]) => [name, to]);
      return {
        fields: { ...state.fields, ...(Object.fromEntries(corrected) as Partial<LetterFields>) },
        ...(received && { received: received.to }),
      };
    }
    case 'letter.cancelled':
      return { cancelled: { at: fact.at, ...fact.body } };
    case 'letter.reinstated':
      return { ...fact.body, cancelled: null };
    case 'letter.document-attached':
      return { document: fact.body.document };
    case 'letter.stamp-placed':
      return placed(state, fact.body.stamp, fact.body.place);
    case 'letter.disposed':
      return {
        dispositions: disposed(state.dispositions, fact),
        ...(fact.body.place && placed(state, 'disposition', fact.body.place)),
        ...(fact.body.stamp && {
          stampLooks: { ...state.stampLooks, disposition: fact.body.stamp },
        }),
      };
    case 'letter.stamped': {
      const { stamp, ...put } = fact.body;
      const { id, at } = fact;
      return { stamps: [...(state.stamps ?? []), { id, at, look: stamp, ...put }] };
    }
    case 'letter.stamp-moved': {
      const { stamp, place } = fact.body;
      return {
        stamps: state.stamps?.map((one) => (one.id === stamp ? { ...one, place } : one)) ?? [],
      };
    }
    case 'letter.stamp-removed':
      return { stamps: state.stamps?.filter(({ id }) => id !== fact.body.stamp) ?? [] };
    case 'letter.answered': {
      const { by, number } = fact.body;
      return { answeredBy: [...state.answeredBy, { letter: by, number, at: fact.at }] };
    }
    case 'letter.answer-withdrawn':
      return { answeredBy: state.answeredBy.filter(({ letter }) => letter !== fact.body.by) };
    case 'letter.handed-over':
      return { handovers: [...state.handovers, { ...fact.body, at: fact.at }] };
    case 'letter.lent':
      return { loan: { ...fact.body, at: fact.at } };
    case 'letter.brought-back':
      return { loan: null };
    case 'letter.receipt-issued':
      return { receipt: { code: fact.body.code, at: fact.at } };
    case 'letter.printed': {
      const { kind, pages, copies } = fact.body;
      return { prints: [...state.prints, { at: fact.at, kind, pages, copies }] };
    }
    case 'letter.dispute-settled':
      // The journal's own: what was settled is told by the fact, and stands in no field.
      return {};
    default:
      return { dispositions: routed(state.dispositions, fact) };
  }
}

function placed(
  state: Letter,
  stamp: keyof Letter['stampPlaces'],
  place: Letter['stampPlaces'][typeof stamp],
): Pick<Letter, 'stampPlaces'> {
  return { stampPlaces: { ...state.stampPlaces, [stamp]: place } };
}
