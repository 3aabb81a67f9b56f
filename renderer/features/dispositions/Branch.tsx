import type { ReactNode } from 'react';
import type { Disposition, Letter, PositionThen } from '../../../shared/domain/letter/state.ts';
import { dayText, momentText, today } from '../../app/days.ts';
import { durationText } from '../../app/durations.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { isOverdue, stateOf, type Chosen } from './acts.ts';
import { NoteCrop } from './NoteCrop.tsx';
import { FollowUps } from './FollowUps.tsx';
import { holderText } from './summary.ts';

interface BranchProps {
  letter: Letter;
  one: Disposition;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
  /** Shown below the chosen task. */
  acts: ReactNode;
}

/** One disposition with its receivers, and below each what it gave on. */
export function Branch({ letter, one, chosen, onChoose, acts }: BranchProps) {
  const say = useSay();
  const language = useLanguage();
  const { from, instructions, note, due, closed, recalled, paper } = one;
  const late = one.to.some(({ key }) => isOverdue(letter, one, key, today()));
  const ended = recalled
    ? say('routing:recalledFor', { reason: recalled.reason })
    : closed && `${say('routing:closedByGiver')}${closed.note && `: ${closed.note}`}`;
  return (
    <li className={recalled ? 'branch recalled' : 'branch'}>
      <div className="branch-head selectable">
        <span className="branch-from">{holderText(from)}</span>
        <span className="soft small">
          {say(one.kind === 'forward' ? 'routing:forwardedOn' : 'routing:givenOn', {
            at: momentText(one.at, language),
          })}
        </span>
        {due && (
          <span className={late ? 'branch-due late' : 'branch-due'}>
            {say(late ? 'routing:overdue' : 'routing:due', { due: dayText(due, language) })}
          </span>
        )}
      </div>
      {instructions.length > 0 && (
        <div className="selectable">{instructions.map(({ text }) => text).join('; ')}</div>
      )}
      {note !== '' && <div className="branch-note selectable">{note}</div>}
      {paper && <NoteCrop paper={paper} />}
      {ended && <div className="soft small selectable">{ended}</div>}
      <ul className="tasks">
        {[...one.to, ...one.copies].map((position) => (
          <TaskLine
            key={position.key}
            letter={letter}
            one={one}
            position={position}
            chosen={chosen}
            onChoose={onChoose}
            acts={acts}
          />
        ))}
      </ul>
    </li>
  );
}

function TaskLine(props: BranchProps & { position: PositionThen }) {
  const { letter, one, position, chosen, onChoose, acts } = props;
  const say = useSay();
  const language = useLanguage();
  const { key } = position;
  const { state, at } = stateOf(letter, one, key);
  const isChosen = chosen?.disposition === one.id && chosen.receiver === key;
  const task = one.tasks[key];
  const below = letter.dispositions.filter(
    ({ parent, from }) => parent === one.id && from.key === key,
  );
  const remark = task?.returned?.reason ?? task?.completed?.note ?? '';
  const took = Date.parse(at) - Date.parse(one.at);
  return (
    <li>
      <button
        type="button"
        className={`task ${state}${isOverdue(letter, one, key, today()) ? ' late' : ''}`}
        aria-pressed={isChosen}
        onClick={() => onChoose({ disposition: one.id, receiver: key })}
      >
        <span className="task-who">
          {task === undefined && <span className="soft">{`${say('routing:copy')}: `}</span>}
          {holderText(position)}
        </span>
        <span className="task-state">
          {say(`taskStates:${state}`)}
          {state !== 'unseen' && <span className="soft">{` ${momentText(at, language)}`}</span>}
          {state === 'done' && (
            <span className="soft">{` · ${say('routing:after', { time: durationText(took, say) })}`}</span>
          )}
        </span>
      </button>
      {remark !== '' && <div className="task-remark selectable">{remark}</div>}
      {task && <FollowUps letter={letter.id} followUps={task.followUps} />}
      {isChosen && acts}
      {below.length > 0 && (
        <ol className="routing">
          {below.map((child) => (
            <Branch
              key={child.id}
              letter={letter}
              one={child}
              chosen={chosen}
              onChoose={onChoose}
              acts={acts}
            />
          ))}
        </ol>
      )}
    </li>
  );
}
