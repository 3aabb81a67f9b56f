import type { LetterEvent } from '../../../shared/contract/letters.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { momentText } from '../../app/days.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Steps } from './Steps.tsx';
import { positionText, tell } from './timeline.ts';

/** Everything that happened to a letter, oldest first, from the journal. */
export function Timeline({ letter, history }: { letter: Letter; history: LetterEvent[] }) {
  const say = useSay();
  const language = useLanguage();
  const { dispositions, answeredBy, cancelled } = letter;
  const routed = dispositions.length + answeredBy.length > 0 && cancelled === null;
  return (
    <section aria-label={say('history:title')}>
      <h2 className="letter-part">{say('history:title')}</h2>
      {routed && history[0] && <Steps letter={letter} registeredAt={history[0].at} />}
      <ol className="timeline selectable">
        {history.map((event) => {
          const { what, changes } = tell(event, say, language);
          const who = [event.actor.person, positionText(event.actor.position, say)]
            .filter(Boolean)
            .join(', ');
          return (
            <li key={event.seq}>
              <div>{what}</div>
              {changes.map(({ name, from, to }) => (
                <div key={name} className="timeline-change">
                  <span className="soft">{`${name}: `}</span>
                  <del>{from}</del>
                  <span className="soft" aria-hidden="true">
                    {' → '}
                  </span>
                  <ins>{to}</ins>
                </div>
              ))}
              <div className="soft small">
                <time dateTime={event.at}>{momentText(event.at, language)}</time>
                {who !== '' && ` · ${who}`}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
