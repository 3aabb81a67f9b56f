import { useState } from 'react';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { isBelow } from '../../../shared/domain/office/holding.ts';
import type { Office, Position } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { remember, remembered } from '../../app/remembered.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import type { Chosen } from './acts.ts';
import { CheckList } from './CheckList.tsx';
import { GiverField } from './GiverField.tsx';
import { dueOf, NoteAndDue } from './NoteAndDue.tsx';
import { CopyList, InstructionList } from './OrderLists.tsx';
import { leaders } from './positions.ts';
import { receiverItems } from './receiver-items.ts';
import './routing.css';
import { chosenOf, nowText, toggled } from './summary.ts';

interface DisposeProps {
  letter: Letter;
  office: Office;
  /** The task that is disposed further; null for a first disposition. */
  under: Chosen | null;
  onGiven: () => void;
  onLeave: () => void;
}

/** What the leader wants done, by whom, until when. */
export function Dispose({ letter, office, under, onGiven, onLeave }: DisposeProps) {
  const say = useSay();
  const language = useLanguage();
  const [input, setInput] = useState(() => firstInput(office, under?.receiver));
  const [checked, setChecked] = useState(false);
  const set = (change: Partial<typeof input>) => setInput((now) => ({ ...now, ...change }));
  const { due, wrongDue } = dueOf(input.due);
  const to = chosenOf(office.positions, input.to);
  const instructions = chosenOf(office.instructions, input.instructions);
  const give = useCommand('dispositions.give', {
    onDone: () => {
      if (!under) remember('disposer', { key: input.from });
      onGiven();
    },
    onRefused: () => undefined,
  });
  const copies = chosenOf(office.positions, input.copies).filter(({ key }) => !input.to.has(key));
  const leaving = leavingOf(office.positions, under?.receiver);
  const from = leaving.find(({ key }) => key === input.from);

  function submit() {
    setChecked(true);
    if (!from || to.length === 0 || wrongDue || give.isPending) return;
    give.mutate({
      letter: letter.id,
      from: from.key,
      to: to.map(({ key }) => key),
      copies: copies.map(({ key }) => key),
      ...(under && { under: under.disposition }),
      instructions: instructions.map(({ key }) => key),
      note: input.note,
      due,
    });
  }
  useAction('back', onLeave);
  const { agenda, fields } = letter;

  return (
    <section className="side dispose" aria-label={say('dispositions:give')}>
      <header className="side-head">
        <h1>{say(under ? 'routing:further' : 'dispositions:title')}</h1>
        <span className="dispose-letter" title={fields.subject}>
          {`${agenda.number}/${agenda.year} · ${fields.sender} · ${fields.subject}`}
        </span>
      </header>
      <div className="side-body">
        <div>
          {give.error && <Message look="alarm">{explain(say, give.error)}</Message>}
          {checked && to.length === 0 && (
            <Message look="alarm">{say('dispositions:toWhom')}</Message>
          )}
          <GiverField
            positions={leaving}
            value={input.from}
            onChange={(key) => set({ from: key })}
          />
        </div>
        <div className="dispose-lists">
          <CheckList
            label={say('dispositions:to')}
            filterLabel={say('dispositions:filterPositions')}
            autoFocus
            items={receiverItems(
              office,
              say('office:vacant'),
              // A further disposition goes down the tree.
              (key) => key === input.from || (under !== null && !isBelow(office, key, input.from)),
            )}
            chosen={input.to}
            onToggle={(key) => set({ to: toggled(input.to, key) })}
          />
          <div className="dispose-more">
            <InstructionList
              office={office}
              chosen={input.instructions}
              onToggle={(key) => set({ instructions: toggled(input.instructions, key) })}
            />
            <CopyList
              office={office}
              from={input.from}
              to={input.to}
              chosen={input.copies}
              onToggle={(key) => set({ copies: toggled(input.copies, key) })}
            />
          </div>
        </div>
        <NoteAndDue note={input.note} due={input.due} judged={checked} onChange={set} />
        <p className="dispose-summary" role="status">
          {to.length === 0 || !from
            ? say('dispositions:summaryEmpty')
            : say('dispositions:summary', {
                from: nowText(from),
                to: to.map(nowText).join('; '),
                instructions: instructions.map(({ text }) => text).join('; ') || '–',
                due: due ? say('dispositions:until', { due: dayText(due, language) }) : '',
              })}
          {copies.length > 0 && to.length > 0
            ? ` ${say('history:disposed-copies', { copies: copies.map(nowText).join('; ') })}.`
            : ''}
        </p>
      </div>
      <footer className="side-foot">
        <span className="push" />
        <ActionButton action="back" look="quiet" label={say('common:back')} onRun={onLeave} />
        <ActionButton
          action="submit"
          look="main"
          label={say('dispositions:give')}
          disabled={give.isPending}
          onRun={submit}
        />
      </footer>
    </section>
  );
}

function leavingOf(positions: Position[], giver: string | undefined): Position[] {
  return giver === undefined ? leaders(positions) : positions.filter(({ key }) => key === giver);
}

function firstInput(office: Office, giver: string | undefined) {
  const possible = leavingOf(office.positions, giver);
  const last = remembered('disposer', { key: '' }).key;
  const from = possible.find(({ key }) => key === last) ?? possible[0];
  return {
    from: from?.key ?? '',
    to: new Set<string>() as ReadonlySet<string>,
    copies: new Set<string>() as ReadonlySet<string>,
    instructions: new Set<string>() as ReadonlySet<string>,
    note: '',
    due: '',
  };
}
