import { useState } from 'react';
import {
  placeOfText,
  placeText,
  type PaperPlace,
} from '../../../shared/domain/letter/paper-place.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ask } from '../../app/api.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import type { PaperAct } from './PaperDialog.tsx';

interface PlaceForm {
  place: PaperPlace;
  set: (change: Partial<PaperPlace>) => void;
  act: PaperAct;
}

/** Where the paper lies: the book's column for it, by its parts. */
export function usePlace({ id, fields }: Letter): PlaceForm {
  const say = useSay();
  const [place, setPlace] = useState(() => placeOfText(fields.location));
  const location = placeText(place);
  const run = async () => {
    await ask('letters.correct', { letter: id, fields: { location } });
    return location === null ? say('onPaper:placeless') : say('onPaper:placed', { location });
  };
  return {
    place,
    set: (change) => setPlace((now) => ({ ...now, ...change })),
    act: { label: say('onPaper:put'), run: location === fields.location ? null : run },
  };
}

const parts = ['rack', 'box', 'folder'] as const;

export function PlaceFields({ place, set }: Omit<PlaceForm, 'act'>) {
  const say = useSay();
  return (
    <div className="paper-three">
      {parts.map((part) => (
        <Field key={part} label={say(`onPaper:${part}`)}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="text"
              maxLength={60}
              value={place[part]}
              onChange={(event) => set({ [part]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
