import type { Letter } from '../../../shared/domain/letter/state.ts';
import { momentText } from '../../app/days.ts';
import { durationText } from '../../app/durations.ts';
import { useNow } from '../../app/useNow.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { stepsOf } from './steps.ts';

/** How long each step took; where the letter stands now, how long already. */
export function Steps({ letter, registeredAt }: { letter: Letter; registeredAt: string }) {
  const say = useSay();
  const language = useLanguage();
  const now = useNow();
  const steps = stepsOf(letter, registeredAt, now);
  return (
    <ol className="steps" aria-label={say('steps:title')}>
      {steps.map(({ what, at, took }) => (
        <li key={what} className={at === null ? 'step open' : 'step'}>
          <span className="step-took">
            {took === null
              ? ''
              : say(at === null ? 'steps:already' : 'steps:after', {
                  time: durationText(took, say),
                })}
          </span>
          <span className="step-what">
            {say(at === null ? `stepsOpen:${what}` : `steps:${what}`)}
          </span>
          <span className="soft small">{at && momentText(at, language)}</span>
        </li>
      ))}
    </ol>
  );
}
