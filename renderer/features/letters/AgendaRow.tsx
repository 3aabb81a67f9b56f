import { memo } from 'react';
import type { LetterRow } from '../../../shared/contract/letters.ts';
import type { Language } from '../../../shared/contract/window.ts';
import { dayText } from '../../app/days.ts';
import type { Say } from '../../app/words.ts';
import { agendaView } from './agenda-view.ts';

interface AgendaRowProps {
  row: number;
  index: number;
  top: number;
  line: LetterRow | undefined;
  /** The cursor is on it. */
  at: boolean;
  chosen: boolean;
  /** Whether any row is chosen: until then the one under the cursor is meant. */
  choosing: boolean;
  onChoose: (row: number, how: 'toggle' | 'range') => void;
  language: Language;
  say: Say;
  onOpen: (letter: string) => void;
}

export const AgendaRow = memo(function AgendaRow(props: AgendaRowProps) {
  const { row, index, top, line, at, chosen, choosing, onChoose, language, say, onOpen } = props;
  const looks = [at && 'at', chosen && 'chosen'].filter(Boolean).join(' ');
  return (
    <div
      id={`agenda-${row}`}
      className={`agenda-row ${line?.status ?? 'waiting'} ${looks}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={choosing ? chosen : at}
      style={{ top }}
      onMouseDown={(event) => {
        const onTick = (event.target as Element).classList.contains('agenda-tick');
        if (event.shiftKey) {
          // It would mark text instead.
          event.preventDefault();
          onChoose(row, 'range');
        } else if (event.ctrlKey || event.metaKey || onTick) onChoose(row, 'toggle');
        else agendaView.set({ row });
      }}
      onDoubleClick={() => line && onOpen(line.id)}
    >
      {line ? <Cells line={line} language={language} say={say} /> : <Cell text="…" />}
    </div>
  );
});

function Cells({ line, language, say }: { line: LetterRow; language: Language; say: Say }) {
  return (
    <>
      <div role="gridcell" className="agenda-number">
        <span className="agenda-tick" aria-hidden="true" />
        <b>{line.agenda}</b>
        <span className="soft">{`/${line.year}`}</span>
      </div>
      <Cell text={dayText(line.received, language)} />
      <Cell text={line.number ?? say('letters:noNumber')} look={line.number ? '' : 'soft'} />
      <Cell text={dayText(line.date, language)} />
      <Cell text={line.sender} look="plain" />
      <Cell text={line.subject} look="plain" />
      <Cell text={say(`urgency:${line.urgency}`)} look={`urgency-${line.urgency}`} />
      <Cell text={say(`secrecy:${line.secrecy}`)} look={`secrecy-${line.secrecy}`} />
      {line.reason === null ? (
        <Cell text={line.forwarded} />
      ) : (
        <Cell text={`${say('letters:cancelReason')}: ${line.reason}`} look="agenda-reason" />
      )}
      <Cell text={say(`status:${line.status}`)} look="agenda-status" />
    </>
  );
}

function Cell({ text, look = '' }: { text: string; look?: string }) {
  return (
    <div role="gridcell" className={look} title={text.length > 22 ? text : undefined}>
      {text}
    </div>
  );
}
