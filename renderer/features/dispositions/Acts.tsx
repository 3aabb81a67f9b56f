import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import type { Action } from '../../app/keys.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { possibleActs, type Act, type AskedAct } from './acts.ts';

const actionOf = {
  further: 'dispose',
  followUp: 'followUp',
  complete: 'complete',
  forward: 'forward',
  return: 'giveBack',
  see: 'markSeen',
  recall: 'recall',
  reopen: 'reopen',
} as const satisfies Record<Act, Action>;

interface ActsProps {
  letter: Letter;
  one: Disposition;
  receiver: string;
  onFurther: () => void;
  onAsk: (act: AskedAct) => void;
}

/** What can be done about the chosen task, each with its key. */
export function Acts({ letter, one, receiver, onFurther, onAsk }: ActsProps) {
  const say = useSay();
  const see = useCommand('dispositions.see');
  const possible = possibleActs(letter, one, receiver);
  if (possible.length === 0) return null;
  return (
    <div className="task-acts" role="group" aria-label={say('routing:acts')}>
      {possible.map(({ act }) => (
        <ActionButton
          key={act}
          action={actionOf[act]}
          look="quiet"
          disabled={see.isPending}
          {...(act === 'further' && { label: say('routing:further') })}
          onRun={() => {
            if (act === 'see') see.mutate({ letter: letter.id, position: receiver });
            else if (act === 'further') onFurther();
            else onAsk(act);
          }}
        />
      ))}
    </div>
  );
}
