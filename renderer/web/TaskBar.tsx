import { useState } from 'react';
import type { Disposition, Letter } from '../../shared/domain/letter/state.ts';
import { useSay } from '../app/words.ts';
import { possibleActs, type AskedAct } from '../features/dispositions/acts.ts';
import { Button } from '../ui/Button.tsx';

interface TaskBarProps {
  letter: Letter;
  one: Disposition;
  receiver: string;
  /** The positions of whoever looks. */
  own: readonly string[];
  onFurther: () => void;
  onAsk: (act: AskedAct) => void;
}

const FIRST = 2;

/** What can be done about the chosen task, where the thumb is; the likeliest first. */
export function TaskBar({ letter, one, receiver, own, onFurther, onAsk }: TaskBarProps) {
  const say = useSay();
  const [more, setMore] = useState(false);
  const acts = possibleActs(letter, one, receiver).flatMap(({ act, by }) =>
    act !== 'see' && by.some((key) => own.includes(key)) ? [act] : [],
  );
  const ordered = acts.toSorted((a, b) => Number(a === 'further') - Number(b === 'further'));
  const shown = more || acts.length <= FIRST + 1 ? ordered : ordered.slice(0, FIRST);
  if (acts.length === 0) return null;
  return (
    <div className="task-bar" role="group" aria-label={say('routing:acts')}>
      {shown.map((act, index) => (
        <Button
          key={act}
          look={index === 0 ? 'main' : 'plain'}
          onClick={() => (act === 'further' ? onFurther() : onAsk(act))}
        >
          {say(act === 'further' ? 'routing:further' : `actTitles:${act}`)}
        </Button>
      ))}
      {shown.length < acts.length && (
        <Button look="quiet" onClick={() => setMore(true)}>
          {say('web:moreActs')}
        </Button>
      )}
    </div>
  );
}
