import type { BatchView } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { explain, isCancelled } from '../../../app/errors.ts';
import { useSay } from '../../../app/words.ts';
import { Message } from '../../../ui/Message.tsx';
import { isProblem, nextProblem } from './cells.ts';
import type { Chosen } from './useChosen.ts';

interface BatchNotesProps {
  view: BatchView;
  feeding: boolean;
  chosen: Chosen;
  onGoOn: () => void;
  onAnyway: () => void;
  onRestore: () => void;
  onRemove: () => void;
}

/** What stopped the paper and how it goes on; and what somebody has to look at. One thing at a time. */
export function BatchNotes(props: BatchNotesProps) {
  const { view, feeding } = props;
  const say = useSay();
  if (view.status === 'discarded') {
    return (
      <Message
        look="leaf"
        beside={
          <span className="note-buttons">
            <ActionButton action="undo" label={say('batch:restoreAll')} onRun={props.onRestore} />
            <ActionButton
              action="finish"
              look="alarm"
              label={say('batch:removeAll')}
              onRun={props.onRemove}
            />
          </span>
        }
      >
        {say('batch:discardedText', { n: view.pages })}
      </Message>
    );
  }
  return (
    <>
      {!feeding && <Stopped {...props} />}
      <Warnings {...props} />
    </>
  );
}

function Stopped({ view, onGoOn, onAnyway }: BatchNotesProps) {
  const say = useSay();
  const { stopped, next } = view;
  if (view.status === 'closing') {
    return (
      <Message look="alarm">
        {`${stopped ? explain(say, stopped) : ''} ${say('batch:closingText')}`}
      </Message>
    );
  }
  if (next === 'flip') {
    return (
      <Message
        look="leaf"
        beside={
          <span className="note-buttons">
            <ActionButton action="scan" label={say('batch:scanBacks')} onRun={onGoOn} />
          </span>
        }
      >
        <b>{say('batch:flipTitle')}</b> {say('batch:flipText')}
      </Message>
    );
  }
  if (!stopped) return null;
  const empty = stopped.code === 'scanning.says-empty';
  return (
    <Message
      look={isCancelled(stopped) ? 'leaf' : 'alarm'}
      beside={
        <span className="note-buttons">
          {empty && <ActionButton action="scanAnyway" onRun={onAnyway} />}
          <ActionButton action="scan" label={say('batch:goOn')} onRun={onGoOn} />
        </span>
      }
    >
      {explain(say, stopped)}
    </Message>
  );
}

/** Pages that are asked about by their number, and what is wrong with the whole. */
function Warnings({ view, chosen }: BatchNotesProps) {
  const say = useSay();
  if (view.warnings.length === 0) return null;
  const problems = view.sheets.filter(isProblem).length;
  return (
    <div className="batch-warnings" role="status">
      {view.warnings.map(({ code, data }) => (
        <span key={code} title={explain(say, { code, data })}>
          {say(`batch:warning-${code.slice('batch.'.length)}` as 'batch:warning-blank-pages', data)}
        </span>
      ))}
      {problems > 0 && (
        <ActionButton
          action="nextProblem"
          look="quiet"
          onRun={() => chosen.put(nextProblem(view.sheets, chosen.cursor?.page ?? null))}
        />
      )}
    </div>
  );
}
