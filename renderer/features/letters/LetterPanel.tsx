import type { ReactNode } from 'react';
import type { LetterEvent } from '../../../shared/contract/letters.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { Timeline } from './Timeline.tsx';
import { valueText } from './timeline.ts';
import './letter-panel.css';

const rows = [
  'sender',
  'number',
  'date',
  'subject',
  'recipient',
  'urgency',
  'secrecy',
  'attachments',
  'classification',
  'forwardedTo',
  'location',
  'remarks',
] as const;

interface LetterPanelProps {
  letter: Letter;
  history: LetterEvent[];
  /** Between the fields and the history: the disposition. */
  between?: ReactNode;
  foot: ReactNode;
  /** In the head, beside the status. */
  beside?: ReactNode;
}

/** All that is known of a letter. */
export function LetterPanel({ letter, history, between, foot, beside }: LetterPanelProps) {
  const say = useSay();
  const language = useLanguage();
  const status = statusOf(letter);
  const { agenda, bookTitle, cancelled, fields } = letter;
  return (
    <section className="side" aria-label={say('letters:letter')}>
      <header className="side-head">
        <h1 className={cancelled ? 'struck' : ''}>
          {say('letters:agendaOf', { number: `${agenda.number}/${agenda.year}` })}
          <span className="letter-book">{bookTitle}</span>
        </h1>
        {beside}
        <span className={`status-mark ${status}`}>{say(`status:${status}`)}</span>
      </header>
      {/* It scrolls, so it takes the focus. */}
      <div className="side-body" role="group" aria-label={say('letters:letter')} tabIndex={0}>
        {cancelled && (
          <Message look="leaf">{say('letters:cancelledFor', { reason: cancelled.reason })}</Message>
        )}
        <dl className="letter-fields selectable">
          <Row label={say('letters:received')}>
            {valueText('received', letter.received, say, language)}
          </Row>
          {rows
            .filter((name) => fields[name] !== null)
            .map((name) => (
              <Row key={name} label={say(`letters:${name}`)} strong={name === 'subject'}>
                {valueText(name, fields[name], say, language)}
              </Row>
            ))}
        </dl>
        {between}
        <Timeline letter={letter} history={history} />
      </div>
      <footer className="side-foot letter-actions">{foot}</footer>
    </section>
  );
}

interface RowProps {
  label: string;
  strong?: boolean;
  children: ReactNode;
}

function Row({ label, strong = false, children }: RowProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={strong ? 'strong' : ''}>{children}</dd>
    </div>
  );
}
