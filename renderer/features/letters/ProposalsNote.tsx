import { ActionButton } from '../../app/ActionButton.tsx';
import { useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import type { FormProposals } from './useProposals.ts';
import './proposals.css';

interface ProposalsNoteProps {
  proposals: FormProposals;
  /** Somebody wanted to save although something is in doubt. */
  asked: boolean;
  onAccept: () => void;
}

/** How many proposals wait, and the key that takes them all. */
export function ProposalsNote({ proposals, asked, onAccept }: ProposalsNoteProps) {
  const say = useSay();
  const { open, doubtful, underWay } = proposals;
  const reading = underWay ? 'now' : 'done';
  if (asked && doubtful.length > 0) {
    return (
      <div data-reading={reading}>
        <Message look="leaf">{say('proposals:lookFirst', { n: doubtful.length })}</Message>
      </div>
    );
  }
  if (open.length === 0) {
    if (!underWay) return null;
    return (
      <div className="proposals-note" role="status">
        {say('proposals:reading')}
      </div>
    );
  }
  const text = doubtful.length > 0 ? 'proposals:waitingDoubt' : 'proposals:waiting';
  return (
    <div className="proposals-note" data-reading={reading}>
      <span role="status">
        {say(text, { n: open.length, doubtful: doubtful.length })}
        {underWay && ` ${say('proposals:lookingAgain')}`}
      </span>
      <span className="push" />
      <ActionButton action="acceptAll" look="quiet" onRun={onAccept} />
    </div>
  );
}
