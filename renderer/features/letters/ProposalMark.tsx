import { useSay } from '../../app/words.ts';
import type { FormProposals, ShownProposal } from './useProposals.ts';
import './proposals.css';

/** Beside the field's name: that this was read and not yet accepted, or that it was. */
export function ProposalMark({ proposal }: { proposal: ShownProposal }) {
  const say = useSay();
  const { state, learned, confidence } = proposal;
  const percent = Math.round(confidence * 100);
  const from = learned && say(`proposals:${learned.from}`, { read: learned.read });
  return (
    <span className={`proposal-mark ${state}`} title={from ?? undefined}>
      {say(`proposals:${state}`, { percent })}
      {learned && <span className="proposal-learned">{say('proposals:learned')}</span>}
      {from && <span className="only-read">{from}</span>}
    </span>
  );
}

/** How a field looks that holds a proposal, and what stands beside its name. */
export function markOf(proposals: FormProposals | null, name: string) {
  const proposal = proposals?.of(name) ?? null;
  if (proposal === null) return { look: '', aside: undefined };
  const look = { open: 'proposed', doubtful: 'doubtful', accepted: '' }[proposal.state];
  return { look, aside: <ProposalMark proposal={proposal} /> };
}
