import { useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';

/** What this machine has learned from clerks' corrections, each to be forgotten. */
export function Lessons() {
  const say = useSay();
  const lessons = useAsk('reading.learned', {});
  const forget = useCommand('reading.unlearn');
  return (
    <div className="field">
      <div className="field-label">{say('proposals:lessonsTitle')}</div>
      <p className="soft small">{say('proposals:lessonsText')}</p>
      {lessons.data?.length === 0 && <p className="soft">{say('proposals:noLessons')}</p>}
      <ul className="lessons">
        {(lessons.data ?? []).map(({ id, field, read, entered, times }) => (
          <li key={id}>
            <span className="selectable">
              {say('proposals:lessonLine', {
                read,
                entered,
                times,
                field: say(`letters:${field}`),
              })}
            </span>
            <Button
              look="quiet"
              aria-label={say('proposals:unlearnOf', { read })}
              disabled={forget.isPending}
              onClick={() => forget.mutate({ lesson: id })}
            >
              {say('proposals:unlearn')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
