import { useRef, useState, type KeyboardEvent } from 'react';
import { dayOf } from '../../../shared/domain/dates.ts';
import { firstDisposition } from '../../../shared/domain/letter/routing.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { dayText } from '../../app/days.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { ActDialog } from './ActDialog.tsx';
import { Acts } from './Acts.tsx';
import { firstChosen, type AskedAct, type Chosen } from './acts.ts';
import { Branch } from './Branch.tsx';
import './routing.css';

interface RoutingProps {
  letter: Letter;
  office: Office | null;
  /** Whose task is chosen at first. */
  position: string | null;
  onFurther: (chosen: Chosen) => void;
  onLetter: (letter: string) => void;
}

/** The letter's way through the office: who gave it to whom, and how far each is. */
export function Routing({ letter, office, position, onFurther, onLetter }: RoutingProps) {
  const say = useSay();
  const language = useLanguage();
  const list = useRef<HTMLElement>(null);
  const [picked, setPicked] = useState<Chosen | null>(null);
  const [act, setAct] = useState<AskedAct | null>(null);
  const chosen = picked ?? firstChosen(letter, position);
  const one = letter.dispositions.find(({ id }) => id === chosen?.disposition);
  const { dispositions, answeredBy, answers } = letter;
  if (dispositions.length === 0 && answeredBy.length === 0 && answers === null) return null;

  function walk(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const tasks = [...list.current!.querySelectorAll<HTMLElement>('.task')];
    const at = tasks.indexOf(document.activeElement as HTMLElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    tasks[at + step]?.focus();
  }

  return (
    <section aria-label={say('routing:title')} ref={list} onKeyDown={walk}>
      <h2 className="letter-part">{say('routing:title')}</h2>
      {answers !== null && (
        <p className="routing-answer">
          {say('routing:answers')}{' '}
          <button type="button" className="link" onClick={() => onLetter(answers)}>
            {say('routing:answeredLetter')}
          </button>
        </p>
      )}
      {answeredBy.map((answer) => (
        <p key={answer.letter} className="routing-answer">
          {say('routing:answeredWith')}{' '}
          <button type="button" className="link" onClick={() => onLetter(answer.letter)}>
            {answer.number}
          </button>{' '}
          <span className="soft">{dayText(dayOf(new Date(answer.at)), language)}</span>
        </p>
      ))}
      <ol className="routing">
        {letter.dispositions
          .filter(({ parent }) => parent === null)
          .map((root) => (
            <Branch
              key={root.id}
              letter={letter}
              one={root}
              chosen={chosen}
              onChoose={setPicked}
              acts={
                chosen && one && office ? (
                  <Acts
                    letter={letter}
                    one={one}
                    receiver={chosen.receiver}
                    onFurther={() => onFurther(chosen)}
                    onAsk={setAct}
                  />
                ) : null
              }
            />
          ))}
      </ol>
      {firstDisposition(letter) === null && letter.dispositions.length > 0 && !letter.cancelled && (
        <p className="soft">{say('routing:giveAnew')}</p>
      )}
      {act !== null && chosen && one && office && (
        <ActDialog
          letter={letter}
          one={one}
          receiver={chosen.receiver}
          office={office}
          act={act}
          onClose={() => setAct(null)}
        />
      )}
    </section>
  );
}
